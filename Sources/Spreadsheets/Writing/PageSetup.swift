/// How a sheet is printed (ISO 29500-1 18.3.1.63).
///
/// ```swift
/// let page = PageSetup(
///   orientation: .landscape, scale: .fitToWidth, margins: .centimetres(1.5), footer: PageSetup.chinesePageNumbers,
///   repeatedRows: 1...2)
/// ```
public struct PageSetup: Hashable, Sendable {
  /// ST paperSize: the numbers of Windows' DMPAPER.
  public enum Paper: Int, Hashable, Sendable {
    case a3 = 8
    case a4 = 9
    case a5 = 11
    case b4 = 12
    case b5 = 13
  }

  public enum Orientation: String, Hashable, Sendable {
    case portrait, landscape
  }

  public enum Scale: Hashable, Sendable {
    /// Per cent, 10 to 400.
    case percent(Int)
    /// As many pages as these at most; nil is as many as it takes.
    case fit(pagesWide: Int?, pagesTall: Int?)

    /// All columns on one page's width, rows on as many pages as they need.
    public static let fitToWidth = Scale.fit(pagesWide: 1, pagesTall: nil)
  }

  /// Inches, as the format counts.
  public struct Margins: Hashable, Sendable {
    public var left: Double
    public var right: Double
    public var top: Double
    public var bottom: Double
    public var header: Double
    public var footer: Double

    public init(
      left: Double = 0.7, right: Double = 0.7, top: Double = 0.75, bottom: Double = 0.75, header: Double = 0.3,
      footer: Double = 0.3
    ) {
      self.left = left
      self.right = right
      self.top = top
      self.bottom = bottom
      self.header = header
      self.footer = footer
    }

    /// The same on every side, in centimetres.
    public static func centimetres(_ side: Double, headerAndFooter: Double = 0.8) -> Margins {
      let inches = side / 2.54
      return Margins(
        left: inches, right: inches, top: inches, bottom: inches, header: headerAndFooter / 2.54,
        footer: headerAndFooter / 2.54)
    }
  }

  public var paper: Paper
  public var orientation: Orientation
  public var scale: Scale
  public var margins: Margins
  public var centersHorizontally: Bool
  public var centersVertically: Bool
  public var printsGridlines: Bool
  /// With the format's codes (18.3.1.46): `&L`, `&C`, `&R`, `&P`, `&N`, `&A`. At most 255 UTF-16 units.
  public var header: String?
  public var footer: String?
  /// Rows printed at the top of each page.
  public var repeatedRows: ClosedRange<Int>?
  /// Columns printed at the left of each page.
  public var repeatedColumns: ClosedRange<Int>?

  public init(
    paper: Paper = .a4, orientation: Orientation = .portrait, scale: Scale = .percent(100),
    margins: Margins = Margins(), centersHorizontally: Bool = false, centersVertically: Bool = false,
    printsGridlines: Bool = false, header: String? = nil, footer: String? = nil,
    repeatedRows: ClosedRange<Int>? = nil, repeatedColumns: ClosedRange<Int>? = nil
  ) {
    self.paper = paper
    self.orientation = orientation
    self.scale = scale
    self.margins = margins
    self.centersHorizontally = centersHorizontally
    self.centersVertically = centersVertically
    self.printsGridlines = printsGridlines
    self.header = header
    self.footer = footer
    self.repeatedRows = repeatedRows
    self.repeatedColumns = repeatedColumns
  }

  /// A footer in the middle: 第 1 页，共 3 页.
  public static let chinesePageNumbers = "&C第 &P 页，共 &N 页"
}
