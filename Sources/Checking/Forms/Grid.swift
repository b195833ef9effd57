import Spreadsheets

/// A sheet looked at by rows, merged cells filled.
struct Grid {
  let sheet: Sheet
  /// Merged ranges that reach below their first row, with what their first cell holds.
  private let merged: [(range: CellRange, cell: Cell)]
  /// The rows that any of them reaches down to; sheets have few, and rows can be many.
  private let filledRows: Range<Int>

  init(_ sheet: Sheet) {
    var sheet = sheet
    // A range written backwards is no range.
    sheet.mergedRanges.removeAll { $0.first.row > $0.last.row || $0.first.column > $0.last.column }
    self.sheet = sheet
    let ranges = sheet.mergedRanges.filter { $0.first.row < $0.last.row }
    let anchors = Set(ranges.map(\.first))
    var cells: [CellReference: Cell] = [:]
    if !anchors.isEmpty {
      let anchored = Set(anchors.map(\.row))
      for row in sheet.rows where anchored.contains(row.number) {
        for cell in row.cells where anchors.contains(cell.reference) { cells[cell.reference] = cell }
      }
    }
    merged = ranges.compactMap { range in cells[range.first].map { (range, $0) } }
    let first = merged.map(\.range.first.row).min() ?? 0
    filledRows = first + 1..<max(first, merged.map(\.range.last.row).max() ?? 0) + 1
  }

  /// Whether a merged cell above may show in a row.
  func isFilled(_ row: Row) -> Bool { filledRows.contains(row.number) }

  /// The cells of a row that hold something, from left to right; a merged cell above shows in the rows it reaches down to,
  /// and still says where it stands.
  func cells(inRow row: Row) -> [Cell] {
    guard filledRows.contains(row.number) else { return row.cells }
    var cells = row.cells
    // Only downwards: to fill to the right would put a title into every column.
    for (range, cell) in merged where range.first.row < row.number && row.number <= range.last.row {
      if cells.contains(where: { $0.reference.column == range.first.column }) { continue }
      cells.append(cell)
    }
    return cells.sorted { $0.reference.column < $1.reference.column }
  }

  /// The texts of a row by column, from left to right, merged cells included.
  func texts(inRow row: Row) -> [(column: Int, text: String)] {
    cells(inRow: row).compactMap { cell in
      guard let text = cell.value?.shown, !text.isEmpty else { return nil }
      return (cell.reference.column, text)
    }
  }
}
