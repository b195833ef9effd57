/// A look that cells take while a condition holds (ISO 29500-1 18.3.1.18).
///
/// ```swift
/// try book.add(ConditionalFormat([cells], .containsText("未整改"), style: .init(fill: 0xFFC7CE)))
/// ```
public struct ConditionalFormat: Hashable, Sendable {
  public enum Condition: Hashable, Sendable {
    case cellValue(CellValidation.Comparison<Double>)
    case containsText(String)
    case isBlank
    case isNotBlank
    case duplicateValues
    /// A formula as it would stand in the first cell of the first range: `$K5="关停取缔"`.
    case formula(String)
    /// From the least value's colour to the greatest's, the style left aside.
    case colorScale(Color, Color)
    /// A bar as long as the value, the style left aside.
    case dataBar(Color)
  }

  /// What is laid over the cell's own style; nil leaves it as it is.
  public struct Style: Hashable, Sendable {
    public var fill: Color?
    public var fontColor: Color?
    public var isBold: Bool?

    public init(fill: Color? = nil, fontColor: Color? = nil, isBold: Bool? = nil) {
      self.fill = fill
      self.fontColor = fontColor
      self.isBold = isBold
    }
  }

  public var ranges: [CellRange]
  public var condition: Condition
  public var style: Style
  /// Whether formats given later are left out where this one holds.
  public var stopsIfTrue: Bool

  public init(_ ranges: [CellRange], _ condition: Condition, style: Style = Style(), stopsIfTrue: Bool = false) {
    self.ranges = ranges
    self.condition = condition
    self.style = style
    self.stopsIfTrue = stopsIfTrue
  }
}
