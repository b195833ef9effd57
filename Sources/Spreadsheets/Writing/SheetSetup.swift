/// What a sheet is before its first row: its name, columns, panes and print set-up.
///
/// ```swift
/// let setup = SheetSetup(name: "附件1", columns: ColumnSetup.widths([6, 12, 20]), frozenRows: 1)
/// ```
public struct SheetSetup: Hashable, Sendable {
  /// Made legal and unique by the writer (`WorkbookWriter.beginSheet` returns the name used).
  public var name: String
  public var visibility: Visibility
  public var tabColor: Color?
  public var columns: [ColumnSetup]
  /// Points; nil is what Excel takes from the default font.
  public var defaultRowHeight: Double?
  /// Rows at the top that stay when the sheet scrolls.
  public var frozenRows: Int
  /// Columns at the left that stay when the sheet scrolls.
  public var frozenColumns: Int
  public var showsGridlines: Bool
  /// Per cent, 10 to 400.
  public var zoom: Int
  public var page: PageSetup
  public var protection: SheetProtection?

  public init(
    name: String, visibility: Visibility = .visible, tabColor: Color? = nil, columns: [ColumnSetup] = [],
    defaultRowHeight: Double? = nil, frozenRows: Int = 0, frozenColumns: Int = 0, showsGridlines: Bool = true,
    zoom: Int = 100, page: PageSetup = PageSetup(), protection: SheetProtection? = nil
  ) {
    self.name = name
    self.visibility = visibility
    self.tabColor = tabColor
    self.columns = columns
    self.defaultRowHeight = defaultRowHeight
    self.frozenRows = frozenRows
    self.frozenColumns = frozenColumns
    self.showsGridlines = showsGridlines
    self.zoom = zoom
    self.page = page
    self.protection = protection
  }
}

/// How neighbouring columns look.
///
/// ```swift
/// let columns = [
///   ColumnSetup(1...1, width: 6), ColumnSetup(2...9, width: 18), ColumnSetup(10...10, width: 12, isHidden: true),
/// ]
/// ```
public struct ColumnSetup: Hashable, Sendable {
  /// Counted from 1.
  public var columns: ClosedRange<Int>
  /// In digits of the default font, as Excel's own dialog counts: 0 to 255.
  public var width: Double
  /// The style of cells that are not written.
  public var style: StyleID
  public var isHidden: Bool

  public init(_ columns: ClosedRange<Int>, width: Double, style: StyleID = .standard, isHidden: Bool = false) {
    self.columns = columns
    self.width = width
    self.style = style
    self.isHidden = isHidden
  }

  /// One set-up a width, from column 1.
  public static func widths(_ widths: [Double]) -> [ColumnSetup] {
    widths.enumerated().map { ColumnSetup(($0.offset + 1)...($0.offset + 1), width: $0.element) }
  }
}

/// What a protected sheet still allows. No secret is kept by it: it stops slips of the hand.
///
/// ```swift
/// let guarded = SheetSetup(name: "说明", protection: SheetProtection(allowsFormattingCells: true))
/// ```
public struct SheetProtection: Hashable, Sendable {
  public var allowsFormattingCells: Bool
  public var allowsFormattingRowsAndColumns: Bool
  public var allowsInsertingRows: Bool
  public var allowsDeletingRows: Bool
  public var allowsSorting: Bool
  public var allowsAutoFilter: Bool

  public init(
    allowsFormattingCells: Bool = false, allowsFormattingRowsAndColumns: Bool = false,
    allowsInsertingRows: Bool = false, allowsDeletingRows: Bool = false, allowsSorting: Bool = false,
    allowsAutoFilter: Bool = false
  ) {
    self.allowsFormattingCells = allowsFormattingCells
    self.allowsFormattingRowsAndColumns = allowsFormattingRowsAndColumns
    self.allowsInsertingRows = allowsInsertingRows
    self.allowsDeletingRows = allowsDeletingRows
    self.allowsSorting = allowsSorting
    self.allowsAutoFilter = allowsAutoFilter
  }
}
