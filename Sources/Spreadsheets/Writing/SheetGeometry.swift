/// Where cells stand on the sheet, in pixels at 96 to the inch, for what floats over them.
struct SheetGeometry {
  /// Sorted, without overlap.
  private let columns: [ColumnSetup]
  private let defaultRowHeight: Double
  /// Where rows begin to be of another height, so that a table of even rows takes no room.
  private var heights: [(row: Int, height: Double?)] = []
  private var lastRow = 0

  init(columns: [ColumnSetup], defaultRowHeight: Double?) {
    self.columns = columns.sorted { $0.columns.lowerBound < $1.columns.lowerBound }
    self.defaultRowHeight = defaultRowHeight ?? Self.standardRowHeight
  }

  /// Points: 宋体 11 takes 13.5, and fonts that stand in for it more.
  static let standardRowHeight = 15.0
  /// Digits: Excel's own 8.38 with 宋体 11.
  static let standardColumnWidth = 8.38
  private static let digitWidth = 8.0

  /// Points, or nil for the default; rows come in order.
  mutating func setHeight(_ height: Double?, ofRow row: Int) {
    let current = heights.last?.height
    // Rows that were left out are of the default height.
    if row > lastRow + 1, current != nil { heights.append((lastRow + 1, nil)) }
    lastRow = row
    if heights.last?.height != height { heights.append((row, height)) }
  }

  /// The same of many rows, given where they begin to be of another height.
  mutating func setHeights(_ changes: [(row: Int, height: Double)], ofRows rows: Range<Int>) {
    for (row, height) in changes {
      if row > rows.lowerBound { lastRow = row - 1 }
      setHeight(height, ofRow: row)
    }
    lastRow = rows.upperBound - 1
  }

  func height(ofRow row: Int) -> Int {
    // The last change at or above the row.
    var low = 0
    var high = heights.count
    while low < high {
      let middle = (low + high) / 2
      if heights[middle].row <= row { low = middle + 1 } else { high = middle }
    }
    let points = low == 0 ? nil : heights[low - 1].height
    return Int(((points ?? defaultRowHeight) * 96 / 72).rounded())
  }

  func width(ofColumn column: Int) -> Int {
    guard let setup = columns.first(where: { $0.columns.contains(column) }) else {
      return Self.pixels(Self.standardColumnWidth)
    }
    return setup.isHidden ? 0 : Self.pixels(setup.width)
  }

  private static func pixels(_ digits: Double) -> Int {
    digits < 1 ? Int((digits * (digitWidth + 5)).rounded()) : Int((digits * digitWidth + 5).rounded())
  }

  /// Column, counted from 1, and pixels into it, that lie `distance` to the right of a column's left edge.
  func column(from first: Int, distance: Int) -> (column: Int, offset: Int) {
    var column = first
    var rest = distance
    while column < WritingError.Limit.columns.maximum {
      let width = width(ofColumn: column)
      if rest < width { return (column, rest) }
      rest -= width
      column += 1
    }
    return (column, 0)
  }

  /// Row, counted from 1, and pixels into it, that lie `distance` below a row's upper edge.
  func row(from first: Int, distance: Int) -> (row: Int, offset: Int) {
    var row = first
    var rest = distance
    while row < WritingError.Limit.rows.maximum {
      let height = height(ofRow: row)
      if rest < height { return (row, rest) }
      rest -= height
      row += 1
    }
    return (row, 0)
  }

  /// The size of a range, at most `limit` pixels each way.
  func size(of range: CellRange, limit: Int = 20_000) -> (width: Int, height: Int) {
    var width = 0
    for column in range.first.column...range.last.column where width < limit { width += self.width(ofColumn: column) }
    var height = 0
    for row in range.first.row...range.last.row where height < limit { height += self.height(ofRow: row) }
    return (min(width, limit), min(height, limit))
  }
}
