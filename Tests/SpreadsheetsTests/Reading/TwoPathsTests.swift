import Foundation
import Testing

@testable import Spreadsheets

/// The scanner is an optimisation: whatever a file holds, it gives what libxml2 and the handlers give.
@Suite struct TwoPathsTests {
  /// Rows up to the end or to an error, and the error.
  private struct Outcome: Equatable {
    var rows: [Row] = []
    var error: SpreadsheetError?
  }

  private struct Reading {
    var sheets: [Outcome] = []
    /// Those that no cell uses as well.
    var strings: [[UInt8]] = []
    var scanned = 0
  }

  private func read(_ bytes: [UInt8], scanning: Bool) -> Reading {
    var reading = Reading()
    do throws(SpreadsheetError) {
      let file = try XLSXFile(archive: ZipArchive(bytes: bytes, limits: .standard), scanning: scanning)
      let strings = file.interpreter.strings
      reading.strings = (0..<strings.count).map { Array(strings.bytes[strings.range(at: $0)]) }
      for index in file.sheets.indices {
        var outcome = Outcome()
        do throws(SpreadsheetError) {
          if let source = try file.rows(of: index) {
            var batch: [Row] = []
            while try source.next(into: &batch) {
              outcome.rows += batch
              batch = []
            }
            if !source.isParsed { reading.scanned += 1 }
          }
        } catch {
          outcome = Outcome(rows: [], error: error)
        }
        reading.sheets.append(outcome)
      }
    } catch { reading.sheets.append(Outcome(rows: [], error: error)) }
    return reading
  }

  private func expectEqual(_ bytes: [UInt8], _ name: String) -> Int {
    let scanned = read(bytes, scanning: true)
    let parsed = read(bytes, scanning: false)
    #expect(scanned.sheets == parsed.sheets, "\(name)")
    #expect(scanned.strings == parsed.strings, "\(name)")
    return scanned.scanned
  }

  static let corpus: URL? = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
        let corpus = folder.deletingLastPathComponent().appending(path: "shared/corpus/dev/files")
        return FileManager.default.fileExists(atPath: corpus.path) ? corpus : nil
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  @Test(.enabled(if: corpus != nil, "the corpus of real files is not beside the project"))
  func `both paths agree on every file of the corpus, and most sheets are scanned`() throws {
    let corpus = try #require(Self.corpus)
    let files = try #require(FileManager.default.enumerator(at: corpus, includingPropertiesForKeys: nil))
    var count = 0
    var scanned = 0
    for case let file as URL in files where file.pathExtension.hasPrefix("xls") {
      scanned += try expectEqual([UInt8](Data(contentsOf: file)), file.lastPathComponent)
      count += 1
    }
    #expect(count > 1_000)
    #expect(scanned > count)
  }

  @Test(arguments: [
    // As producers write it: the scanner takes it.
    (#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="0"><v>-0.5</v></c></row>"#, true),
    (#"<row r="2" spans="1:2" x14ac:dyDescent="0.25"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"/></row>"#, true),
    (#"<row><c t="inlineStr"><is><t xml:space="preserve"> 甲&amp;&#20057;_x000D_ </t></is></c></row>"#, true),
    (
      #"<row><c t="str"><f>A1&amp;"x"</f><v>a&lt;b</v></c><c><f t="shared" si="0"/><v>1E-7</v></c><c><f>1</f></c></row>"#,
      true
    ),
    ("<row>\n  <c t=\"b\"><v>1</v></c>\n  <c t=\"e\"><v>#N/A</v></c><c t=\"d\"><v>2024-02-29</v></c></row>", true),
    ("<row><c><v>12345678901234567</v></c><c><v>0.30000000000000004</v></c><c><v>+7</v></c></row>", true),
    // What it leaves to the reference, valid or not.
    ("<row><c><v>1<!-- x --></v></c></row>", false), ("<row><c><v><![CDATA[1]]></v></c></row>", false),
    ("<row r='1'><c><v>1</v></c></row>", false), ("<row><c><v>1,5</v></c></row>", false),
    ("<row><c t=\"inlineStr\"><is><r><t>a</t></r></is></c></row>", false),
    ("<row><c t=\"inlineStr\"><is><t>a\r\nb</t></is></c></row>", false),
    ("<row r=\"1\" r=\"1\"><c><v>1</v></c></row>", false), ("<row><c t=\"s\"><v>9</v></c></row>", false),
    ("<row><c t=\"inlineStr\"><is><t>a]]>b</t></is></c></row>", false),
    ("<row><c t=\"inlineStr\"><is><t>&nbsp;</t></is></c></row>", false),
    ("<row><c t=\"inlineStr\"><is><t>a\u{1}</t></is></c></row>", false), ("<row><c><v>1</c></v></row>", false),
    ("<row r=\"5\"><c r=\"A1\"><v>1</v></c></row>", false), ("<row><c r=\"XFE1\"><v>1</v></c></row>", false),
    ("<row xmlns=\"urn:x\"><c><v>1</v></c></row>", false), ("<row><c vm=\"1\"><v>1</v></c></row>", false),
  ])
  func `both paths agree on what is usual and what is odd`(rows: String, isScanned: Bool) {
    let good = String(repeating: "<row><c><v>1</v></c></row>", count: 3)
    for content in [rows, good + rows, rows + good] {
      let book = SmallWorkbook(rows: content, strings: "<si><t>甲</t></si><si/>").bytes
      #expect(expectEqual(book, content) == (isScanned ? 1 : 0), "\(content)")
    }
  }

  /// What a whole sheet holds beside its cells as well, or why it is refused.
  private func sheet(_ bytes: [UInt8], scanning: Bool) -> Result<Sheet, SpreadsheetError> {
    do throws(SpreadsheetError) {
      return .success(
        try XLSXFile(archive: ZipArchive(bytes: bytes, limits: .standard), scanning: scanning).sheet(at: 0))
    } catch { return .failure(error) }
  }

  @Test(arguments: [
    // As producers write it.
    ("<dimension ref=\"A1:B2\"/><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>", ""),
    ("\n  <sheetPr><tabColor rgb=\"FF0000\" /></sheetPr>\n", "\n<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>\n"),
    (
      "",
      "<dataValidations><dataValidation sqref=\"A1 C3:B2\" type=\"list\"><formula1>\"是,&lt;否&#x4E59;\"</formula1></dataValidation></dataValidations>"
    ),
    (
      "",
      "<hyperlinks><hyperlink ref=\"A1\" location=\"乙!A1\"/></hyperlinks><mergeCells><mergeCell ref=\"B2\"/></mergeCells>"
    ),
    ("", "<hyperlinks><hyperlink ref=\"A1\" r:id=\"rId9\" location=\"x\"/></hyperlinks>"),
    ("", "<extLst xmlns:x14=\"urn:x\"><x14:ext x14:uri=\"a\"><mergeCell ref=\"A1:B1\"/></x14:ext></extLst>"),
    ("<a xmlns=\"urn:x\"><cols/></a><cols><col min=\"1\" max=\"1\" hidden=\"true\"/></cols>", ""),
    ("<b xmlns=\"urn:x\"/><b/><x:cols xmlns:x=\"urn:y\"><col min=\"1\" max=\"1\" hidden=\"1\"/></x:cols>", ""),
    // What is left to libxml2, valid or not.
    ("<!-- x --><cols><col min=\"1\" max=\"1\" hidden=\"1\"/></cols>", "<!-- y -->"),
    ("<cols><col min='1' max='1' hidden='1'/></cols>", "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>"),
    ("", "<hyperlinks><hyperlink ref=\"A1\" location=\"a&amp;b&#10;c\"/></hyperlinks>"),
    (
      "",
      "<dataValidations><dataValidation sqref=\"A1\"><formula1><![CDATA[1]]></formula1></dataValidation></dataValidations>"
    ),
    ("<cols a=\"1\" a=\"2\"/>", ""), ("<cols xmlns:p=\"u\" xmlns:q=\"u\" p:a=\"1\" q:a=\"2\"/>", ""), ("<p:cols/>", ""),
    ("<cols></col>", ""), ("<cols>", ""), ("</cols>", ""), ("<cols a=\"<\"/>", ""), ("<cols a=\"&x;\"/>", ""),
    ("<cols a/>", ""),
    ("", "<mergeCells>"), ("", "</mergeCells>"), ("", "<mergeCells/>&x;"), ("", "<a>]]></a>"), ("", "<a\u{1}/>"),
    ("", "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet><worksheet>"), ("", "</worksheet>text<a>"),
    ("", "<sheetData><row><c><v>1</v></c></row></sheetData>"), ("<a xmlns=\"\"/>", ""), ("<a xmlns:xml=\"u\"/>", ""),
    ("\r\n<cols><col min=\"1\" max=\"1\" hidden=\"1\"/></cols>", "\r\n"),
  ])
  func `both paths agree on what stands around the rows`(before: String, after: String) {
    for rows in ["", "<row><c><v>7</v></c></row>"] {
      let book = SmallWorkbook(rows: rows, before: before, after: after).bytes
      #expect(sheet(book, scanning: true) == sheet(book, scanning: false))
    }
  }

  @Test(arguments: [
    "<?xml version=\"1.0\"?>", "<?xml version='1.0' encoding='UTF-8' standalone='no'?>\r\n", "\u{FEFF}",
    "<?xml version=\"1.0\" encoding=\"utf-8\" ?>", "<?xml version=\"1.1\"?>",
    "<?xml version=\"1.0\" encoding=\"GBK\"?>", " <?xml version=\"1.0\"?>",
    "\u{FEFF}<?xml version=\"1.0\" standalone=\"yes\"?>", "<!DOCTYPE worksheet>", "<?xml version=\"1.0\"?><?x?>",
    "text",
  ])
  func `both paths agree on how a part begins`(declaration: String) {
    var book = SmallWorkbook(rows: "<row><c><v>7</v></c></row>")
    book["xl/worksheets/sheet1.xml"] = declaration + book["xl/worksheets/sheet1.xml"]
    #expect(sheet(book.bytes, scanning: true) == sheet(book.bytes, scanning: false))
  }

  @Test func `both paths agree on cells that are in another namespace than their sheet`() {
    var book = SmallWorkbook(rows: "")
    for (sheet, rows) in [("x:", ""), ("", "x:"), ("x:", "x:")] {
      let row = "<\(rows)row><\(rows)c><\(rows)v>7</\(rows)v></\(rows)c></\(rows)row>"
      book["xl/worksheets/sheet1.xml"] =
        "<x:worksheet xmlns:x=\"\(SmallWorkbook.main)\"><\(sheet)sheetData>\(row)</\(sheet)sheetData></x:worksheet>"
      _ = expectEqual(book.bytes, "\(sheet) \(rows)")
    }
  }

  @Test(arguments: [
    "<sheetData>1</sheetData><sheetData>2</sheetData>", "<sheetData>1</sheetData><a/><x:sheetData>2</x:sheetData>",
    "<x:sheetData>1</x:sheetData><sheetData>2</sheetData>", "<sheetData/><sheetData>1</sheetData>",
  ])
  func `both paths agree on a sheet with its data in two pieces, and no way of reading loses one`(content: String)
    throws
  {
    var book = SmallWorkbook(rows: "")
    let rows = ["1", "2"].reduce(content) { text, name in
      text.replacing(">\(name)<", with: "><row r=\"\(name)\"><c><v>1</v></c></row><")
    }
    book["xl/worksheets/sheet1.xml"] =
      "<worksheet xmlns=\"\(SmallWorkbook.main)\" xmlns:x=\"\(SmallWorkbook.main)\">\(rows)</worksheet>"
    _ = expectEqual(book.bytes, content)
    var shown: [Int] = []
    try SpreadsheetReader(book.bytes, named: "a.xlsx").forEachCell(ofSheet: 0) { shown.append($0.reference.row) }
    #expect(shown == (content.contains("2") ? [1, 2] : [1]))
  }

  @Test func `a scanner that declines late repeats no row and loses none`() throws {
    let rows = (1...5_000).map {
      "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"inlineStr\"><is><t>\(String(repeating: "长", count: 60))</t></is></c></row>"
    }
    let book = SmallWorkbook(rows: rows.joined() + "<row r=\"5001\"><c><v><!-- -->7</v></c></row>")
    let workbook = try book.read()
    #expect(workbook.sheets[0].rows.map(\.number) == Array(1...5_001))
  }

  @Test func `a part cut off at any byte is refused by both`() {
    let book = SmallWorkbook(
      rows: #"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>甲&amp;</t></is></c></row>"#,
      strings: "<si><t>甲</t></si>")
    for part in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"] {
      let whole = Array(book[part].utf8)
      for length in 0..<whole.count {
        var zip = ZipBuilder()
        for other in book.parts where other.name != part { zip.add(other.name, Array(other.text.utf8)) }
        zip.add(part, Array(whole[..<length]))
        #expect(expectEqual(zip.bytes, "\(part) after \(length) bytes") == 0 || part != "xl/worksheets/sheet1.xml")
        #expect(throws: SpreadsheetError.self) { try Workbook(reading: zip.bytes, named: "a.xlsx") }
      }
    }
  }
}
