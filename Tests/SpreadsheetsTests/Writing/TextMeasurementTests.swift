import Project
import Spreadsheets
import Testing

@Suite struct `The room that text takes` {
  let measure = TextMeasurement(fontSize: 11)

  @Test(arguments: [
    ("", 1), ("整改中", 1), ("第一行\n第二行", 2), (String(repeating: "长", count: 19), 1),
    (String(repeating: "长", count: 20), 2), (String(repeating: "长", count: 190), 10),
    (String(repeating: "长", count: 19) + "。", 2), ("http://example.com/" + String(repeating: "a", count: 60), 3),
  ])
  func `is counted in lines of a column of 36 digits`(text: String, lines: Int) {
    #expect(measure.lineCount(of: text, columnWidth: 36) == lines)
  }

  @Test func `grows with the text and the font, never past the tallest row`() {
    let text = String(repeating: "整改情况", count: 30)
    let heights = [9.0, 11, 16, 22].map { TextMeasurement(fontSize: $0).rowHeight(of: text, columnWidth: 30) }
    #expect(heights == heights.sorted())
    #expect(measure.rowHeight(of: String(repeating: text, count: 100), columnWidth: 5) == TextMeasurement.tallestRow)
    #expect(measure.rowHeight(of: "一", columnWidth: 0) > 0)
  }

  @Test func `is a width that shows the longest line whole`() {
    let width = measure.columnWidth(of: "短\n这一行比较长一些")
    #expect(measure.lineCount(of: "这一行比较长一些", columnWidth: width) == 1)
  }

  private static let pieces = [
    "整改", "安装隔油池，", "（", "）", "。", "、", "；", "“", "”", "…", "—", "·", "e\u{301}", "é", "\u{4DC0}", "\u{303F}", "𠮷", "🏭",
    "ｱ", "￥", "\n", "\r\n", "\r", "\u{2028}", "\u{85}", "\t", " ", "  ", "a", "M", "W", "i", ",", ".", "%", "!", ")",
    "(", "0", "FZGL20220000001", "0001_附件1.xlsx", "http://example.com/a-b", "Kaufhaus ", "\u{7FF}", "\u{800}",
    "\u{FFFD}", "\u{4E00}", "\u{9FFF}", "\u{A000}", "\u{5000}", "\u{4FFF}", "&", "<", ">", "_", "_x0041_", "\u{1}",
    "\u{7F}", "\u{FFFE}", "\u{FFFF}",
  ]

  private static func text(_ random: inout SplitMix64) -> String {
    (0..<Int.random(in: 0...24, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  @Test func `is the same as counted scalar by scalar`() {
    var random = SplitMix64(state: 20_220_421)
    for round in 0..<20_000 {
      let text = Self.text(&random)
      let measure = TextMeasurement(
        fontSize: [9, 10, 10.5, 11, 12, 18].randomElement(using: &random) ?? 11, isBold: round.isMultiple(of: 3))
      let width = Double(Int.random(in: 0...480, using: &random)) / 8
      #expect(
        measure.lineCount(of: text, columnWidth: width)
          == SimpleLineCount.lineCount(of: text, columnWidth: width, measure), "\(text.debugDescription) in \(width)")
    }
  }

  @Test func `makes rows as they would be made by hand`() throws {
    let widths = [6.0, 12, 30, 20]
    var rows = [["一", "整改中", String(repeating: "长", count: 4_000), "", "列外的一段很长很长很长很长很长的话 & <二>"], []]
    var random = SplitMix64(state: 20_220_617)
    for _ in 0..<2_000 { rows.append((0..<5).map { _ in Self.text(&random) }) }
    let measure = TextMeasurement(fontSize: 12)
    let fit = RowFit(measure, columnWidths: widths, smallest: 24)
    var fitted = WorkbookWriter()
    var byHand = WorkbookWriter()
    try fitted.beginSheet(SheetSetup(name: "甲"))
    try byHand.beginSheet(SheetSetup(name: "甲"))
    for row in rows {
      let height = zip(row, widths).map { measure.rowHeight(of: $0, columnWidth: $1) }.max() ?? 0
      try byHand.appendRow(row.map(CellContent.text), height: max(24, height))
      try fitted.appendRow(fitting: fit) { (cells) throws(WritingError) in
        for text in row { try cells.text(text) }
      }
    }
    #expect(try fitted.finish() == byHand.finish())
  }

  @Test func `leaves no part of a fitted row that was not to be`() throws {
    let fit = RowFit(measure, columnWidths: [10], smallest: 20)
    var book = WorkbookWriter()
    var other = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "甲"))
    try other.beginSheet(SheetSetup(name: "甲"))
    #expect(throws: WritingError(.notFinite, sheet: "甲", cell: CellReference(column: 2, row: 1))) {
      try book.appendRow(fitting: fit) { (cells) throws(WritingError) in
        try cells.text("整改中")
        try cells.number(.nan)
      }
    }
    #expect(throws: WritingError(.limitExceeded(.rowHeight, given: 500), sheet: "甲")) {
      try book.appendRow(fitting: RowFit(measure, columnWidths: [10], smallest: 500)) { _ throws(WritingError) in }
    }
    #expect(try book.finish() == other.finish())
  }
}
