import Spreadsheets
import Testing

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
    #expect(workbook.decodingLosses == [DecodingLoss(offset: 27, line: 2)])
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
}
