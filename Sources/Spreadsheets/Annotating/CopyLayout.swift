/// How a sheet without looks of its own is laid out in a fresh copy: columns as wide as the texts of its table, within
/// reason, rows as high as they need, lines above and below the table running on over the cells beside them.
struct CopyLayout {
  private let widths: [Int: Double]
  private let hiddenColumns: [ClosedRange<Int>]

  private static let measurement = TextMeasurement()
  /// Rows that say how wide columns are.
  private static let measuredRows = 500

  init(of sheet: Sheet) {
    var widths: [Int: Double] = [:]
    for row in sheet.rows.prefix(Self.measuredRows) where Self.isTableRow(row.cells.lazy.compactMap(\.value)) {
      for cell in row.cells {
        let width = cell.value.map(Self.width) ?? 0
        widths[cell.reference.column] = max(widths[cell.reference.column] ?? 8, min(36, width))
      }
    }
    self.widths = widths
    hiddenColumns = sheet.hiddenColumns
  }

  /// Titles, signatures and notes stand in few cells.
  static func isTableRow(_ values: some Sequence<CellValue>) -> Bool {
    values.reduce(0) { count, _ in count + 1 } >= 3
  }

  func setup(named name: String, _ visibility: Visibility) -> SheetSetup {
    let columns = widths.sorted { $0.key < $1.key }.map { column, width in
      ColumnSetup(column...column, width: width, isHidden: hiddenColumns.contains { $0.contains(column) })
    }
    return SheetSetup(
      name: name, visibility: visibility, columns: columns,
      page: PageSetup(
        orientation: .landscape, scale: .fitToWidth, margins: .centimetres(1.5), footer: PageSetup.chinesePageNumbers))
  }

  /// Points.
  func height(of cells: [CellReference: CellValue]) -> Double {
    cells.reduce(18) { tallest, cell in
      guard case .text(let text) = cell.value else { return tallest }
      let width = widths[cell.key.column] ?? SheetGeometry.standardColumnWidth
      return max(tallest, Self.measurement.rowHeight(of: text.string, columnWidth: width))
    }
  }

  static func style(of value: CellValue?, fill: Color?, isTableRow: Bool) -> CellStyle {
    var style = CellStyle(
      fill: fill, border: isTableRow ? .box(.thin, color: 0xBFBFBF) : .none,
      alignment: Alignment(vertical: .center, wrapsText: isTableRow))
    switch value {
    case .date(let moment, _):
      style.numberFormat = moment.time == TimeOfDay(hour: 0, minute: 0) ? .isoDate : .isoDateTime
    case .time: style.numberFormat = NumberFormatCode("hh:mm:ss")
    case .duration: style.numberFormat = NumberFormatCode("[h]:mm:ss")
    case .text: style.numberFormat = .text
    case .number, .boolean, .error, nil: break
    }
    return style
  }

  private static func width(of value: CellValue) -> Double {
    switch value {
    case .text(let text): measurement.columnWidth(of: text.string)
    case .date(let moment, _): moment.time == TimeOfDay(hour: 0, minute: 0) ? 11.5 : 20
    default: 10
    }
  }
}
