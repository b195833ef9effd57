import Spreadsheets

/// A sheet looked at by rows, merged cells filled.
struct Grid {
  let sheet: Sheet
  let isDisplayText: Bool
  /// Merged ranges that reach below or beside their first cell, with what that cell holds.
  private let merged: [(range: CellRange, cell: Cell)]
  /// For each row the merged ranges that cover it; sheets have few, and rows can be many.
  private let firstMergedRow: Int
  private let lastMergedRow: Int

  init(_ sheet: Sheet, isDisplayText: Bool) {
    self.sheet = sheet
    self.isDisplayText = isDisplayText
    let ranges = sheet.mergedRanges.filter { $0.first != $0.last }
    let anchors = Set(ranges.map(\.first))
    var cells: [CellReference: Cell] = [:]
    if !anchors.isEmpty {
      for row in sheet.rows {
        for cell in row.cells where anchors.contains(cell.reference) { cells[cell.reference] = cell }
      }
    }
    merged = ranges.compactMap { range in cells[range.first].map { (range, $0) } }
    firstMergedRow = merged.map(\.range.first.row).min() ?? Int.max
    lastMergedRow = merged.map(\.range.last.row).max() ?? 0
  }

  /// The cells of a row by column; a cell inside a merged range shows the range's first cell.
  func cells(inRow row: Row) -> [Int: (cell: Cell, isOwn: Bool)] {
    var cells: [Int: (Cell, Bool)] = [:]
    if row.number >= firstMergedRow, row.number <= lastMergedRow {
      for (range, cell) in merged where range.first.row <= row.number && row.number <= range.last.row {
        // Only downwards: to fill to the right would put a title into every column.
        let isAnchorRow = range.first.row == row.number
        if !isAnchorRow { cells[range.first.column] = (cell, false) }
      }
    }
    for cell in row.cells where cell.value != nil || cell.hasFormula { cells[cell.reference.column] = (cell, true) }
    return cells
  }

  /// The texts of a row by column, from left to right, merged cells included.
  func texts(inRow row: Row) -> [(column: Int, text: String)] {
    cells(inRow: row).compactMap { column, entry in
      guard let value = entry.cell.value else { return nil }
      let text = value.shown
      return text.isEmpty ? nil : (column, text)
    }.sorted { $0.0 < $1.0 }
  }
}
