import Spreadsheets
import Testing

@Suite struct WorkbookReadingTests {
  @Test func `every type of cell is read`() throws {
    let book = SmallWorkbook(
      rows: """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>4.5</v></c><c r="C1" t="b"><v>1</v></c>\
        <c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="inlineStr"><is><t>乙</t></is></c><c r="F1" t="str"><v>丙</v></c>\
        <c r="G1" t="d"><v>2024-02-29T08:30:00</v></c></row>
        """, strings: "<si><t>甲</t></si>")
    #expect(
      try book.listing() == ["A1 甲", "B1 4.5", "C1 true", "D1 #N/A", "E1 乙", "F1 丙", "G1 2024-02-29T08:30:00"])
  }

  @Test func `phonetic runs are left out and escapes are decoded`() throws {
    let book = SmallWorkbook(
      rows: #"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>"#,
      strings: """
        <si><r><t>东</t></r><r><t>街</t></r><rPh sb="0" eb="1"><t>dong</t></rPh></si>\
        <si><t>a_x000D_b_x005F_x000D_</t></si><si><t>_xD83D__xDE00_ _xD83D_</t></si>
        """)
    #expect(try book.listing() == ["A1 东街", "B1 a\rb_x000D_", "C1 😀 _xD83D_"])
  }

  @Test(arguments: [
    (14, "", "2024-02-29T00:00:00"), (27, "", "2024-02-29T00:00:00"), (36, "", "2024-02-29T00:00:00"),
    (50, "", "2024-02-29T00:00:00"), (58, "", "2024-02-29T00:00:00"), (37, "", "45351"), (49, "", "45351"),
    (27, #"<numFmt numFmtId="27" formatCode="0.00"/>"#, "45351"),
    (200, #"<numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>"#, "2024-02-29T00:00:00"),
    (200, #"<numFmt numFmtId="200" formatCode="[$-804]yyyy/m/d;@"/>"#, "2024-02-29T00:00:00"),
    (200, #"<numFmt numFmtId="200" formatCode="&quot;day &quot;0"/>"#, "45351"),
    (200, #"<numFmt numFmtId="200" formatCode="[Red]0.00E+00"/>"#, "45351"),
    (200, #"<numFmt numFmtId="200" formatCode="General&quot;天&quot;"/>"#, "45351"),
    (200, #"<numFmt numFmtId="200" formatCode="[h]:mm"/>"#, "3918326400 s"),
  ])
  func `a number format tells dates from numbers, and a file's own wins`(id: Int, format: String, expected: String)
    throws
  {
    let book = SmallWorkbook(
      rows: #"<row><c s="1"><v>45351</v></c></row>"#,
      formats: "<numFmts>\(format)</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"\(id)\"/></cellXfs>")
    #expect(try book.listing() == ["A1 \(expected)"])
  }

  @Test(arguments: [
    ("0.5", "", "12:00:00"), ("1", "", "1900-01-01T00:00:00"), ("59", "", "1900-02-28T00:00:00"), ("60", "", "60"),
    ("61", "", "1900-03-01T00:00:00"), ("2958465", "", "9999-12-31T00:00:00"), ("2958466", "", "2958466"),
    ("-1", "", "-1"),
    ("43889", #"<workbookPr date1904="1"/>"#, "2024-02-29T00:00:00"), ("0.99999999999", "", "23:59:59.999"),
  ])
  func `a serial is a day of its epoch, and outside of it a number`(
    serial: String, properties: String, expected: String
  ) throws {
    let book = SmallWorkbook(
      rows: "<row><c s=\"1\"><v>\(serial)</v></c></row>",
      formats: #"<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>"#, workbookProperties: properties)
    #expect(try book.listing() == ["A1 \(expected)"])
  }

  @Test func `a formula is told apart with and without its cached value`() throws {
    let book = SmallWorkbook(rows: #"<row><c><f>1+1</f></c><c><f>1+1</f><v>2</v></c><c><v>3</v></c></row>"#)
    let cells = try book.read().sheets[0].rows[0].cells
    #expect(cells.map(\.hasFormula) == [true, true, false])
    #expect(cells.map(\.value) == [nil, .number(2), .number(3)])
  }

  @Test func `cells and rows without r follow the one before`() throws {
    let book = SmallWorkbook(
      rows:
        #"<row><c r="C1"><v>1</v></c><c><v>2</v></c></row><row r="5"><c><v>3</v></c></row><row><c><v>4</v></c></row>"#)
    #expect(try book.listing() == ["C1 1", "D1 2", "A5 3", "A6 4"])
  }

  @Test func `rows and cells out of order are put in order, and the later of two counts`() throws {
    let book = SmallWorkbook(
      rows: """
        <row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row>\
        <row r="1"><c r="A1"><v>0</v></c><c r="A1"><v>1</v></c></row>
        """)
    #expect(try book.listing() == ["A1 1", "A2 3", "B2 4"])
  }

  @Test func `what is no number stays as it is written`() throws {
    let book = SmallWorkbook(
      rows: "<row><c><v>0x1F</v></c><c><v>1E999</v></c><c><v>NaN</v></c><c><v>1,5</v></c><c><v> 7 </v></c></row>")
    #expect(try book.listing() == ["A1 0x1F", "B1 1E999", "C1 NaN", "D1 1,5", "E1 7"])
  }

  @Test func `strict namespaces, prefixes, backslashes and absolute targets make no difference`() throws {
    let plain = SmallWorkbook(rows: #"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#, strings: "<si><t>甲</t></si>")
    var strict = plain
    strict.rewrite {
      $0.replacing(SmallWorkbook.main, with: "http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replacing(SmallWorkbook.office, with: "http://purl.oclc.org/ooxml/officeDocument/relationships")
    }
    var prefixed = plain
    prefixed["xl/worksheets/sheet1.xml"] = """
      <x:worksheet xmlns:x="\(SmallWorkbook.main)"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row>\
      </x:sheetData></x:worksheet>
      """
    var backslashed = plain
    backslashed.rename { $0.replacing("/", with: "\\") }
    var absolute = plain
    absolute.rewrite { $0.replacing("\"worksheets/", with: "\"/xl/worksheets/") }
    for book in [plain, strict, prefixed, backslashed, absolute] { #expect(try book.listing() == ["A1 甲"]) }
  }

  @Test func `what a sheet says beside its cells is kept`() throws {
    var book = SmallWorkbook(
      rows: #"<row r="2" hidden="1"><c r="B2"><v>1</v></c></row>"#,
      before: #"<cols><col min="3" max="4" hidden="1"/><col min="5" max="5"/></cols>"#,
      after: """
        <mergeCells><mergeCell ref="B2:C3"/></mergeCells>\
        <dataValidations><dataValidation type="list" sqref="D1:D9 F1"><formula1>"是,否"</formula1></dataValidation></dataValidations>\
        <hyperlinks><hyperlink ref="B2" r:id="rId1"/><hyperlink ref="C9" location="Sheet1!A1"/></hyperlinks>\
        <drawing r:id="rId2"/>
        """)
    book["xl/worksheets/_rels/sheet1.xml.rels"] = SmallWorkbook.relationships([
      ("rId1", "hyperlink", "https://example.org/?a=1&amp;b=2"), ("rId2", "drawing", "../drawings/drawing1.xml"),
      ("rId3", "comments", "../comments1.xml"),
    ]).replacing("b=2\"/>", with: "b=2\" TargetMode=\"External\"/>")
    book["xl/comments1.xml"] = """
      <comments xmlns="\(SmallWorkbook.main)"><commentList><comment ref="B2"><text><r><t>请</t></r><r><t>核对</t></r></text>\
      </comment></commentList></comments>
      """
    book["xl/drawings/drawing1.xml"] = """
      <d:wsDr xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><d:twoCellAnchor><d:from>\
      <d:col>6</d:col><d:colOff>0</d:colOff><d:row>4</d:row><d:rowOff>0</d:rowOff></d:from><d:pic/></d:twoCellAnchor></d:wsDr>
      """
    let sheet = try book.read().sheets[0]
    #expect(sheet.rows[0].isHidden)
    #expect(sheet.hiddenColumns == [3...4])
    #expect(sheet.mergedRanges.map(\.description) == ["B2:C3"])
    #expect(sheet.dataValidations.map(\.formula1) == ["\"是,否\""])
    #expect(sheet.dataValidations[0].ranges.map(\.description) == ["D1:D9", "F1"])
    #expect(
      sheet.hyperlinks == [
        CellReference(column: 2, row: 2): "https://example.org/?a=1&b=2",
        CellReference(column: 3, row: 9): "#Sheet1!A1",
      ])
    #expect(sheet.comments == [CellReference(column: 2, row: 2): "请核对"])
    #expect(sheet.pictures.map(\.description) == ["G5"])
  }

  @Test func `a picture that WPS keeps in a cell is found by its name`() throws {
    var book = SmallWorkbook(
      rows: """
        <row r="1"><c r="A1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>\
        <c r="B1" t="str"><f>_xlfn.DISPIMG("ID_2",1)</f><v>=DISPIMG("ID_2",1)</v></c></row>
        """)
    book["xl/cellimages.xml"] = """
      <e:cellImages xmlns:e="http://www.wps.cn/officeDocument/2017/etCustomData" \
      xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><e:cellImage><d:pic><d:nvPicPr>\
      <d:cNvPr id="2" name="ID_1"/></d:nvPicPr></d:pic></e:cellImage></e:cellImages>
      """
    #expect(try book.read().sheets[0].pictures.map(\.description) == ["A1"])
  }

  @Test func `a picture that Excel 365 places in a cell is found by its rich value`() throws {
    var book = SmallWorkbook(rows: #"<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c></row>"#)
    let rich = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
    book["xl/metadata.xml"] = """
      <metadata xmlns="\(SmallWorkbook.main)" xmlns:x="\(rich)"><metadataTypes><metadataType name="XLRICHVALUE"/></metadataTypes>\
      <futureMetadata name="XLRICHVALUE"><bk><extLst><ext><x:rvb i="0"/></ext></extLst></bk></futureMetadata>\
      <valueMetadata><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>
      """
    book["xl/richData/rdrichvalue.xml"] = "<rvData xmlns=\"\(rich)\"><rv s=\"0\"><v>0</v><v>5</v></rv></rvData>"
    book["xl/richData/rdrichvaluestructure.xml"] = """
      <rvStructures xmlns="\(rich)"><s t="_localImage"><k n="_rvRel:LocalImageIdentifier" t="i"/></s></rvStructures>
      """
    book["xl/_rels/workbook.xml.rels"] = SmallWorkbook.relationships([
      ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sheetMetadata", "metadata.xml"),
      ("rId3", "rdRichValue", "richData/rdrichvalue.xml"),
      ("rId4", "rdRichValueStructure", "richData/rdrichvaluestructure.xml"),
    ])
    #expect(try book.read().sheets[0].pictures.map(\.description) == ["A1"])
  }
}
