import Spreadsheets
import Testing

@Suite struct OpenDocumentReadingTests {
  private func read(_ table: String) throws(SpreadsheetError) -> Workbook {
    try Workbook(reading: Self.content(table), named: "试验.ods")
  }

  static func content(_ table: String) -> [UInt8] {
    let namespace = "urn:oasis:names:tc:opendocument:xmlns:"
    var zip = ZipBuilder()
    zip.add("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
    zip.add(
      "content.xml",
      Array(
        """
        <office:document-content xmlns:office="\(namespace)office:1.0" xmlns:table="\(namespace)table:1.0" \
        xmlns:text="\(namespace)text:1.0"><office:body><office:spreadsheet>\
        <table:table table:name="表一">\(table)</table:table></office:spreadsheet></office:body></office:document-content>
        """.utf8))
    return zip.bytes
  }

  @Test func `cells, repeats, merges and notes are read`() throws {
    let sheet = try read(
      """
      <table:table-row><table:table-cell office:value-type="float" office:value="1.5" table:number-columns-repeated="2"/>\
      <table:table-cell office:value-type="string" table:number-columns-spanned="2"><office:annotation><text:p>注</text:p>\
      </office:annotation><text:p>甲<text:s text:c="2"/>乙</text:p><text:p>丙</text:p></table:table-cell>\
      <table:covered-table-cell/></table:table-row>\
      <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" \
      office:date-value="2024-02-29"/></table:table-row>\
      <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      """
    ).sheets[0]
    #expect(sheet.name == "表一")
    #expect(sheet.listing == ["A1 1.5", "B1 1.5", "C1 甲  乙\n丙", "A2 2024-02-29T00:00:00", "A3 2024-02-29T00:00:00"])
    #expect(sheet.mergedRanges.map(\.description) == ["C1:D1"])
    #expect(sheet.comments == [CellReference(column: 3, row: 1): "注"])
  }

  @Test func `a few bytes that repeat a cell without end are refused`() {
    #expect(throws: SpreadsheetError.self) {
      try read(
        """
        <table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" \
        table:number-columns-repeated="16384"/></table:table-row>
        """)
    }
  }

  @Test func `every type of cell is read`() throws {
    let sheet = try read(
      """
      <table:table-row table:visibility="collapse">\
      <table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>\
      <table:table-cell office:value-type="currency" office:value="12.5" office:currency="CNY"><text:p>￥12.50</text:p></table:table-cell>\
      <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>\
      <table:table-cell office:value-type="time" office:time-value="PT08H30M00S"/>\
      <table:table-cell office:value-type="time" office:time-value="PT30H"/>\
      <table:table-cell office:value-type="date" office:date-value="2022-04-21T08:30:00"/>\
      <table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>\
      <table:table-cell table:formula="of:=X"/></table:table-row>
      """
    ).sheets[0]
    #expect(
      sheet.listing == [
        "A1 0.5", "B1 12.5", "C1 true", "D1 08:30:00", "E1 108000 s", "F1 2022-04-21T08:30:00", "G1 2", "H1 ∅",
      ])
    #expect(sheet.rows[0].isHidden)
    #expect(sheet.rows[0].cells.map(\.hasFormula).suffix(2) == [true, true])
  }

  @Test func `sheets are read in any order, one after the other or again`() throws {
    func table(_ text: String) -> String {
      "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell></table:table-row>"
    }
    let next = "</table:table><table:table table:name=\""
    let bytes = Self.content(table("甲") + next + "表二\">" + table("乙") + next + "表三\">" + table("丙"))
    let reader = try SpreadsheetReader(bytes, named: "试验.ods")
    #expect(reader.sheets.map(\.name) == ["表一", "表二", "表三"])
    for (index, text) in [(0, "A1 甲"), (2, "A1 丙"), (1, "A1 乙"), (1, "A1 乙"), (2, "A1 丙")] {
      #expect(try reader.sheet(at: index).listing == [text])
    }
  }
}
