/// Changes cells of somebody's sheet part: styles of those that are there, new ones where there was nothing.
struct SheetEdit {
  /// A cell to be coloured, and what is to be written into it when it is empty.
  struct CellChange {
    var fill: Color
    var label: String?
  }

  private struct CellSite {
    var column: Int
    var tag: MarkupScanner.Tag
    var style: Int
    /// The closing tag's end; the tag's own for `<c/>`.
    var end: Int
    var isEmpty: Bool { tag.kind == .empty }
  }

  private struct RowSite {
    var tag: MarkupScanner.Tag
    /// The closing tag's beginning; nil for `<row/>`.
    var end: Int?
    var cells: [CellSite] = []
  }

  private(set) var root = XMLRoot()
  private(set) var merges: [CellRange] = []
  private(set) var geometry = SheetGeometry(columns: [], defaultRowHeight: nil)
  /// The id of the part that draws the notes, where there is one.
  private(set) var legacyDrawing: String?
  private var scanner: MarkupScanner
  private var sites: [Int: RowSite] = [:]
  /// Where a row that is not there is to be put: before the first row below it.
  private var gaps: [Int: Int] = [:]
  private var sheetData: (tag: MarkupScanner.Tag, end: Int)?
  private var columns: [(range: ClosedRange<Int>, style: Int, isHidden: Bool)] = []
  private var dimension: MarkupScanner.Attribute?
  private var selection: [MarkupScanner.Attribute] = []
  private var drawingOffset: Int?
  private var splices = Splices()

  /// Elements that come after `legacyDrawing` (ISO 29500-1 18.3.1.99).
  private static let afterDrawing: [StaticString] = [
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    "AlternateContent",
  ]

  /// - Parameter rows: those that may be changed; of others nothing is kept.
  init(_ bytes: [UInt8], part: String, rows: Set<Int>) throws(SpreadsheetError) {
    scanner = MarkupScanner(bytes, part: part)
    var setups: [ColumnSetup] = []
    var heights: [(Int, Double)] = []
    var waiting = rows.sorted()[...]
    var row = 0
    var column = 0
    var isInData = false
    var site: RowSite?
    while let tag = try scanner.next() {
      switch (tag.depth, tag.kind) {
      case (0, .start), (0, .empty): root = XMLRoot(tag, scanner)
      case (0, .end): if drawingOffset == nil { drawingOffset = tag.range.lowerBound }
      case (1, _): isInData = try topElement(tag)
      case (2, .start), (2, .empty):
        if isInData, scanner.isNamed(tag, "row") {
          row = scanner.integer("r", of: tag) ?? row + 1
          column = 0
          while let next = waiting.first, next <= row {
            gaps[next] = tag.range.lowerBound
            waiting.removeFirst()
          }
          if let height = scanner.value("ht", of: tag).flatMap({ Double($0) }),
            rows.contains(row) || rows.contains(row + 1)
          {
            heights.append((row, height))
          }
          site = rows.contains(row) ? RowSite(tag: tag, end: nil) : nil
          if tag.kind == .empty, let whole = site { sites[row] = whole }
        } else if scanner.isNamed(tag, "col") {
          if let setup = columnSetup(tag) { setups.append(setup) }
        } else if scanner.isNamed(tag, "mergeCell") {
          if let range = scanner.value("ref", of: tag).flatMap({ CellRange($0) }) { merges.append(range) }
        } else if scanner.isNamed(tag, "sheetView"), let selected = scanner.attribute("tabSelected", of: tag) {
          selection.append(selected)
        }
      case (2, .end):
        if isInData, var whole = site {
          whole.end = tag.range.lowerBound
          sites[row] = whole
        }
        site = nil
      case (3, .start), (3, .empty):
        guard isInData, scanner.isNamed(tag, "c") else { continue }
        column = scanner.value("r", of: tag).flatMap { CellReference($0)?.column } ?? column + 1
        site?.cells.append(
          CellSite(column: column, tag: tag, style: scanner.integer("s", of: tag) ?? 0, end: tag.range.upperBound))
      case (3, .end):
        if let count = site?.cells.count, count > 0 { site?.cells[count - 1].end = tag.range.upperBound }
      default: break
      }
    }
    guard drawingOffset != nil else { throw SpreadsheetError(.damaged, part: part, detail: "no sheet") }
    geometry = SheetGeometry(
      columns: setups.sorted { $0.columns.lowerBound < $1.columns.lowerBound }, defaultRowHeight: nil)
    for (row, height) in heights where height.isFinite && (0...409.5).contains(height) {
      geometry.setHeight(height, ofRow: row)
    }
  }

  /// - Returns: whether it is the open `sheetData`.
  private mutating func topElement(_ tag: MarkupScanner.Tag) throws(SpreadsheetError) -> Bool {
    if scanner.isNamed(tag, "sheetData") {
      if tag.kind == .end {
        sheetData?.end = tag.range.lowerBound
        return false
      }
      sheetData = (tag, tag.range.upperBound)
      return tag.kind == .start
    }
    guard tag.kind != .end else { return false }
    if scanner.isNamed(tag, "dimension") { dimension = scanner.attribute("ref", of: tag) }
    if scanner.isNamed(tag, "legacyDrawing") {
      legacyDrawing = scanner.value("id", of: tag, anyPrefix: true)
      drawingOffset = tag.range.lowerBound
    }
    if sheetData != nil, drawingOffset == nil, Self.afterDrawing.contains(where: { scanner.isNamed(tag, $0) }) {
      drawingOffset = tag.range.lowerBound
    }
    return false
  }

  private mutating func columnSetup(_ tag: MarkupScanner.Tag) -> ColumnSetup? {
    guard let first = scanner.integer("min", of: tag), let last = scanner.integer("max", of: tag),
      first >= 1, first <= last, last <= WritingError.Limit.columns.maximum
    else { return nil }
    let isHidden = ["1", "true"].contains(scanner.value("hidden", of: tag))
    columns.append((first...last, scanner.integer("style", of: tag) ?? 0, isHidden))
    let width = scanner.value("width", of: tag).flatMap { Double($0) } ?? SheetGeometry.standardColumnWidth
    return ColumnSetup(first...last, width: width.isFinite ? max(0, min(255, width)) : 0, isHidden: isHidden)
  }

  // MARK: What is there

  /// The cell that shows what `cell` holds: the first of its merged range.
  func shown(_ cell: CellReference) -> CellReference { merges.first { $0.contains(cell) }?.first ?? cell }

  /// The column left of the first cells of these rows, if each keeps it free, unmerged and unhidden.
  func freeColumn(leftOf rows: Set<Int>) -> Int? {
    let first = rows.compactMap { row in sites[row]?.cells.first { !$0.isEmpty }?.column }.min()
    guard let first, first > 1 else { return nil }
    let column = first - 1
    if columns.contains(where: { $0.range.contains(column) && $0.isHidden }) { return nil }
    let isMerged = rows.contains { row in merges.contains { $0.contains(CellReference(column: column, row: row)) } }
    return isMerged ? nil : column
  }

  // MARK: Changes

  /// Takes the sheet out of the selection: two selected sheets are typed into together.
  mutating func deselect() {
    for attribute in selection where ["1", "true"].contains(scanner.text(in: attribute.value)) {
      splices.replace(attribute.value, with: "0")
    }
  }

  /// Draws notes from the part of this relationship.
  mutating func drawNotes(_ relationship: String) {
    guard legacyDrawing == nil, let drawingOffset else { return }
    let element = "<\(root.prefix)legacyDrawing xmlns:r=\"\(root.relationships)\" r:id=\"\(relationship)\"/>"
    splices.insert(element, at: drawingOffset)
  }

  /// Colours cells, each laid over its own style.
  ///
  /// - Parameter layer: gives the style that looks like the first but for what the change wants.
  mutating func change(_ cells: [CellReference: CellChange], layer: (Int, CellChange) -> Int) {
    var newRows: [(row: Int, markup: String)] = []
    let rows = Dictionary(grouping: cells.sorted { $0.key < $1.key }, by: \.key.row).sorted { $0.key < $1.key }
    for (row, changes) in rows {
      if let site = sites[row] {
        change(site, changes.map { ($0.key, $0.value) }, layer: layer)
      } else {
        var markup = "<\(root.prefix)row r=\"\(row)\">"
        for (cell, change) in changes {
          markup += self.markup(cell, change, style: layer(style(ofColumn: cell.column), change))
        }
        newRows.append((row, markup + "</\(root.prefix)row>"))
      }
    }
    insert(newRows)
    widenDimension(to: Array(cells.keys))
  }

  private mutating func change(
    _ site: RowSite, _ changes: [(cell: CellReference, change: CellChange)], layer: (Int, CellChange) -> Int
  ) {
    let isRowStyled = ["1", "true"].contains(scanner.value("customFormat", of: site.tag))
    let rowStyle = isRowStyled ? scanner.integer("s", of: site.tag) : nil
    var atEnd = ""
    var added: [Int] = []
    for (cell, change) in changes {
      if let existing = site.cells.first(where: { $0.column == cell.column }) {
        let style = layer(existing.style, change)
        if change.label != nil, existing.isEmpty {
          splices.replace(existing.tag.range, with: markup(cell, change, style: style))
        } else if let attribute = scanner.attribute("s", of: existing.tag) {
          splices.replace(attribute.value, with: "\(style)")
        } else {
          splices.insert(" s=\"\(style)\"", at: existing.tag.name.upperBound)
        }
        continue
      }
      added.append(cell.column)
      let markup = markup(cell, change, style: layer(rowStyle ?? style(ofColumn: cell.column), change))
      if let next = site.cells.first(where: { $0.column > cell.column }) {
        splices.insert(markup, at: next.tag.range.lowerBound)
      } else {
        atEnd += markup
      }
    }
    widenSpans(of: site.tag, to: added)
    guard !atEnd.isEmpty else { return }
    if let end = site.end {
      splices.insert(atEnd, at: end)
    } else {
      splices.replace(
        (site.tag.range.upperBound - 2)..<site.tag.range.upperBound, with: ">\(atEnd)</\(root.prefix)row>")
    }
  }

  private mutating func insert(_ rows: [(row: Int, markup: String)]) {
    guard !rows.isEmpty, let sheetData else { return }
    if sheetData.tag.kind == .empty {
      let all = rows.map(\.markup).joined()
      let end = sheetData.tag.range.upperBound
      splices.replace((end - 2)..<end, with: ">\(all)</\(root.prefix)sheetData>")
    } else {
      for (row, markup) in rows { splices.insert(markup, at: gaps[row] ?? sheetData.end) }
    }
  }

  private func markup(_ cell: CellReference, _ change: CellChange, style: Int) -> String {
    let prefix = root.prefix
    guard let label = change.label else { return "<\(prefix)c r=\"\(cell)\" s=\"\(style)\"/>" }
    var text = XMLOutput(capacity: 64)
    text.text(label)
    return "<\(prefix)c r=\"\(cell)\" s=\"\(style)\" t=\"inlineStr\"><\(prefix)is><\(prefix)t>"
      + String(decoding: text.bytes, as: UTF8.self) + "</\(prefix)t></\(prefix)is></\(prefix)c>"
  }

  private func style(ofColumn column: Int) -> Int { columns.first { $0.range.contains(column) }?.style ?? 0 }

  /// `spans` is a hint, but one that programs believe.
  private mutating func widenSpans(of tag: MarkupScanner.Tag, to columns: [Int]) {
    guard let least = columns.min(), let greatest = columns.max(), let attribute = scanner.attribute("spans", of: tag)
    else { return }
    let ends = scanner.text(in: attribute.value).split(separator: ":").compactMap { Int($0) }
    guard ends.count == 2, least < ends[0] || greatest > ends[1] else { return }
    splices.replace(attribute.value, with: "\(min(least, ends[0])):\(max(greatest, ends[1]))")
  }

  private mutating func widenDimension(to cells: [CellReference]) {
    guard let dimension, let range = CellRange(scanner.text(in: dimension.value)) else { return }
    let all = cells + [range.first, range.last]
    let columns = all.map(\.column)
    let rows = all.map(\.row)
    let wide = CellRange(
      CellReference(column: columns.min() ?? 1, row: rows.min() ?? 1),
      CellReference(column: columns.max() ?? 1, row: rows.max() ?? 1))
    if wide != range { splices.replace(dimension.value, with: wide.description) }
  }

  var isChanged: Bool { !splices.isEmpty }

  func result() -> [UInt8] { splices.applied(to: scanner.bytes) }
}
