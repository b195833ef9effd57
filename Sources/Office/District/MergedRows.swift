import Checking
import Spreadsheets

/// Writes the merged rows of a form; what its columns need is made ready once for all rows.
struct MergedRows {
  private struct Place {
    var field: String
    var width: Double
    var style: StyleID
    /// Nil for the column that counts the rows.
    var text: CellText?
  }

  private let places: [Place]
  private let smallestRow: Double
  private let measure: TextMeasurement
  /// The fields of the row before, and where the columns stand among them: rows of one file have the same.
  private var fields: [String] = []
  private var indices: [Int?]
  /// Of the row being written; kept for its room.
  private var contents: [CellContent] = []

  init(
    of form: Form, notice: Notice, smallestRow: Double, measure: TextMeasurement, style: (Column) -> StyleID
  ) {
    places = form.columns.map {
      Place(
        field: $0.key, width: $0.width, style: style($0), text: $0.type.isSequence ? nil : CellText($0, notice))
    }
    indices = places.map { _ in nil }
    (self.smallestRow, self.measure) = (smallestRow, measure)
  }

  mutating func write(_ values: FieldValues, number: Int, to book: inout WorkbookWriter) throws {
    if values.fields != fields {
      fields = values.fields
      indices = places.map { fields.firstIndex(of: $0.field) }
    }
    contents.removeAll(keepingCapacity: true)
    var height = smallestRow
    for (place, index) in zip(places, indices) {
      var content = CellContent.blank
      if let text = place.text {
        if let index { content = text.content(of: values.values[index]) }
      } else {
        content = .number(Double(number))
      }
      if case .text(let text) = content { height = max(height, measure.rowHeight(of: text, columnWidth: place.width)) }
      contents.append(content)
    }
    try book.appendRow(height: height) { cells throws(WritingError) in
      for (content, place) in zip(contents, places) { try cells.write(content, place.style) }
    }
  }
}
