import Spreadsheets

/// A plain list behind the official table: statements, a header that repeats in print, rows as high as their text.
struct ListSheet {
  let name: String
  let statements: [String]
  let headers: [String]
  let widths: [Double]

  /// - Parameter writeCells: writes an item's cells in the style given.
  func write<Item>(
    _ items: [Item], to book: inout WorkbookWriter,
    _ writeCells: (Item, StyleID, inout RowWriter) throws(WritingError) -> Void
  ) throws {
    let statement = try book.style(CellStyle(alignment: Alignment(vertical: .center)))
    let header = try book.style(
      CellStyle(font: Font("宋体", isBold: true), fill: 0xF2F2F2, border: .box(.thin), alignment: .centered))
    let cell = try book.style(
      CellStyle(border: .box(.thin), alignment: Alignment(horizontal: .left, vertical: .center, wrapsText: true)))
    let headerRow = statements.count + 1
    try book.beginSheet(
      SheetSetup(
        name: name, columns: ColumnSetup.widths(widths), frozenRows: headerRow,
        page: PageSetup(
          paper: .a4, orientation: .landscape, scale: .fitToWidth, margins: .centimetres(1.2),
          footer: "&C第 &P 页，共 &N 页", repeatedRows: headerRow...headerRow)))
    for text in statements { try book.appendRow([.text(text)], statement, height: 20) }
    try book.appendRow(headers.map(CellContent.text), header, height: 24)
    let fit = RowFit(TextMeasurement(), columnWidths: widths, smallest: 20)
    for item in items {
      try book.appendRow(fitting: fit) { cells throws(WritingError) in try writeCells(item, cell, &cells) }
    }
  }
}
