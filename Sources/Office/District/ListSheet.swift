import Spreadsheets

/// A plain list behind the official table: statements, a header that repeats in print, rows as high as their text.
struct ListSheet {
  let name: String
  let statements: [String]
  let headers: [String]
  let widths: [Double]

  struct Styles: Sendable {
    let statement, header, cell: StyleID

    init(_ style: (CellStyle) throws(WritingError) -> StyleID) throws(WritingError) {
      statement = try style(CellStyle(alignment: Alignment(vertical: .center)))
      header = try style(
        CellStyle(font: Font("宋体", isBold: true), fill: 0xF2F2F2, border: .box(.thin), alignment: .centered))
      cell = try style(
        CellStyle(border: .box(.thin), alignment: Alignment(horizontal: .left, vertical: .center, wrapsText: true)))
    }
  }

  static func fit(_ widths: [Double]) -> RowFit { RowFit(TextMeasurement(), columnWidths: widths, smallest: 20) }

  /// Where the first item stands.
  var firstRow: Int { headerRow + 1 }

  private var headerRow: Int { statements.count + 1 }

  /// - Parameter writeCells: writes an item's cells in the style given.
  func write<Item>(
    _ items: [Item], _ styles: Styles, to book: inout WorkbookWriter,
    _ writeCells: (Item, StyleID, inout RowWriter) throws(WritingError) -> Void
  ) throws {
    try begin(styles, &book)
    let fit = Self.fit(widths)
    for item in items {
      try book.appendRow(fitting: fit) { cells throws(WritingError) in try writeCells(item, styles.cell, &cells) }
    }
  }

  /// The same with rows that were made apart, from `firstRow` on.
  func write(_ rows: [SheetRows], _ styles: Styles, to book: inout WorkbookWriter) throws {
    try begin(styles, &book)
    for rows in rows { try book.append(rows) }
  }

  private func begin(_ styles: Styles, _ book: inout WorkbookWriter) throws {
    try book.beginSheet(
      SheetSetup(
        name: name, columns: ColumnSetup.widths(widths), frozenRows: headerRow,
        page: PageSetup(
          paper: .a4, orientation: .landscape, scale: .fitToWidth, margins: .centimetres(1.2),
          footer: "&C第 &P 页，共 &N 页", repeatedRows: headerRow...headerRow)))
    for text in statements { try book.appendRow([.text(text)], styles.statement, height: 20) }
    try book.appendRow(headers.map(CellContent.text), styles.header, height: 24)
  }
}
