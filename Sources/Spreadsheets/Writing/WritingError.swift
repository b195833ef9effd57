/// Why a workbook cannot be written as asked, with the place. Wording for people is made where it is shown.
///
/// ```swift
/// do throws(WritingError) {
///   try book.appendRow([.text(String(repeating: "长", count: 40_000))])
/// } catch {
///   if case .limitExceeded(let limit, let given) = error.cause { print(limit, given, limit.maximum) }
/// }
/// ```
public struct WritingError: Error, Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    /// A limit of the format: what was given and the most that Excel opens.
    case limitExceeded(Limit, given: Int)
    /// Rows come in order, each once; so do the cells of a row.
    case outOfOrder(row: Int, column: Int)
    /// A row, merge, note or other part was given before any sheet was begun.
    case noSheet
    /// A workbook holds at least one visible sheet.
    case noVisibleSheet
    /// A row or column number below 1, or a range whose corners are the wrong way round.
    case impossibleReference
    /// NaN and the infinities have no place in a cell, nor as a size.
    case notFinite
    /// An error value that Excel does not know.
    case unknownErrorValue(String)
    /// Before 1900-01-01, past 9999-12-31, or no day of the calendar.
    case impossibleDate
    /// Two merged ranges share a cell.
    case overlappingMerge(CellRange)
    /// A cell has one note and one hyperlink at most.
    case takenCell
    /// A name that Excel would take for a cell or an expression, or one given twice.
    case illegalName(String)
    /// Neither PNG nor JPEG nor GIF, or its size cannot be read.
    case unreadablePicture
    /// The operating system's own words.
    case file(path: String, detail: String)
    /// The deflate library's return code.
    case compression(code: Int)
  }

  /// The format's limits, named; `maximum` is what Excel opens without repair.
  public enum Limit: String, Hashable, Sendable, CaseIterable {
    case rows, columns, cellText, formulaText, sheets, styles, fonts, fontSize, rowHeight, columnWidth,
      hyperlinksPerSheet,
      address
    case promptTitle, prompt, headerOrFooter, definedName, noteText

    public var maximum: Int {
      switch self {
      case .rows: 1_048_576
      case .columns: 16_384
      case .cellText, .noteText: 32_767
      case .formulaText: 8_192
      case .sheets: 65_534
      case .styles: 65_490
      case .fonts: 1_024
      case .fontSize, .rowHeight: 409
      case .columnWidth, .prompt, .headerOrFooter, .definedName: 255
      case .promptTitle: 32
      case .hyperlinksPerSheet: 65_530
      case .address: 2_079
      }
    }
  }

  public var cause: Cause
  /// The sheet's name, where it is known.
  public var sheet: String?
  public var cell: CellReference?

  public init(_ cause: Cause, sheet: String? = nil, cell: CellReference? = nil) {
    self.cause = cause
    self.sheet = sheet
    self.cell = cell
  }
}
