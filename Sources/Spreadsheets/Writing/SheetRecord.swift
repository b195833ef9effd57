/// What the writer remembers of a sheet while its rows stream past: all that stands after them, and what the workbook
/// part says of it.
struct SheetRecord {
  enum Drawing {
    case chart(Chart, CellRange)
    case picture(Picture, CellRange)
  }

  /// Counted from 1, over all sheets.
  let number: Int
  let name: String
  let setup: SheetSetup
  /// Whether it is the sheet that shows when the workbook opens.
  let isSelected: Bool

  var lastRow = 0
  var geometry: SheetGeometry
  var merges: [CellRange] = []
  var autoFilter: CellRange?
  var printArea: CellRange?
  var conditionalFormats: [ConditionalFormat] = []
  var validations: [CellValidation] = []
  var links: [(cell: CellReference, link: Hyperlink)] = []
  var linkedCells: Set<CellReference> = []
  var notes: [CellReference: Note] = [:]
  var drawings: [Drawing] = []

  init(number: Int, name: String, setup: SheetSetup, isSelected: Bool) {
    self.number = number
    self.name = name
    self.setup = setup
    self.isSelected = isSelected
    geometry = SheetGeometry(columns: setup.columns, defaultRowHeight: setup.defaultRowHeight)
  }

  var part: String { "xl/worksheets/sheet\(number).xml" }
  var relationshipsPart: String { "xl/worksheets/_rels/sheet\(number).xml.rels" }

  /// Takes notice of a row that was written.
  mutating func endRow(_ row: Int, height: Double?) {
    lastRow = row
    geometry.setHeight(height, ofRow: row)
  }

  /// The same of rows that were made apart.
  mutating func endRows(_ rows: SheetRows) {
    lastRow = rows.rows.upperBound - 1
    geometry.setHeights(rows.heights, ofRows: rows.rows)
  }

  mutating func forgetContents() {
    merges = []
    conditionalFormats = []
    validations = []
    links = []
    linkedCells = []
    notes = [:]
    drawings = []
  }

  // MARK: Checks

  func check() throws(WritingError) {
    var last = 0
    for setup in setup.columns.sorted(by: { $0.columns.lowerBound < $1.columns.lowerBound }) {
      guard setup.columns.lowerBound > last else { throw fault(.impossibleReference) }
      last = setup.columns.upperBound
      if last > WritingError.Limit.columns.maximum { throw fault(.limitExceeded(.columns, given: last)) }
      guard setup.width.isFinite, setup.width >= 0 else { throw fault(.notFinite) }
      if setup.width > 255 { throw fault(.limitExceeded(.columnWidth, given: Int(min(setup.width, 1e9)))) }
    }
    if let height = setup.defaultRowHeight { try Self.check(height: height, sheet: name) }
    let margins = setup.page.margins
    for margin in [margins.left, margins.right, margins.top, margins.bottom, margins.header, margins.footer] {
      guard margin.isFinite, (0...49).contains(margin) else { throw fault(.notFinite) }
    }
    for text in [setup.page.header, setup.page.footer].compactMap(\.self) {
      let length = text.utf16.count
      if length > 255 { throw fault(.limitExceeded(.headerOrFooter, given: length)) }
    }
    for rows in [setup.page.repeatedRows, setup.page.repeatedColumns].compactMap(\.self) where rows.lowerBound < 1 {
      throw fault(.impossibleReference)
    }
  }

  /// Whether a row may be written to a sheet whose last row is `last`.
  static func checkRow(
    _ row: Int, after last: Int, height: Double?, sheet: @autoclosure () -> String
  ) throws(WritingError) {
    guard row > last else { throw WritingError(.outOfOrder(row: row, column: 1), sheet: sheet()) }
    if row > WritingError.Limit.rows.maximum { throw WritingError(.limitExceeded(.rows, given: row), sheet: sheet()) }
    if let height { try check(height: height, sheet: sheet()) }
  }

  private static func check(height: Double, sheet: @autoclosure () -> String) throws(WritingError) {
    guard height.isFinite, height >= 0 else { throw WritingError(.notFinite, sheet: sheet()) }
    if height > 409 {
      throw WritingError(.limitExceeded(.rowHeight, given: Int(min(height.rounded(.up), 1e9))), sheet: sheet())
    }
  }

  private func fault(_ cause: WritingError.Cause) -> WritingError { WritingError(cause, sheet: name) }

  func checkMerges() throws(WritingError) {
    var sweep = MergeSweep()
    for range in merges.sorted(by: { $0.first < $1.first }) where !sweep.takes(range) {
      throw fault(.overlappingMerge(range))
    }
  }
}

/// A sweep down the rows over merged ranges in the order of their first cells: only one that reaches the row where
/// another begins can share a cell with it.
struct MergeSweep {
  private var open: [CellRange] = []

  /// - Returns: false for a range that shares a cell with one that was taken.
  mutating func takes(_ range: CellRange) -> Bool {
    open.removeAll { $0.last.row < range.first.row }
    let clash = open.contains { $0.first.column <= range.last.column && range.first.column <= $0.last.column }
    if !clash { open.append(range) }
    return !clash
  }
}
