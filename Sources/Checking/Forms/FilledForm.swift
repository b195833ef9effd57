import Spreadsheets

/// One form as one file fills it: the typed rows, what surrounds them, and what is known of its coming. Rules look at this.
struct FilledForm {
  struct FilledRow {
    var sheet: String
    var number: Int
    var isHidden: Bool
    var cells: FieldValues
    /// The form's, which outlives its rows: very many rows on every thread have the same.
    unowned(unsafe) let keyColumns: KeyColumns
    /// By field, what the sentences of narrative columns say.
    var narratives: [String: NarrativeReading] = [:]

    /// What a clerk knows the row by.
    var key: Finding.Key { keyColumns.key { cells[$0]?.given } }

    /// The first cell of a row stands for the row.
    var anchor: CellReference { cells.values.lazy.map(\.reference).min() ?? CellReference(column: 1, row: number) }
  }

  let notice: Notice
  let form: Form
  let fileName: String
  let format: FileFormat
  let tables: [Table]
  /// Sheets of the form that were left alone because they are hidden and others are not.
  let ignoredHiddenSheets: [String]
  /// Sheets that hold something and no form.
  let otherSheets: [String]
  let receipt: Receipt?
  let receivedOn: CalendarDay?

  var rows: [FilledRow] = []
  /// The rows of each table, with their fields.
  var runs: [(rows: Range<Int>, fields: [String])] = []
  /// Whether some of the text in the rows was lost.
  var isDamaged = false
  var faults: [PlacedFault] = []
  /// The unit of most rows; nil where no unit has more than the others.
  var unitOfRows: Unit?
  var unit: Unit?
  var period: Period?
  /// The quarter that the months in the sentences lie in.
  var toldQuarter: Period?
  var isNil = false

  func column(role: Column.Role) -> Column? { form.columns.first { $0.role == role } }
  func column(_ kind: ColumnType.Kind) -> Column? { form.columns.first { $0.type.kind == kind } }

  /// The faults that `find` sees in the cells of a column, each beside the one of its row in another.
  func faults(
    in column: Column, beside other: Column, _ find: (ReadCell, ReadCell) -> Fault?
  ) -> [PlacedFault] {
    var faults: [PlacedFault] = []
    for (range, fields) in runs {
      guard let place = fields.firstIndex(of: column.key), let otherPlace = fields.firstIndex(of: other.key) else {
        continue
      }
      for index in range {
        let fault = withContent(ofRow: index, at: place) { cell in
          withContent(ofRow: index, at: otherPlace) { other in find(cell, other) }
        }
        if let fault { faults.append(PlacedFault(fault, in: rows[index], column)) }
      }
    }
    return faults
  }

  /// The faults that `find` sees in the cells of a column.
  func faults(in column: Column, _ find: (ReadCell) -> Fault?) -> [PlacedFault] {
    var faults: [PlacedFault] = []
    forEachCell(of: column) { index, cell in
      if let fault = find(cell) { faults.append(PlacedFault(fault, in: rows[index], column)) }
    }
    return faults
  }

  /// Shows the cells of a column, each with the index of its row, where the table has the column.
  @inline(__always)
  func forEachCell(of column: Column, _ body: (Int, ReadCell) -> Void) {
    for (range, fields) in runs {
      guard let place = fields.firstIndex(of: column.key) else { continue }
      for index in range {
        withContent(ofRow: index, at: place) { body(index, $0) }
      }
    }
  }

  /// Shows what a cell of a row says to `body`. The rows stay as they are as long as the form is only looked at: neither the
  /// row's values nor the cell are counted for it.
  @inline(__always)
  private func withContent<Result>(ofRow row: Int, at place: Int, _ body: (ReadCell) -> Result) -> Result {
    Unmanaged.passUnretained(rows[row].cells.values[place].content)._withUnsafeGuaranteedRef(body)
  }
}

/// A fault and where it is.
struct PlacedFault {
  var fault: Fault
  var sheet: String?
  var cells: [CellReference] = []
  /// The data row it is in; nil for what concerns no single row.
  var row: Int?
  var key = Finding.Key()
  var column: Column?

  init(_ fault: Fault) { self.fault = fault }

  init(_ fault: Fault, sheet: String, cells: [CellReference] = [], column: Column? = nil) {
    self.fault = fault
    self.sheet = sheet
    self.cells = cells
    self.column = column
  }

  init(_ fault: Fault, in row: FilledForm.FilledRow, _ column: Column) {
    self.fault = fault
    self.column = column
    (sheet, self.row, key) = (row.sheet, row.number, row.key)
    cells = [row.cells[column.key]?.reference ?? row.anchor]
  }
}
