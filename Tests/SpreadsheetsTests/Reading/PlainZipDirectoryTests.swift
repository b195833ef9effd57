import Testing

@testable import Spreadsheets

/// To read a directory in place is an optimisation: it finds what libzip finds, or leaves it to libzip.
@Suite struct PlainZipDirectoryTests {
  /// What an archive holds, or why it is refused.
  private struct Outcome: Equatable {
    struct Part: Equatable {
      var name: String
      var bytes: [UInt8] = []
      var error: SpreadsheetError?
    }

    var parts: [Part] = []
    var error: SpreadsheetError?

    init(_ bytes: [UInt8], readingPlainly: Bool) {
      do throws(SpreadsheetError) {
        let archive = try ZipArchive(bytes: bytes, limits: .standard, readingPlainly: readingPlainly)
        parts = archive.entries.map { Self.part($0, of: archive) }
      } catch { self.error = error }
    }

    private static func part(_ entry: ZipArchive.Entry, of archive: ZipArchive) -> Part {
      var part = Part(name: entry.name)
      do throws(SpreadsheetError) {
        var reader = try archive.open(entry)
        // Small enough for some parts to be unpacked in pieces, and large enough for others to come in one go.
        let window = Window(byteCount: 600)
        while true {
          let count = try reader.read(into: window.bytes)
          part.bytes += window.bytes[..<count]
          if count < window.bytes.count { break }
        }
      } catch { part.error = error }
      return part
    }
  }

  private func workbook() throws -> [UInt8] {
    var book = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "甲"))
    for row in 0..<20 { try book.appendRow([.text("第\(row)行"), .number(Double(row))]) }
    return try book.finish()
  }

  private func stored() -> [UInt8] {
    var zip = ZipBuilder()
    zip.add("a.txt", Array("一二三".utf8))
    zip.add("folder/", [])
    zip.add("folder/B.txt", [])
    return zip.bytes
  }

  @Test func `both ways find the same in a sound file, and the plain one takes it`() throws {
    let book = try workbook()
    #expect(book.withUnsafeBytes(PlainZipDirectory.entries)?.count == 8)
    #expect(stored().withUnsafeBytes(PlainZipDirectory.entries) == nil)
    for bytes in [book, stored()] {
      #expect(Outcome(bytes, readingPlainly: true) == Outcome(bytes, readingPlainly: false))
    }
  }

  @Test func `both ways find the same, or refuse for the same reason, whichever byte is wrong`() throws {
    let book = try workbook()
    let directory = try #require(book.firstRange(of: [0x50, 0x4B, 0x01, 0x02])).lowerBound
    // The first part with its header, and the directory.
    for index in Array(0..<300) + Array(directory..<book.count) {
      for change: UInt8 in [0x01, 0x08, 0x80, 0xFF] {
        var changed = book
        changed[index] ^= change
        let isSame = Outcome(changed, readingPlainly: true) == Outcome(changed, readingPlainly: false)
        #expect(isSame, "byte \(index) xor \(change)")
      }
    }
  }

  @Test func `both ways find the same in a file that is cut off or goes on`() throws {
    let book = try workbook()
    for length in (0..<book.count).filter({ $0 % 7 == 0 || $0 > book.count - 60 }) {
      let cut = Array(book[..<length])
      #expect(Outcome(cut, readingPlainly: true) == Outcome(cut, readingPlainly: false), "\(length) bytes")
    }
    for more in [[0], Array("PK\u{5}\u{6}".utf8), book, stored()] {
      for bytes in [book + more, more + book] {
        #expect(Outcome(bytes, readingPlainly: true) == Outcome(bytes, readingPlainly: false))
      }
    }
  }

  @Test func `names are found whatever their case, the very name first`() throws {
    for count in [3, 100] {
      var zip = ZipBuilder()
      for index in 0..<count { zip.add("Part\(index).xml", []) }
      zip.add("part1.XML", [])
      let archive = try ZipArchive(bytes: zip.bytes, limits: .standard)
      for (asked, found) in [("part1.XML", "part1.XML"), ("PART1.xml", "Part1.xml"), ("part2.xml", "Part2.xml")] {
        #expect(archive.entry(named: asked)?.name == found)
      }
      #expect(archive.entry(named: "part1.xm") == nil)
      #expect(archive.entry(named: "\u{212A}") == nil)
    }
  }
}
