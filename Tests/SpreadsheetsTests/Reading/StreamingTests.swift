import Spreadsheets
import Testing

@Suite struct StreamingTests {
  private static let book = SmallWorkbook(
    rows: """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c><c r="C1" t="inlineStr"><is><t>乙&amp;</t></is></c></row>\
      <row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" s="1"><v>45351</v></c><c r="C3"><f>1+1</f></c></row>
      """, strings: "<si><t>甲</t></si>", formats: #"<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>"#)

  @Test func `rows come one after the other with their numbers`() throws {
    let reader = try SpreadsheetReader(Self.book.bytes, named: "试验.xlsx")
    #expect(reader.sheets.map(\.name) == ["Sheet1"])
    var rows = try reader.rows(ofSheet: 0)
    var numbers: [Int] = []
    while let row = try rows.next() { numbers.append(row.number) }
    #expect(numbers == [1, 3])
  }

  @Test(arguments: ["", "<row r=\"4\"><c><v><!-- the scanner stops here -->7</v></c></row>"])
  func `cells that pass by are the cells of the rows`(odd: String) throws {
    var book = Self.book
    book["xl/worksheets/sheet1.xml"] = book["xl/worksheets/sheet1.xml"].replacing(
      "</sheetData>", with: odd + "</sheetData>")
    let reader = try SpreadsheetReader(book.bytes, named: "试验.xlsx")
    var passed: [Cell] = []
    try reader.forEachCell(ofSheet: 0) { passed.append(Cell($0.reference, $0.value, hasFormula: $0.hasFormula)) }
    #expect(passed == (try reader.sheet(at: 0)).rows.flatMap(\.cells))
    #expect(passed.count == (odd.isEmpty ? 6 : 7))
  }

  @Test func `fields of a text pass by as cells`() throws {
    let reader = try SpreadsheetReader(Array("甲,\"a\"\"b\"\n,丙\n".utf8), named: "上报.csv")
    var passed: [String] = []
    try reader.forEachCell(ofSheet: 0) { cell in
      let text = cell.withUTF8 { text in text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
      passed.append("\(cell.reference) \(text ?? "")")
    }
    #expect(passed == ["A1 甲", "B1 a\"b", "B2 丙"])
  }

  @Test func `a path that leads nowhere is no fault of a file`() {
    do throws(SpreadsheetError) {
      _ = try SpreadsheetReader(path: "/nowhere/上报.xlsx").sheets
      Issue.record("a file that does not exist was opened")
    } catch { #expect(error.cause == .unreadable) }
  }
}
