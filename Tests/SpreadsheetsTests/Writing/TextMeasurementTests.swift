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
}
