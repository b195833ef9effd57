import Foundation
import Testing

@testable import Spreadsheets

/// What is remembered of other files' parts is an optimisation: a file reads as it does alone.
@Suite struct PartMemoryTests {
  private enum Outcome: Equatable {
    case read([Sheet], [DefinedName])
    case refused(SpreadsheetError)

    init(_ read: () throws(SpreadsheetError) -> Workbook) {
      do throws(SpreadsheetError) {
        let workbook = try read()
        self = .read(workbook.sheets, workbook.definedNames)
      } catch { self = .refused(error) }
    }
  }

  private func alone(_ bytes: [UInt8], _ name: String) -> Outcome {
    Outcome { () throws(SpreadsheetError) in try Workbook(reading: bytes, named: name) }
  }

  private func among(_ bytes: [UInt8], _ name: String, _ memory: inout PartMemory) -> Outcome {
    Outcome { () throws(SpreadsheetError) in try Workbook(reading: bytes, named: name, memory: &memory) }
  }

  private func workbook(_ sheets: [(name: String, text: String?)]) throws -> [UInt8] {
    var book = WorkbookWriter()
    for sheet in sheets {
      try book.beginSheet(SheetSetup(name: sheet.name))
      if let text = sheet.text { try book.appendRow([.text(text)]) }
    }
    return try book.finish()
  }

  @Test func `files that share their parts are each read as they are alone`() throws {
    let files = [
      try workbook([("甲", "一"), ("空", nil)]), try workbook([("甲", "二"), ("空", nil)]),
      try workbook([("空", nil), ("甲", "三")]), try workbook([("甲", nil), ("空", nil)]),
      Array("a,b\n1,2\n".utf8), Array("PK\u{3}\u{4}cut off".utf8),
    ]
    var memory = PartMemory()
    for bytes in files + files.reversed() + files {
      #expect(among(bytes, "样例.xlsx", &memory) == alone(bytes, "样例.xlsx"))
    }
  }

  @Test func `what a part depends on besides its bytes tells it from others`() throws {
    // The same relationships mean other parts as seen from another folder.
    let relationships = """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="r" Type="http://x/styles" Target="styles.xml"/></Relationships>
      """
    var zip = ZipBuilder()
    for folder in ["a", "b"] { zip.add("\(folder)/_rels/w.xml.rels", Array(relationships.utf8)) }
    let archive = try ZipArchive(bytes: zip.bytes, limits: .standard)
    archive.memory = PartMemory()
    for part in ["a/w.xml", "b/w.xml", "a/w.xml"] {
      #expect(try archive.relationships(of: part).first("styles")?.part == part.prefix(2) + "styles.xml")
    }
  }

  @Test func `a part that is remembered counts in the limits as if it were parsed`() throws {
    let bytes = try workbook([("甲", "一")])
    let first = try ZipArchive(bytes: bytes, limits: .standard)
    first.memory = PartMemory()
    _ = try XLSXFile(archive: first)
    let second = try ZipArchive(bytes: bytes, limits: .standard)
    second.memory = first.memory
    _ = try XLSXFile(archive: second)
    #expect(second.inflatedBytes == first.inflatedBytes && second.parsedBytes == first.parsedBytes)
    #expect(second.parsedElements == first.parsedElements)
  }

  @Test(.enabled(if: TwoPathsTests.corpus != nil, "the corpus of real files is not beside the project"))
  func `real files read the same one after the other, in whatever order`() throws {
    let corpus = try #require(TwoPathsTests.corpus)
    let found = try #require(FileManager.default.enumerator(at: corpus, includingPropertiesForKeys: nil))
    let files = found.compactMap { $0 as? URL }.filter { url in
      // Small ones are enough: their parts are as alike as those of large ones.
      let size = (try? url.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
      return url.pathExtension.hasPrefix("xls") && size < 16 << 10
    }.sorted { $0.path < $1.path }.prefix(300)
    #expect(files.count == 300)
    var memory = PartMemory()
    for url in files + files.reversed() {
      let (bytes, name) = ([UInt8](try Data(contentsOf: url)), url.lastPathComponent)
      #expect(among(bytes, name, &memory) == alone(bytes, name), "\(name)")
    }
  }
}
