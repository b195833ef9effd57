/// What a sheet part says beside its cells, with references to other parts still open.
struct SheetFeatures {
  struct Hyperlink {
    let range: CellRange
    let relationship: String?
    let location: String?
  }

  var hiddenColumns: [ClosedRange<Int>] = []
  var mergedRanges: [CellRange] = []
  var hyperlinks: [Hyperlink] = []
  var dataValidations: [DataValidation] = []
  /// Relationships to drawings.
  var drawings: [String] = []
  /// Cells whose formula shows a picture of `cellimages.xml`, by the picture's name.
  var cellImages: [(cell: CellReference, name: String)] = []
  /// Cells that have value metadata, by its index, counted from 1.
  var valueMetadata: [(cell: CellReference, index: Int)] = []
}
