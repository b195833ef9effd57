import Project
import Spreadsheets
import Testing

@Suite struct `Text in a cell` {
  /// A workbook of one column.
  static func book(_ texts: [String]) throws -> [UInt8] {
    var book = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "甲"))
    for text in texts { try book.appendRow([.text(text)]) }
    return try book.finish().kept()
  }

  static let awkward = [
    "=1+1", "+1", "-1", "@SUM(A1)", "0350", "1e5", "<a href=\"x\">&amp;</a>", "]]>", "换行\n第二行", "制表\t符", "🏭企业",
    "（全角，标点；）：！？＆", "a\u{FFFD}b", String(repeating: "长", count: 32_767), "'撇号", "TRUE", "#N/A",
  ]

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl and python-calamine"))
  func `reads back as it was written, whatever it begins with`() throws {
    let bytes = try Self.book(Self.awkward)
    let literals = Self.awkward.map { text in
      "'"
        + text.unicodeScalars.map {
          $0.value < 0x80 ? hexadecimal($0.value, 2, "\\x") : hexadecimal($0.value, 8, "\\U")
        }
        .joined() + "'"
    }
    let same =
      "[v for v in (\(literals.map { $0.count > 2_000 ? "'\\u957f' * 32767" : $0 }.joined(separator: ", ")),)]"
    #expect(try OutsideReaders.openpyxl(bytes, prints: "[c.value for c in book.active['A']] == \(same)") == "True")
    #expect(try OutsideReaders.openpyxl(bytes, prints: "{c.data_type for c in book.active['A']}") == "{'s'}")
    #expect(
      try OutsideReaders.calamine(bytes, prints: "[r[0] for r in book.get_sheet_by_index(0).to_python()] == \(same)")
        == "True")
  }

  private func hexadecimal(_ value: UInt32, _ width: Int, _ prefix: String) -> String {
    let digits = String(value, radix: 16)
    return prefix + String(repeating: "0", count: width - digits.count) + digits
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with python-calamine"))
  func `keeps characters that XML cannot hold, and what looks like their escape`() throws {
    let bytes = try Self.book(["a\u{1}b", "_x0041_", "c\rd", "x_x00e9_y_", "_x12G4_", "_xa\u{1}", "_x4_"])
    #expect(
      try OutsideReaders.calamine(bytes, prints: "[r[0] for r in book.get_sheet_by_index(0).to_python()]")
        == "['a\\x01b', '_x0041_', 'c\\rd', 'x_x00e9_y_', '_x12G4_', '_xa\\x01', '_x4_']")
  }

  @Test func `keeps what is escaped wherever it stands`() throws {
    var texts: [String] = []
    for special in ["&", "<", ">", "_", "_x", "_x0041_", "\u{1}", "\r", "￥", "，", "&&", "_\u{1}_x1_"] {
      for before in 0...17 {
        for after in 0...9 {
          texts.append(String(repeating: "a", count: before) + special + String(repeating: "x", count: after))
        }
        texts.append(String(repeating: "长", count: before) + special + String(repeating: "_", count: before))
      }
    }
    let rows = try Workbook(reading: Self.book(texts), named: "表.xlsx").sheets[0].rows
    for (row, text) in zip(rows, texts) {
      #expect(row.cells.map(\.value) == [.text(Text(text))], "\(text.debugDescription)")
    }
    #expect(rows.count == texts.count)
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl and python-calamine"))
  func `keeps its outer spaces`() throws {
    let bytes = try Self.book(["  前", "后  ", "\n中\n"])
    let expected = "['  前', '后  ', '\\n中\\n']"
    #expect(try OutsideReaders.openpyxl(bytes, prints: "[c.value for c in book.active['A']]") == expected)
    #expect(
      try OutsideReaders.calamine(bytes, prints: "[r[0] for r in book.get_sheet_by_index(0).to_python()]") == expected)
  }

  @Test(.enabled(if: OutsideReaders.canValidate, "needs ../shared/schemas and a Python with lxml"))
  func `has no fault by the published schemas`() throws {
    #expect(try OutsideReaders.faults(in: Self.book(Self.awkward + ["\u{0}\u{1F}\u{FFFE}"])) == nil)
  }

  @Test func `over 32,767 UTF-16 units is refused with its cell, and the row is not there`() throws {
    var book = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "甲"))
    let expected = WritingError(
      .limitExceeded(.cellText, given: 32_768), sheet: "甲", cell: CellReference(column: 2, row: 1))
    #expect(throws: expected) {
      try book.appendRow([.text("先"), .text(String(repeating: "长", count: 32_768))])
    }
    #expect(book.lastRow == 0)
    try book.appendRow([.text(String(repeating: "🏭", count: 16_383))])
    #expect(throws: WritingError.self) { try book.appendRow([.text(String(repeating: "🏭", count: 16_384))]) }
  }
}
