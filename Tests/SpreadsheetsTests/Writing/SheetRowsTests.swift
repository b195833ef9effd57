import Project
import Testing

@testable import Spreadsheets

@Suite struct `Rows that are made apart` {
  private static let fit = RowFit(TextMeasurement(fontSize: 11), columnWidths: [8, 20, 12], smallest: 20)
  private static let count = 3_000
  private static let first = 2

  private static func write(_ row: Int, _ style: StyleID, to cells: inout RowWriter) throws(WritingError) {
    try cells.integer(row, style)
    // Now and then two lines, or three.
    try cells.text(String(repeating: "示范街道第\(row % 83)号，", count: row % 17 / 8 + 1), style)
    try cells.text("样例\(row * 7_919 % 10_007)<&>", style)
    if row == 1_700 { try cells.formula(Formula("SUM(A2:A9)")) }
  }

  private static func workbook(
    _ write: (inout WorkbookWriter, StyleID) throws -> Void
  ) throws -> [UInt8] {
    var book = WorkbookWriter(compression: .portable)
    let style = try book.style(CellStyle(border: .box(.thin)))
    try book.beginSheet(SheetSetup(name: "甲"))
    try book.appendRow([.text("序号"), .text("地点"), .text("编号")], style, height: 30)
    try write(&book, style)
    try book.appendRow([.text("注")], style)
    // Where its box stands shows by the heights of rows.
    try book.add(Note("样例"), to: CellReference(column: 2, row: 2_500))
    return try book.finish()
  }

  @Test(arguments: [1_000, 1_337, 5_000]) func `say what they would if they were not`(size: Int) throws {
    let plain = try Self.workbook { book, style in
      for row in Self.first..<(Self.first + Self.count) {
        try book.appendRow(fitting: Self.fit) { (cells) throws(WritingError) in
          try Self.write(row, style, to: &cells)
        }
      }
    }
    let apart = try Self.workbook { book, style in
      var writer = SheetRowsWriter()
      let starts = stride(from: Self.first, to: Self.first + Self.count, by: size)
      // In another order than they stand in.
      let made = try starts.reversed().map { start in
        writer.begin(atRow: start, of: "甲")
        for row in start..<min(start + size, Self.first + Self.count) {
          try writer.appendRow(fitting: Self.fit) { (cells) throws(WritingError) in
            try Self.write(row, style, to: &cells)
          }
        }
        return try writer.finish()
      }
      book.reserve(for: made)
      for rows in made.reversed() { try book.append(rows) }
    }
    // Method and checksum.
    let expected = try StoredParts(plain).parts.mapValues { $0.prefix(6) }
    #expect(try StoredParts(apart).parts.mapValues { $0.prefix(6) } == expected)
    let rows = try Self.values(apart)
    #expect(rows.count == Self.count + 2)
    #expect(try rows == Self.values(plain))
  }

  private static func values(_ workbook: [UInt8]) throws -> [[CellValue?]] {
    try Workbook(reading: workbook.kept(), named: "样例.xlsx").sheets[0].rows.map { $0.cells.map(\.value) }
  }

  @Test func `are refused where rows stand already`() throws {
    var writer = SheetRowsWriter()
    writer.begin(atRow: 2, of: "甲")
    try writer.appendRow(fitting: Self.fit) { (cells) throws(WritingError) in try cells.integer(1) }
    let rows = try writer.finish()
    #expect(throws: WritingError.self) {
      try Self.workbook { book, _ in
        try book.append(rows)
        try book.append(rows)
      }
    }
  }

  @Test func `that break off leave nothing to the next ones`() throws {
    struct Made: Equatable {
      let bytes: [UInt8]
      let crc: UInt32
    }
    func made(_ writer: inout SheetRowsWriter) throws -> Made {
      writer.begin(atRow: 5, of: "甲")
      try writer.appendRow(fitting: Self.fit) { (cells) throws(WritingError) in try cells.text("样例") }
      let rows = try writer.finish()
      return Made(bytes: rows.part.bytes, crc: rows.part.crc)
    }
    var writer = SheetRowsWriter()
    let first = try made(&writer)
    writer.begin(atRow: 9, of: "甲")
    let error = #expect(throws: WritingError.self) {
      try writer.appendRow(fitting: Self.fit) { (cells) throws(WritingError) in
        try cells.text("样例")
        try cells.number(.nan)
      }
    }
    #expect(error?.sheet == "甲")
    #expect(try made(&writer) == first)
  }
}
