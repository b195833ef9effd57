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

  @Test func `each limit stops what goes beyond it`() {
    let rows = String(repeating: "<row><c t=\"inlineStr\"><is><t>甲乙丙</t></is></c></row>", count: 3)
    let book = SmallWorkbook(
      rows: rows, after: "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:B2\"/></mergeCells>",
      strings: "<si><t>甲</t></si><si><t>乙</t></si>", formats: "<cellXfs><xf/><xf/></cellXfs>"
    ).bytes
    let narrowed: [(String, WritableKeyPath<Limits, Int>, Int)] = [
      ("entries", \.entries, 3), ("cells", \.cells, 2), ("merged ranges", \.mergedRanges, 1),
      ("shared strings", \.sharedStrings, 1), ("styles", \.styles, 1), ("package bytes", \.packageBytes, 100),
      ("cell text bytes", \.cellTextBytes, 8), ("tag bytes", \.tagBytes, 20), ("attributes", \.attributes, 1),
      ("relationships", \.relationships, 1), ("sheets", \.sheets, 0),
    ]
    #expect(cause(book) == nil)
    for (name, limit, value) in narrowed {
      var limits = Limits()
      limits[keyPath: limit] = value
      #expect(cause(book, limits: limits) == .limitExceeded(name: name, limit: value), "\(name)")
    }
  }
}
