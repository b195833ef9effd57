/// What may be typed into cells, and what is said about it (ISO 29500-1 18.3.1.32).
///
/// ```swift
/// try book.add(
///   CellValidation([cells], .list(["是", "否"]), inputMessage: .init(title: "中督件", text: "请从下拉列表里选。")))
/// ```
public struct CellValidation: Hashable, Sendable {
  public enum Rule: Hashable, Sendable {
    /// Anything goes: for the input message alone.
    case any
    /// A drop-down of these. A list too long for the format (255 UTF-16 units with its commas), or with a comma in an
    /// item, is put on a hidden sheet of its own.
    case list([String])
    /// A drop-down of the cells a formula names: `Lists!$A$1:$A$9` or a defined name.
    case listFormula(String)
    case wholeNumber(Comparison<Int>)
    case decimal(Comparison<Double>)
    case date(Comparison<CalendarDay>)
    /// UTF-16 units.
    case textLength(Comparison<Int>)
    /// A formula that is true for what may be typed, as it would stand in the first cell of the range.
    case formula(String)
  }

  public enum Comparison<Operand: Hashable & Sendable>: Hashable, Sendable {
    case between(Operand, Operand)
    case notBetween(Operand, Operand)
    case equal(Operand)
    case notEqual(Operand)
    case less(Operand)
    case lessOrEqual(Operand)
    case greater(Operand)
    case greaterOrEqual(Operand)
  }

  /// What Excel does with what does not fit.
  public enum Strictness: String, Hashable, Sendable {
    /// Refuses it.
    case stop
    /// Asks whether to keep it.
    case warning
    /// Keeps it and says so.
    case information
    /// Keeps it without a word: a drop-down that only suggests.
    case none
  }

  /// Words in a small window.
  public struct Message: Hashable, Sendable {
    /// At most 32 UTF-16 units.
    public var title: String
    /// At most 255 UTF-16 units.
    public var text: String

    public init(title: String = "", text: String) {
      self.title = title
      self.text = text
    }
  }

  public var ranges: [CellRange]
  public var rule: Rule
  public var allowsBlank: Bool
  public var strictness: Strictness
  /// Shown when a cell is chosen.
  public var inputMessage: Message?
  /// Shown when what was typed does not fit; nil is Excel's own words.
  public var errorMessage: Message?

  public init(
    _ ranges: [CellRange], _ rule: Rule, allowsBlank: Bool = true, strictness: Strictness = .stop,
    inputMessage: Message? = nil, errorMessage: Message? = nil
  ) {
    self.ranges = ranges
    self.rule = rule
    self.allowsBlank = allowsBlank
    self.strictness = strictness
    self.inputMessage = inputMessage
    self.errorMessage = errorMessage
  }
}
