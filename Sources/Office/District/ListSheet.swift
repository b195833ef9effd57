import Spreadsheets

/// A plain list behind the official table: statements, a header that repeats in print, rows as high as their text.
struct ListSheet {
  let name: String
  let statements: [String]
  let headers: [String]
  let widths: [Double]

  func write(_ rows: some Sequence<[CellContent]>, to book: inout WorkbookWriter) throws {
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
    for row in rows { try book.appendRow(row, cell, height: height(of: row)) }
  }

  private func height(of row: [CellContent]) -> Double {
    let measure = TextMeasurement()
    return zip(row, widths).reduce(20) { tallest, cell in
      guard case .text(let text) = cell.0 else { return tallest }
      return max(tallest, measure.rowHeight(of: text, columnWidth: cell.1))
    }
  }
}
