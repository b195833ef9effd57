/// What is written into a cell. Text is never guessed to be anything else: `=1+1` as text stays text.
///
/// ```swift
/// try book.appendRow([.number(1), .text("=不是公式"), .date(CalendarDay(year: 2022, month: 4, day: 21)), .boolean(true)])
/// ```
public enum CellContent: Hashable, Sendable {
  /// Nothing; the cell is written for its style alone.
  case blank
  /// At most 32,767 UTF-16 units. Empty text is written as a blank cell.
  case text(String)
  case richText(StyledText)
  /// Finite.
  case number(Double)
  case boolean(Bool)
  /// An error value that Excel has, such as `#N/A`.
  case error(String)
  /// A day; give the cell a date format, or it shows as a number.
  case date(CalendarDay)
  case dateTime(DateTime)
  case time(TimeOfDay)
  case formula(Formula)
}

extension CellContent {
  /// The content that reads back as this value.
  public init(_ value: CellValue) {
    switch value {
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text.string)
    case .boolean(let truth): self = .boolean(truth)
    case .error(let code): self = .error(code)
    case .date(_, let serial), .time(_, let serial), .duration(_, let serial): self = .number(serial)
    }
  }
}

/// A formula and the result shown until the workbook is calculated again.
///
/// ```swift
/// let sum = Formula("SUM(B2:B9)", cachedResult: .number(45))
/// ```
public struct Formula: Hashable, Sendable {
  /// Without the leading `=`, in the file's own English form: `SUM(B2:B9)`. At most 8,192 UTF-16 units.
  public var expression: String
  /// Nil has the workbook calculated when it is opened.
  public var cachedResult: CellValue?

  /// A formula; a leading `=`, as people write them, is left out.
  public init(_ expression: String, cachedResult: CellValue? = nil) {
    self.expression = expression.hasPrefix("=") ? String(expression.dropFirst()) : expression
    self.cachedResult = cachedResult
  }
}

/// Text in several fonts within one cell.
///
/// ```swift
/// let told = StyledText([.init("未报送：", font: Font(isBold: true, color: .red)), .init("某街道")])
/// ```
public struct StyledText: Hashable, Sendable {
  public struct Run: Hashable, Sendable {
    public var text: String
    /// Nil is the cell's own font.
    public var font: Font?

    public init(_ text: String, font: Font? = nil) {
      self.text = text
      self.font = font
    }
  }

  public var runs: [Run]

  public init(_ runs: [Run]) { self.runs = runs }

  public var plainText: String { runs.map { $0.text }.joined() }
}
