import Spreadsheets
import Testing

@Suite struct RefusalTests {
  private func cause(_ bytes: [UInt8], named name: String = "试验.xlsx", limits: Limits = .standard) -> SpreadsheetError
    .Cause?
  {
    do throws(SpreadsheetError) {
      _ = try Workbook(reading: bytes, named: name, limits: limits)
      return nil
    } catch { return error.cause }
  }

  @Test(arguments: [
    ("", SpreadsheetError.Cause.empty), ("%PDF-1.7", .unsupported(.pdf)),
    ("<html><table></table></html>", .unsupported(.html)),
    ("MIME-Version: 1.0\r\n", .unsupported(.mhtml)), ("姓名,金额\n甲,1\n", .unsupported(.delimitedText)),
    (
      "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
      .unsupported(.spreadsheetML2003)
    ),
    ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", .unsupported(.picture)),
    ("<?xml version=\"1.0\"?><!-- 图 --><svg/>", .unsupported(.picture)),
    ("\u{0}\u{1}\u{2}", .unsupported(.unknown)),
  ])
  func `a file that is no workbook is called what it is`(text: String, expected: SpreadsheetError.Cause) {
    #expect(cause(Array(text.utf8)) == expected)
  }

  @Test(arguments: [
    ("Workbook", FileKind.legacyWorkbook), ("EncryptedPackage", .encryptedWorkbook), ("WordDocument", .wordDocument),
  ])
  func `an OLE2 file is told by the streams it holds`(stream: String, kind: FileKind) {
    let name = stream.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(cause([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + name) == .unsupported(kind))
  }

  @Test func `a workbook cut off anywhere is refused and never crashes`() {
    let whole = SmallWorkbook(rows: "<row><c><v>1</v></c></row>").bytes
    for length in 1..<whole.count { #expect(cause(Array(whole[..<length])) != nil) }
  }

  @Test(arguments: [
    "<!DOCTYPE worksheet>", "<!DOCTYPE worksheet [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
    "<?xml version=\"1.0\" encoding=\"UTF-7\"?>",
  ])
  func `a document type and a strange encoding are forbidden`(head: String) {
    var book = SmallWorkbook(rows: "<row><c><v>1</v></c></row>")
    book["xl/worksheets/sheet1.xml"] = head + book["xl/worksheets/sheet1.xml"]
    #expect(cause(book.bytes) == .forbidden)
  }

  @Test(arguments: ["XFE1", "A1048577", "A0", "1A", "A", "", "A-1", "A1:B2", "A99999999999999999999", "Ａ１"])
  func `an impossible cell reference is refused`(reference: String) {
    #expect(cause(SmallWorkbook(rows: "<row><c r=\"\(reference)\"><v>1</v></c></row>").bytes) == .damaged)
  }

  @Test(arguments: ["-1", "1", "0.5", "abc", "4294967296", "999999999999999999999999999999"])
  func `a shared string that does not exist is refused`(index: String) {
    let book = SmallWorkbook(rows: "<row><c t=\"s\"><v>\(index)</v></c></row>", strings: "<si><t>甲</t></si>")
    #expect(cause(book.bytes) == .damaged)
  }

  @Test func `two entries of one name are forbidden and a wrong CRC is damage`() {
    let book = SmallWorkbook(rows: "<row><c><v>1</v></c></row>")
    var twice = ZipBuilder()
    for part in book.parts + [book.parts[3]] { twice.add(part.name, Array(part.text.utf8)) }
    #expect(cause(twice.bytes) == .forbidden)
    var wrong = ZipBuilder()
    for part in book.parts {
      wrong.add(part.name, Array(part.text.utf8), crc: part.name.hasSuffix("sheet1.xml") ? 1 : nil)
    }
    #expect(cause(wrong.bytes) == .damaged)
  }

  /// A file and a limit that it goes beyond, in each of the formats.
  private static let beyond: [(String, WritableKeyPath<Limits, Int> & Sendable, Int, [UInt8], String)] = {
    let rows = String(repeating: "<row><c t=\"inlineStr\"><is><t>甲乙丙</t></is></c></row>", count: 3)
    let after = """
      <mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells><hyperlinks><hyperlink ref="A1" location="B1"/>\
      <hyperlink ref="A2" location="B2"/></hyperlinks>
      """
    var book = SmallWorkbook(
      rows: rows, after: after, strings: "<si><t>甲</t></si><si><t>乙</t></si>",
      formats: "<numFmts><numFmt numFmtId=\"200\" formatCode=\"0.00\"/></numFmts><cellXfs><xf/><xf/></cellXfs>")
    book["xl/workbook.xml"] = book["xl/workbook.xml"].replacing(
      "</sheets>", with: "</sheets><definedNames><definedName name=\"a\">1</definedName></definedNames>")
    let whole = book.bytes
    let narrowed: [(String, WritableKeyPath<Limits, Int> & Sendable, Int)] = [
      ("entries", \.entries, 3), ("cells", \.cells, 2), ("merged ranges", \.mergedRanges, 1),
      ("shared strings", \.sharedStrings, 1), ("styles", \.styles, 1), ("format code bytes", \.formatCodeBytes, 3),
      ("package bytes", \.packageBytes, 100), ("part bytes", \.streamedPartBytes, 100),
      ("part bytes", \.heldPartBytes, 100), ("parsed bytes", \.parsedBytes, 100),
      ("parsed elements", \.parsedElements, 2), ("depth", \.depth, 2), ("cell text bytes", \.cellTextBytes, 8),
      ("tag bytes", \.tagBytes, 20), ("attributes", \.attributes, 1), ("relationships", \.relationships, 1),
      ("sheets", \.sheets, 0), ("hyperlinks", \.annotations, 1), ("defined names", \.definedNames, 0),
    ]
    let text = Array("甲,乙\n丙,丁丁丁\n".utf8)
    let texts: [(String, WritableKeyPath<Limits, Int> & Sendable, Int)] = [
      ("text bytes", \.delimitedBytes, 10), ("field bytes", \.fieldBytes, 6), ("columns", \.columns, 1),
      ("cells", \.cells, 3),
    ]
    let ods = OpenDocumentReadingTests.content("<table:table-row/>")
    return narrowed.map { ($0.0, $0.1, $0.2, whole, "试验.xlsx") }
      + [("tag bytes", \.openDocumentTagBytes, 40, ods, "试验.ods")] + texts.map { ($0.0, $0.1, $0.2, text, "试验.csv") }
  }()

  @Test(arguments: beyond.indices) func `each limit stops what goes beyond it`(index: Int) {
    let (name, limit, value, bytes, file) = Self.beyond[index]
    #expect(cause(bytes, named: file) == nil)
    var limits = Limits()
    limits[keyPath: limit] = value
    #expect(cause(bytes, named: file, limits: limits) == .limitExceeded(name: name, limit: value))
  }

  @Test func `rows and columns end where the format ends them, or earlier`() {
    var limits = Limits()
    (limits.rows, limits.columns) = (2, 2)
    #expect(cause(SmallWorkbook(rows: "<row r=\"3\"><c><v>1</v></c></row>").bytes, limits: limits) == .damaged)
    let wide = SmallWorkbook(rows: "<row><c/><c/><c><v>1</v></c></row>").bytes
    #expect(cause(wide, limits: limits) == .damaged)
    #expect(cause(wide) == nil)
  }

  @Test(arguments: [("word/document.xml", FileKind.wordDocument), ("ppt/presentation.xml", .presentation)])
  func `a zip of another program is called what it is`(part: String, kind: FileKind) {
    var zip = ZipBuilder()
    zip.add("_rels/.rels", Array(SmallWorkbook.relationships([("rId1", "officeDocument", part)]).utf8))
    zip.add(part, Array("<x/>".utf8))
    #expect(cause(zip.bytes) == .unsupported(kind))
  }

  @Test func `a binary workbook and a zip of something else are called what they are`() {
    var binary = ZipBuilder()
    binary.add("_rels/.rels", Array(SmallWorkbook.relationships([("rId1", "officeDocument", "xl/workbook.bin")]).utf8))
    binary.add("xl/workbook.bin", [1, 2, 3])
    #expect(cause(binary.bytes) == .unsupported(.binaryWorkbook))
    var other = ZipBuilder()
    other.add("说明.txt", Array("x".utf8))
    #expect(cause(other.bytes) == .unsupported(.archive))
  }
}
