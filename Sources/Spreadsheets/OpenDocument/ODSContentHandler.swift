/// Reads `content.xml` of a spreadsheet (OpenDocument 1.3, part 3, 9).
final class ODSContentHandler: XMLHandler {
  /// A row, and how many times it comes.
  struct Run {
    let sheet: Int
    let row: Row
    let count: Int
  }

  /// The sheets that are read to their end, without their rows.
  private(set) var sheets: [Sheet] = []
  /// Rows that hold something, for whoever reads them to take away.
  var runs: [Run] = []
  private(set) var isSpreadsheet = false

  private let limits: Limits
  private let skipsCells: Bool
  private var path: [XMLName] = []
  private var hiddenTableStyles: Set<String> = []
  private var styleName: String?

  private var sheet: Sheet?
  private var row = 0
  private var rowRepeat = 1
  private var isRowHidden = false
  private var cells: [Cell] = []
  private var column = 0
  private var columnDefinition = 0
  private var cellCount = 0

  private var cell: ODSCell?
  private var paragraphs = ODSParagraphs()
  private var annotation: ODSParagraphs?

  /// `skipsCells` reads what sheets there are and nothing of what they hold.
  init(limits: Limits, skippingCells skipsCells: Bool = false) {
    self.limits = limits
    self.skipsCells = skipsCells
  }

  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    defer { path.append(element.name) }
    switch (element.name.namespace, element.name.local) {
    case (.office, "spreadsheet"): isSpreadsheet = true
    case (.style, "style"): styleName = element.attribute("name", in: .style)
    case (.style, "table-properties"):
      if let styleName, element.attribute("display", in: .table) == "false" { hiddenTableStyles.insert(styleName) }
    case (.table, "table") where path.last == XMLName(namespace: .office, local: "spreadsheet"):
      try startTable(element)
    case _ where sheet == nil || skipsCells: break
    case (.table, "table-column"): try startColumn(element)
    case (.table, "table-row"): try startRow(element)
    case (.table, "table-cell"), (.table, "covered-table-cell"):
      cell = try ODSCell(element)
      paragraphs = ODSParagraphs()
    case (.office, "annotation") where cell != nil: annotation = ODSParagraphs()
    case (.text, _) where cell != nil: try startText(element)
    case (.draw, "image") where cell != nil: cell?.pictures += 1
    default: break
    }
  }

  func text(_ bytes: Span<UInt8>) throws(SpreadsheetError) {
    guard cell != nil else { return }
    if annotation != nil { annotation?.append(bytes) } else { paragraphs.append(bytes) }
    try limits.check(paragraphs.bytes.count, \.cellTextBytes, "cell text bytes", part: nil)
    try limits.check(annotation?.bytes.count ?? 0, \.cellTextBytes, "comment bytes", part: nil)
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    path.removeLast()
    switch (name.namespace, name.local) {
    case (.text, "p"), (.text, "h"): if annotation != nil { annotation?.end() } else { paragraphs.end() }
    case (.office, "annotation"):
      cell?.comment = annotation?.bytes
      annotation = nil
    case (.table, "table-cell"), (.table, "covered-table-cell"): try endCell()
    case (.table, "table-row"): try endRow()
    case (.table, "table"):
      guard path.last == XMLName(namespace: .office, local: "spreadsheet"), let done = sheet else { return }
      sheets.append(done)
      sheet = nil
    default: break
    }
  }

  private func startTable(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    try limits.check(sheets.count + 1, \.sheets, "sheets", part: nil)
    let isHidden = hiddenTableStyles.contains(element.attribute("style-name", in: .table) ?? "")
    sheet = Sheet(name: element.attribute("name", in: .table) ?? "", visibility: isHidden ? .hidden : .visible)
    row = 0
    columnDefinition = 0
    cellCount = 0
  }

  private func startColumn(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    let count = try repetition(element.attribute("number-columns-repeated", in: .table))
    let visibility = element.attribute("visibility", in: .table)
    let first = columnDefinition + 1
    columnDefinition = min(columnDefinition + count, limits.columns)
    if visibility == "collapse" || visibility == "filter", first <= columnDefinition {
      sheet?.hiddenColumns.append(first...columnDefinition)
    }
  }

  private func startRow(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    rowRepeat = try repetition(element.attribute("number-rows-repeated", in: .table))
    let visibility = element.attribute("visibility", in: .table)
    isRowHidden = visibility == "collapse" || visibility == "filter"
    cells = []
    column = 0
  }

  private func startText(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    switch element.name.local {
    case "p", "h": if annotation != nil { annotation?.begin() } else { paragraphs.begin() }
    case "s":
      let count = try repetition(element.attribute("c", in: .text))
      try limits.check(count, \.cellTextBytes, "cell text bytes", part: nil)
      paragraphs.append(String(repeating: " ", count: count))
    case "tab": paragraphs.append("\t")
    case "line-break": paragraphs.append("\n")
    case "a": cell?.hyperlink = element.attribute("href", in: .xlink)
    default: break
    }
  }

  private func endCell() throws(SpreadsheetError) {
    guard let cell else { return }
    self.cell = nil
    let first = column + 1
    column = column.addingReportingOverflow(cell.repetition).partialValue
    let value = cell.value(text: paragraphs.bytes)
    let hasContent = value != nil || cell.hasFormula
    guard hasContent || cell.comment != nil || cell.pictures > 0 || cell.span != nil else { return }
    guard first <= limits.columns, !hasContent || column <= limits.columns, row < limits.rows else {
      throw SpreadsheetError(.damaged, detail: "a cell is out of range: column \(column), row \(row + 1)")
    }
    let place = CellReference(column: first, row: row + 1)
    if hasContent {
      for column in first...max(first, column) {
        cells.append(Cell(CellReference(column: column, row: row + 1), value, hasFormula: cell.hasFormula))
      }
    }
    if let comment = cell.comment { sheet?.comments[place] = String(decoding: comment, as: UTF8.self) }
    if let link = cell.hyperlink { sheet?.hyperlinks[place] = link }
    for _ in 0..<cell.pictures { sheet?.pictures.append(place) }
    if let span = cell.span {
      sheet?.mergedRanges.append(
        CellRange(
          place,
          CellReference(
            column: min(limits.columns, first + span.columns - 1), row: min(limits.rows, row + span.rows))))
    }
  }

  private func endRow() throws(SpreadsheetError) {
    defer { row = min(limits.rows, row + min(rowRepeat, limits.rows)) }
    guard !cells.isEmpty else { return }
    let (count, overflow) = cells.count.multipliedReportingOverflow(by: rowRepeat)
    cellCount += overflow ? limits.cells : min(count, limits.cells)
    guard !overflow, count <= limits.cells else {
      throw SpreadsheetError(
        .limitExceeded(name: "cells", limit: limits.cells),
        detail: "repeated cells: more than the limit of \(limits.cells)")
    }
    try limits.check(cellCount, \.cells, "cells", part: nil)
    guard row + rowRepeat <= limits.rows else {
      throw SpreadsheetError(.damaged, detail: "row number \(row + rowRepeat) is out of range")
    }
    runs.append(
      Run(sheet: sheets.count, row: Row(number: row + 1, isHidden: isRowHidden, cells: cells), count: rowRepeat))
  }
}

/// A repeat count: 1 where none is stated, never below 1.
func repetition(_ text: String?) throws(SpreadsheetError) -> Int {
  guard let text else { return 1 }
  guard let count = Int(text), count >= 1, count <= Int(Int32.max) else {
    throw SpreadsheetError(.damaged, detail: "the repeat count \(text.prefix(40)) is out of range")
  }
  return count
}
