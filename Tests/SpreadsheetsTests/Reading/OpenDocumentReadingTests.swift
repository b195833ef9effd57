import Spreadsheets
import Testing

@Suite struct OpenDocumentReadingTests {
  private func read(_ table: String) throws(SpreadsheetError) -> Workbook {
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
    return try Workbook(reading: zip.bytes, named: "试验.ods")
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
}
