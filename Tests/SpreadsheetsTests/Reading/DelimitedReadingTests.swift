import Project
import Testing

@testable import Spreadsheets

@Suite struct DelimitedReadingTests {
  private func read(_ bytes: [UInt8], named name: String = "上报.csv") throws -> Workbook {
    try Workbook(reading: bytes, named: name)
  }
  private func listing(_ text: String) throws -> [String] { try read(Array(text.utf8)).sheets[0].listing }

  private static let gb18030: [UInt8] = [
    0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xBD, 0xF0, 0xB6, 0xEE, 0x0A, 0x95, 0x34, 0xB2, 0x35, 0x2C, 0x31,
  ]

  @Test func `the encoding is found and named`() throws {
    let text = "姓名,金额\n𠮷,1"
    var little: [UInt8] = [0xFF, 0xFE]
    var big: [UInt8] = [0xFE, 0xFF]
    for unit in text.utf16 {
      little += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      big += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
    let cases: [([UInt8], String)] = [
      (Array(text.utf8), "UTF-8"), ([0xEF, 0xBB, 0xBF] + Array(text.utf8), "UTF-8"), (little, "UTF-16LE"),
      (big, "UTF-16BE"),
      (Self.gb18030, "GB18030"),
    ]
    for (bytes, encoding) in cases {
      let workbook = try read(bytes)
      #expect(workbook.encoding == encoding)
      #expect(workbook.decodingLosses.isEmpty)
      #expect(workbook.sheets[0].name == "上报")
      #expect(workbook.sheets[0].listing == ["A1 姓名", "B1 金额", "A2 𠮷", "B2 1"], "\(encoding)")
    }
  }

  @Test func `what cannot be decoded is reported with its place`() throws {
    let workbook = try read(Array("甲,乙\n丙丁戊己庚辛,".utf8) + [0xFF] + Array(",丑\n".utf8))
    #expect(workbook.encoding == "UTF-8")
    #expect(workbook.decodingLosses == DecodingLosses([DecodingLoss(offset: 27, line: 2)]))
    #expect(workbook.sheets[0].listing.suffix(2) == ["B2 \u{FFFD}", "C2 丑"])
  }

  @Test(arguments: [
    ("a;b\n1,5;2\n", FileFormat.csv, ["A1 a", "B1 b", "A2 1,5", "B2 2"]),
    ("a\tb\n1,5\t2\n", .tsv, ["A1 a", "B1 b", "A2 1,5", "B2 2"]),
    ("a,b\n1;5,2\n", .csv, ["A1 a", "B1 b", "A2 1;5", "B2 2"]), ("sep=;\r\na;b\r\n", .csv, ["A1 a", "B1 b"]),
  ])
  func `the separator is found`(text: String, format: FileFormat, expected: [String]) throws {
    let workbook = try read(Array(text.utf8))
    #expect(workbook.format == format)
    #expect(workbook.sheets[0].listing == expected)
  }

  @Test func `quotes hold separators, line ends and quotes`() throws {
    #expect(try listing("\"a,1\",\"x\r\ny\"\r\"\"\"q\"\"\",z\n") == ["A1 a,1", "B1 x\r\ny", "A2 \"q\"", "B2 z"])
  }

  @Test func `the three line ends may be mixed and rows may differ in length`() throws {
    #expect(try listing("a,b\r\n1\n\n3,4,5\r,6") == ["A1 a", "B1 b", "A2 1", "A4 3", "B4 4", "C4 5", "B5 6"])
  }

  @Test func `a quote that never ends names the line where it begins`() {
    #expect(throws: SpreadsheetError(.damaged, detail: "the quote opened on line 2 never ends")) {
      try listing("a,b\n1,\"x\n2,3\n")
    }
  }

  @Test func `numbers and formulas stay text`() throws {
    #expect(try listing("110101199003077758,007,=1+1") == ["A1 110101199003077758", "B1 007", "C1 =1+1"])
  }

  @Test func `UTF-16 is found without its mark, and a zero byte alone does not make it`() throws {
    let units = Array("姓名,金额\r\n张三,1\r\n".utf16)
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for (bytes, encoding) in [(little, "UTF-16LE"), (big, "UTF-16BE")] {
      let workbook = try read(bytes)
      #expect(workbook.encoding == encoding)
      #expect(workbook.sheets[0].listing == ["A1 姓名", "B1 金额", "A2 张三", "B2 1"])
    }
    #expect(throws: SpreadsheetError.self) { try read(Array("a,b\n1\0,2\n".utf8)) }
  }

  @Test func `GB18030 is read in all its lengths, and its losses have a place whatever the line ends are`() throws {
    // 姓名 CR, then a character of four bytes within the first plane and one beyond it, a byte that is none, one cut off.
    let bytes: [UInt8] = [
      0xD0, 0xD5, 0xC3, 0xFB, 0x0D, 0x81, 0x30, 0x86, 0x38, 0x2C, 0x95, 0x32, 0x82, 0x36, 0x0D, 0xFF, 0x2C, 0xD0,
    ]
    let workbook = try read(bytes)
    #expect(workbook.encoding == "GB18030")
    #expect(workbook.sheets[0].listing == ["A1 姓名", "A2 \u{C0}", "B2 𠀀", "A3 \u{FFFD}", "B3 \u{FFFD}"])
    #expect(
      workbook.decodingLosses == DecodingLosses([DecodingLoss(offset: 15, line: 3), DecodingLoss(offset: 17, line: 3)]))
  }

  @Test func `every loss is counted, and the first ones are kept, in whichever way a file is read`() throws {
    var limits = Limits()
    limits.decodingLosses = 2
    let bytes = Array("甲乙丙丁,戊己庚辛\n".utf8) + [0xFF, 0x2C, 0xFF, 0x0A, 0xFF, 0x0A]
    let first = [DecodingLoss(offset: 26, line: 2), DecodingLoss(offset: 28, line: 2)]
    var all: [DecodingLosses] = []
    all.append(try Workbook(reading: bytes, named: "a.csv", limits: limits).decodingLosses)
    let reader = try SpreadsheetReader(bytes, named: "a.csv", limits: limits)
    all.append(try reader.forEachCell(ofSheet: 0) { _ in })
    var rows = try reader.rows(ofSheet: 0)
    while try rows.next() != nil {}
    all.append(rows.decodingLosses)
    for losses in all {
      #expect(losses.count == 3)
      #expect(losses.first == first)
    }
  }

  @Test func `GB18030 is decoded one way, in runs and character by character`() throws {
    var generator = SplitMix64(state: 18_030)
    var bytes: [UInt8] = []
    var text: [UInt8] = []
    func add(_ other: String) {
      bytes += other.utf8
      text += other.utf8
    }
    var pairs = 0
    for lead in (UInt8(0x81)...0xFE).shuffled(using: &generator) {
      for trail in (UInt8(0x40)...0xFE).shuffled(using: &generator) {
        let entry = GB18030.pairs[Int(lead & 0x7F) << 8 | Int(trail)]
        guard entry != 0 else { continue }
        pairs += 1
        bytes += [lead, trail]
        text += (0..<(entry >> 24)).map { UInt8(truncatingIfNeeded: entry >> ($0 * 8)) }
        if Bool.random(using: &generator) {
          add(String("abc,\tde1234567890".prefix(Int.random(in: 0...16, using: &generator))))
        }
        if Int.random(in: 0..<40, using: &generator) == 0 {
          bytes += [0x95, 0x32, 0x82, 0x36]
          text += "𠀀".utf8
          add("\r\n")
        }
      }
    }
    #expect(pairs > 23_900, "all that the standard gives a character to")
    let workbook = try read(bytes)
    #expect(workbook.encoding == "GB18030")
    #expect(workbook.decodingLosses.isEmpty)
    #expect(workbook.sheets[0].listing == (try read(text).sheets[0].listing))
  }

  @Test(arguments: ["", "sep=;\r\n甲;乙"]) func `an order to the program and a blank file are no data`(text: String)
    throws
  {
    #expect(try listing("\u{FEFF}" + text) == (text.isEmpty ? [] : ["A1 甲", "B1 乙"]))
  }

  /// Rows, losses and the error, read through a window of `windowBytes` at first.
  private func outcome(_ bytes: [UInt8], windowBytes: Int) -> ([Row], DecodingLosses, SpreadsheetError?) {
    var rows: [Row] = []
    do throws(SpreadsheetError) {
      let file = try DelimitedFile(source: .memory(bytes), named: "上报.csv", limits: .standard)
      let source = file.rows(windowBytes: windowBytes)
      var batch: [Row] = []
      while try source.next(into: &batch) {
        rows += batch
        batch = []
      }
      return (rows, source.losses, nil)
    } catch { return (rows, DecodingLosses(), error) }
  }

  @Test(arguments: 32...70) func `a window of any size gives the same rows`(windowBytes: Int) {
    let text = "甲,\"乙\r\n\"\"丙\"\"\"x,丁\r\n\r,,\r\"\(String(repeating: "长", count: 60))\",𠮷\n末,"
    let gb18030: [UInt8] = [0xD0, 0xD5, 0xFF, 0x2C, 0x95, 0x34, 0xB2, 0x35, 0x0D, 0x0A]
    let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [Array(text.utf8), gb18030 + gb18030 + gb18030 + gb18030, utf16, Array("甲,\"乙".utf8)] {
      let small = outcome(bytes, windowBytes: windowBytes)
      let large = outcome(bytes, windowBytes: 1 << 16)
      #expect(small.0 == large.0)
      #expect(small.1 == large.1)
      #expect(small.2 == large.2)
    }
  }
}
