/// Writes an `.xlsx` workbook (ISO 29500-1, transitional), sheet after sheet and row after row, in constant memory.
///
/// ```swift
/// var book = WorkbookWriter(properties: DocumentProperties(title: "排查明细表"))
/// let header = try book.style(CellStyle(font: Font("黑体"), border: .box(.thin), alignment: .centered))
/// try book.beginSheet(SheetSetup(name: "附件1", columns: ColumnSetup.widths([6, 12]), frozenRows: 1))
/// try book.appendRow(height: 30) { (row) throws(WritingError) in
///   try row.text("序号", header)
///   try row.text("报送日期", header)
/// }
/// let bytes = try book.finish()
/// ```
///
/// The same calls give the same bytes: no clock, no random id. What was written cannot be finished twice; dropped
/// unfinished, nothing is left, not even of a file. A call that throws leaves the workbook as it was before it, unless a
/// sheet could not be ended or the disk is full: then every later call throws the same.
///
///     [Content_Types].xml, _rels/.rels, docProps/{core,app}.xml
///     xl/workbook.xml, xl/styles.xml
///     xl/worksheets/sheet1.xml ─ its rels ─ xl/comments1.xml, xl/drawings/vmlDrawing1.vml, drawing1.xml
///                                                             └ its rels ─ xl/charts/chart1.xml, xl/media/image1.png
///
/// Text stands in the cells (`inlineStr`), not in a shared table: that is what keeps memory constant.
public struct WorkbookWriter: ~Copyable {
  /// Sheet markup is deflated in pieces of this size.
  static let chunkSize = 512 * 1024
  /// More than the other parts of most workbooks take.
  private static let roomAroundRows = 64 * 1024

  var zip: ZipWriter
  var styles: StyleTable
  let properties: DocumentProperties
  private var rows: RowWriter
  private var fittedRowTag = FittedRowTag()

  /// What is known of each sheet, in order; the last is being written while `isSheetOpen`.
  var sheets: [SheetRecord] = []
  private var isSheetOpen = false
  /// What stopped a sheet half-way: nothing whole can come of the workbook any more.
  private var failure: WritingError?
  var definedNames: [NameRecord] = []
  var lists = ValidationLists()
  var media = MediaTable()
  var contentTypes = ContentTypesPart()
  var chartCount = 0
  var drawingCount = 0
  var noteSheetCount = 0

  /// A workbook in memory: `finish()` gives its bytes.
  ///
  /// - Parameters:
  ///   - properties: what the file says of itself.
  ///   - defaultFont: the font of cells without a style; column widths count its digits.
  ///   - compression: how hard it is squeezed.
  public init(
    properties: DocumentProperties = DocumentProperties(), defaultFont: Font = Font(),
    compression: CompressionLevel = .fast
  ) {
    self.init(ByteSink(), properties, defaultFont, compression)
  }

  /// A workbook on disk, in constant memory: `PATH.part` until `finish()` gives it its name.
  ///
  /// - Throws: `WritingError.Cause.file`.
  public init(
    path: String, properties: DocumentProperties = DocumentProperties(), defaultFont: Font = Font(),
    compression: CompressionLevel = .fast
  ) throws(WritingError) {
    self.init(try ByteSink(path: path), properties, defaultFont, compression)
  }

  private init(
    _ sink: consuming ByteSink, _ properties: DocumentProperties, _ defaultFont: Font, _ compression: CompressionLevel
  ) {
    zip = ZipWriter(sink, level: compression)
    styles = StyleTable(defaultFont: defaultFont)
    rows = RowWriter(capacity: Self.chunkSize + 64 * 1024)
    self.properties = properties
  }

  /// The id under which this workbook knows a style; equal styles have one.
  ///
  /// - Throws: `WritingError.Cause.limitExceeded` past 65,490 styles, 1,024 fonts or 409 points.
  public mutating func style(_ style: CellStyle) throws(WritingError) -> StyleID {
    try styles.id(of: style)
  }

  /// Ends the sheet before and begins another; rows, merges, notes and the like go to it from now on.
  ///
  /// - Returns: the name the sheet has: the one asked for, made legal and unique (`SheetName.legal`).
  @discardableResult
  public mutating func beginSheet(_ setup: SheetSetup) throws(WritingError) -> String {
    try endSheet()
    guard sheets.count < WritingError.Limit.sheets.maximum else {
      throw WritingError(.limitExceeded(.sheets, given: sheets.count + 1))
    }
    let isFirstVisible = setup.visibility == .visible && !sheets.contains { $0.setup.visibility == .visible }
    let sheet = SheetRecord(
      number: sheets.count + 1, name: SheetName.legal(setup.name, taken: sheets.lazy.map { $0.name }), setup: setup,
      isSelected: isFirstVisible)
    try sheet.check()
    sheets.append(sheet)
    contentTypes.add(.worksheet, sheet.part)
    try zip.beginEntry(sheet.part)
    sheet.writeHead(to: &rows.output)
    isSheetOpen = true
    return sheet.name
  }

  /// Adds a row to the sheet.
  ///
  /// - Parameters:
  ///   - number: counted from 1, above the row before; nil is the next.
  ///   - height: points, 0 to 409; nil is the sheet's default. See `TextMeasurement.rowHeight`.
  ///   - isHeightFixed: whether the height stays when somebody types more than it holds; programs fit it anew otherwise.
  ///   - isHidden: whether the row is hidden.
  ///   - style: of the cells that are not written.
  ///   - body: writes the cells. When it throws, the row is not there.
  public mutating func appendRow(
    _ number: Int? = nil, height: Double? = nil, isHeightFixed: Bool = true, isHidden: Bool = false,
    style: StyleID = .standard, _ body: (inout RowWriter) throws(WritingError) -> Void
  ) throws(WritingError) {
    let row = try rowNumber(number, height: height)
    let beginning = rows.output.count
    rows.begin(row: row)
    rows.output.openRow(row, height: height, isHeightFixed: isHeightFixed, isHidden: isHidden, style: style)
    try writeCells(from: beginning, body)
    try endRow(row, height: isHidden ? 0 : height)
  }

  /// Adds a row that is as high as its texts need.
  ///
  /// - Parameters:
  ///   - number: counted from 1, above the row before; nil is the next.
  ///   - fit: what texts are measured by.
  ///   - body: writes the cells. When it throws, the row is not there.
  public mutating func appendRow(
    _ number: Int? = nil, fitting fit: RowFit, _ body: (inout RowWriter) throws(WritingError) -> Void
  ) throws(WritingError) {
    let row = try rowNumber(number, height: fit.smallest)
    let beginning = rows.output.count
    rows.begin(row: row, fit: fit)
    fittedRowTag.begin(row: rows.rowDigits, count: rows.rowDigitCount, in: &rows.output)
    try writeCells(from: beginning, body)
    let height = rows.fittedHeight
    fittedRowTag.end(height: height, in: &rows.output)
    try endRow(row, height: height)
  }

  /// The number that the next row has, when it may be written.
  private func rowNumber(_ number: Int?, height: Double?) throws(WritingError) -> Int {
    if let failure { throw failure }
    guard isSheetOpen else { throw WritingError(.noSheet) }
    let last = sheets.count - 1
    let before = sheets[last].lastRow
    let row = number ?? before + 1
    try SheetRecord.checkRow(row, after: before, height: height, sheet: sheets[last].name)
    return row
  }

  private mutating func writeCells(
    from beginning: Int, _ body: (inout RowWriter) throws(WritingError) -> Void
  ) throws(WritingError) {
    do throws(WritingError) {
      try body(&rows)
    } catch {
      rows.output.truncate(to: beginning)
      throw error.within(sheets[sheets.count - 1].name)
    }
  }

  private mutating func endRow(_ row: Int, height: Double?) throws(WritingError) {
    rows.output.fixed("</row>")
    sheets[sheets.count - 1].endRow(row, height: height)
    if rows.output.count >= Self.chunkSize { try flush() }
  }

  /// Makes room for rows that were made apart and for what is around them.
  package mutating func reserve(for rows: [SheetRows]) {
    zip.reserve(rows.reduce(Self.roomAroundRows) { $0 + $1.part.bytes.count })
  }

  /// Adds rows that were made apart; for `CompressionLevel.portable`.
  package mutating func append(_ rows: SheetRows) throws(WritingError) {
    if rows.rows.isEmpty { return }
    _ = try rowNumber(rows.rows.lowerBound, height: nil)
    try flush()
    do throws(WritingError) { try zip.write(rows.part) } catch {
      failure = error
      throw error
    }
    sheets[sheets.count - 1].endRows(rows)
    if rows.needsCalculation { self.rows.needsCalculation = true }
  }

  /// Adds a row of cells of one style.
  public mutating func appendRow(
    _ cells: [CellContent], _ style: StyleID = .standard, height: Double? = nil
  ) throws(WritingError) {
    try appendRow(height: height) { (row) throws(WritingError) in
      for cell in cells { try row.write(cell, style) }
    }
  }

  /// The number of the row written last on this sheet; 0 before the first.
  public var lastRow: Int { isSheetOpen ? sheets[sheets.count - 1].lastRow : 0 }

  /// Names cells or an expression.
  ///
  /// - Parameters:
  ///   - name: a name that is no cell reference; letters of any script, digits, `_` and `.`.
  ///   - formula: what the name stands for, without `=`: `'附件1'!$A$2:$A$40` (`SheetRange.description`).
  ///   - sheet: the sheet within which it holds; nil is the whole workbook.
  /// - Throws: `WritingError.Cause.illegalName` for a name that is no name, or given before within the same scope.
  public mutating func define(_ name: String, formula: String, sheet: String? = nil) throws(WritingError) {
    let name = NameRecord(name: name, formula: formula, sheet: sheet)
    guard name.isLegal, !definedNames.contains(where: { $0.collides(with: name) }) else {
      throw WritingError(.illegalName(name.name), sheet: name.sheet)
    }
    definedNames.append(name)
  }

  /// Ends the workbook.
  ///
  /// - Returns: the workbook's bytes; none when it was written to a file.
  @discardableResult
  public consuming func finish() throws(WritingError) -> [UInt8] {
    try endSheet()
    guard sheets.contains(where: { $0.setup.visibility == .visible }) else { throw WritingError(.noVisibleSheet) }
    if let created = properties.created {
      guard DateSerial.serial(of: created.day) != nil, DateSerial.fraction(of: created.time) != nil else {
        throw WritingError(.impossibleDate)
      }
    }
    try writeListSheet()
    try writeWorkbookParts(needsCalculation: rows.needsCalculation)
    return try zip.finish()
  }

  /// The sheet being written, for what is added to it.
  mutating func changeSheet(_ change: (inout SheetRecord) throws(WritingError) -> Void) throws(WritingError) {
    guard isSheetOpen else { throw WritingError(.noSheet) }
    let last = sheets.count - 1
    do throws(WritingError) { try change(&sheets[last]) } catch { throw error.within(sheets[last].name) }
  }

  mutating func endSheet() throws(WritingError) {
    if let failure { throw failure }
    guard isSheetOpen else { return }
    isSheetOpen = false
    do throws(WritingError) { try closeSheet() } catch {
      failure = error
      throw error
    }
  }

  private mutating func closeSheet() throws(WritingError) {
    let sheet = sheets[sheets.count - 1]
    let relationships = try relationships(of: sheet)
    do throws(WritingError) {
      try sheet.writeTail(to: &rows.output, styles: &styles, relationships: relationships)
    } catch { throw error.within(sheet.name) }
    try flush()
    try zip.endEntry()
    try writeParts(of: sheet, relationships)
    // Notes and pictures are written; what the workbook part needs stays.
    sheets[sheets.count - 1].forgetContents()
  }

  private mutating func flush() throws(WritingError) {
    do throws(WritingError) { try zip.write(rows.output.bytes) } catch {
      failure = error
      throw error
    }
    rows.output.removeAll()
  }
}

extension WritingError {
  func within(_ sheet: String) -> WritingError {
    var error = self
    error.sheet = error.sheet ?? sheet
    return error
  }
}

extension XMLOutput {
  mutating func openRow(
    _ row: Int, height: Double?, isHeightFixed: Bool = true, isHidden: Bool = false, style: StyleID = .standard
  ) {
    fixed("<row r=\"")
    integer(row)
    if style != .standard {
      fixed("\" s=\"")
      integer(style.index)
      fixed("\" customFormat=\"1")
    }
    restOfRowTag(height: height, isHeightFixed: isHeightFixed, isHidden: isHidden)
  }

  /// What the start tag of a row says behind its number and style.
  mutating func restOfRowTag(height: Double?, isHeightFixed: Bool = true, isHidden: Bool = false) {
    if let height {
      fixed("\" ht=\"")
      number(height)
      if isHeightFixed { fixed("\" customHeight=\"1") }
    }
    fixed(isHidden ? "\" hidden=\"1\">" : "\">")
  }
}
