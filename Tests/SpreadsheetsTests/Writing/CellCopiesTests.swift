import Project
import Spreadsheets
import Testing

@Suite struct `A cell that is copied` {
  private static let texts = ["整改中", " 留白 ", "<&>_x0041_", "", "安装隔油池，更换油烟净化器，补办营业执照", "FZGL20220000001", "第一行\n第二行"]

  private static func content(_ random: inout SplitMix64) -> CellContent {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: .number(Double(Int.random(in: -5...200_000, using: &random)))
    case 1: .date(CalendarDay(year: 2022, month: 6, day: Int.random(in: 1...30, using: &random)))
    case 2: .boolean(true)
    default: .text(texts.randomElement(using: &random) ?? "")
    }
  }

  private static func styles(_ book: inout WorkbookWriter) throws(WritingError) -> [StyleID] {
    var styles: [StyleID] = [.standard]
    for size in 8...24 { styles.append(try book.style(CellStyle(font: Font(size: Double(size))))) }
    return styles
  }

  @Test func `is written as it was the first time`() throws {
    var random = SplitMix64(state: 20_220_617)
    // Columns of one letter, two and three.
    let columns = [1, 2, 26, 27, 702, 703, 16_384]
    let kinds = columns.map { column in
      (0..<9).map { _ in (content: Self.content(&random), style: Int.random(in: 0..<18, using: &random), column: column)
      }
    }
    let rows = (1...1_200).map { _ in kinds.map { Int.random(in: 0..<$0.count, using: &random) } }
    let fit = RowFit(TextMeasurement(fontSize: 11), columnWidths: [12, 6], smallest: 20)

    var plain = WorkbookWriter()
    let styles = try Self.styles(&plain)
    try plain.beginSheet(SheetSetup(name: "甲"))
    for row in rows {
      try plain.appendRow(fitting: fit) { (cells) throws(WritingError) in
        for (kinds, kind) in zip(kinds, row) {
          try cells.move(toColumn: kinds[kind].column)
          try cells.write(kinds[kind].content, styles[kinds[kind].style])
        }
      }
    }

    var copying = WorkbookWriter()
    _ = try Self.styles(&copying)
    try copying.beginSheet(SheetSetup(name: "甲"))
    var copies = CellCopies()
    var kept: [[CellCopies.Copy?]] = kinds.map { $0.map { _ in nil } }
    for row in rows {
      try copying.appendRow(fitting: fit) { (cells) throws(WritingError) in
        for (place, kind) in row.enumerated() {
          let (content, style, column) = kinds[place][kind]
          try cells.move(toColumn: column)
          if let copy = kept[place][kind] {
            cells.write(copy, of: copies)
          } else {
            kept[place][kind] = try cells.keep(in: &copies) { (cells) throws(WritingError) in
              try cells.write(content, styles[style])
            }
          }
        }
      }
    }
    #expect(kept.joined().contains { $0 != nil })
    #expect(try plain.finish() == copying.finish())
  }

  @Test func `may be a whole number, written like any number`() throws {
    var whole = WorkbookWriter()
    var plain = WorkbookWriter()
    try whole.beginSheet(SheetSetup(name: "甲"))
    try plain.beginSheet(SheetSetup(name: "甲"))
    let limit = 1_000_000_000_000_000
    for number in [0, 7, -7, 44_712, limit - 1, limit, 1 - limit, -limit, .max, .min] {
      try whole.appendRow { (cells) throws(WritingError) in try cells.integer(number) }
      try plain.appendRow { (cells) throws(WritingError) in try cells.number(Double(number)) }
    }
    #expect(try whole.finish() == plain.finish())
  }
}
