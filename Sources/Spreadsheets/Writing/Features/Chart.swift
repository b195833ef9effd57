/// A native chart: it redraws when its cells change (ISO 29500-1 21.2).
///
/// ```swift
/// let chart = Chart(.column, title: "各类整治措施", series: [.init(name: "家数", categories: names, values: counts)])
/// try book.add(chart, over: CellRange("D1:J20") ?? cells)
/// ```
public struct Chart: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case column, stackedColumn, percentStackedColumn
    /// Columns lying on their side.
    case bar, stackedBar
    case line
    /// The first series alone.
    case pie
  }

  public enum LegendPosition: String, Hashable, Sendable {
    case top = "t"
    case bottom = "b"
    case left = "l"
    case right = "r"
  }

  public struct Series: Hashable, Sendable {
    public var name: String
    public var categories: SheetRange
    public var values: SheetRange
    /// Nil takes the theme's next colour.
    public var color: Color?
    /// What the category cells hold, so that viewers which do not calculate draw the chart too.
    public var cachedCategories: [String]
    /// What the value cells hold.
    public var cachedValues: [Double]

    public init(
      name: String, categories: SheetRange, values: SheetRange, color: Color? = nil, cachedCategories: [String] = [],
      cachedValues: [Double] = []
    ) {
      self.name = name
      self.categories = categories
      self.values = values
      self.color = color
      self.cachedCategories = cachedCategories
      self.cachedValues = cachedValues
    }
  }

  public var kind: Kind
  public var title: String?
  public var series: [Series]
  public var categoryAxisTitle: String?
  public var valueAxisTitle: String?
  /// Nil: no legend.
  public var legend: LegendPosition?
  /// Numbers at the columns and points; a pie shows percentages.
  public var showsDataLabels: Bool
  /// For both scripts: East Asian text takes it as `a:ea`.
  public var fontName: String?
  /// The words a screen reader speaks.
  public var alternativeText: String

  public init(
    _ kind: Kind, title: String? = nil, series: [Series], categoryAxisTitle: String? = nil,
    valueAxisTitle: String? = nil, legend: LegendPosition? = .bottom, showsDataLabels: Bool = false,
    fontName: String? = nil, alternativeText: String = ""
  ) {
    self.kind = kind
    self.title = title
    self.series = series
    self.categoryAxisTitle = categoryAxisTitle
    self.valueAxisTitle = valueAxisTitle
    self.legend = legend
    self.showsDataLabels = showsDataLabels
    self.fontName = fontName
    self.alternativeText = alternativeText
  }
}
