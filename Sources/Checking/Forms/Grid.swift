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
    var sheet = sheet
    // A range written backwards is no range.
    sheet.mergedRanges.removeAll { $0.first.row > $0.last.row || $0.first.column > $0.last.column }
    self.sheet = sheet
    self.isDisplayText = isDisplayText
    let ranges = sheet.mergedRanges.filter { $0.first != $0.last }
    let anchors = Set(ranges.map(\.first))
    var cells: [CellReference: Cell] = [:]
    if !anchors.isEmpty {
      let anchored = Set(anchors.map(\.row))
      for row in sheet.rows where anchored.contains(row.number) {
        for cell in row.cells where anchors.contains(cell.reference) { cells[cell.reference] = cell }
      }
    }
    merged = ranges.compactMap { range in cells[range.first].map { (range, $0) } }
    firstMergedRow = merged.map(\.range.first.row).min() ?? Int.max
    lastMergedRow = merged.map(\.range.last.row).max() ?? 0
  }

  /// The cells of a row that hold something, from left to right; a merged cell above shows in the rows it reaches down to.
  func cells(inRow row: Row) -> [GridCell] {
    var cells: [GridCell] = []
    cells.reserveCapacity(row.cells.count)
    for cell in row.cells where cell.value != nil || cell.hasFormula {
      cells.append(GridCell(column: cell.reference.column, cell: cell, isOwn: true))
    }
    guard row.number > firstMergedRow, row.number <= lastMergedRow else { return cells }
    // Only downwards: to fill to the right would put a title into every column.
    for (range, cell) in merged where range.first.row < row.number && row.number <= range.last.row {
      if cells.contains(where: { $0.column == range.first.column }) { continue }
      cells.append(GridCell(column: range.first.column, cell: cell, isOwn: false))
    }
    return cells.sorted { $0.column < $1.column }
  }

  /// The texts of a row by column, from left to right, merged cells included.
  func texts(inRow row: Row) -> [(column: Int, text: String)] {
    cells(inRow: row).compactMap { entry in
      guard let text = entry.cell.value?.shown, !text.isEmpty else { return nil }
      return (entry.column, text)
    }
  }
}

struct GridCell {
  var column: Int
  var cell: Cell
  /// Whether the cell stands in the row itself, not in a merged range from above.
  var isOwn: Bool
}
