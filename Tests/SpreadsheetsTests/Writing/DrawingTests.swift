import Project
import Spreadsheets
import Testing

@Suite struct `What floats over cells` {
  /// The head of a PNG of 400 by 300 pixels: enough for its size.
  static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 1, 0x90, 0, 0, 1, 0x2C]
  /// A GIF of 16 by 9 pixels, and a JPEG of 32 by 24 behind a comment.
  static let gif = Array("GIF89a".utf8) + [16, 0, 9, 0]
  static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xFE, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 24, 0, 32, 1, 1, 0x11, 0]

  static let place = MergedTable.range(2, 2, 2, 2)

  static func book(_ body: (inout WorkbookWriter) throws -> Void) throws -> [UInt8] {
    var book = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "甲", columns: [ColumnSetup(2...2, width: 20)]))
    try book.appendRow([.text("一")])
    try book.appendRow([.text("二")], height: 90)
    try body(&book)
    return try book.finish().kept()
  }

  @Test func `a picture's own header tells its kind and size`() throws {
    let pictures = try [Self.png, Self.gif, Self.jpeg].map { try Picture($0) }
    #expect(pictures.map(\.kind) == [.png, .gif, .jpeg])
    #expect(pictures.map(\.width) == [400, 16, 32])
    #expect(pictures.map(\.height) == [300, 9, 24])
  }

  @Test(
    arguments: [[], [0xFF, 0xD8], [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF], Array("%PDF-1.7 is no picture".utf8)]
      as [[UInt8]])
  func `what is no picture is refused`(bytes: [UInt8]) {
    #expect(throws: WritingError(.unreadablePicture)) { try Picture(bytes) }
  }

  @Test func `a picture stands in its cell and is stored once`() throws {
    let picture = try Picture(Self.png, alternativeText: "现场照片")
    let bytes = try Self.book { book in
      try book.add(picture, in: Self.place)
      try book.add(picture, in: MergedTable.range(2, 1, 2, 1))
    }
    let read = try Workbook(reading: bytes, named: "图.xlsx")
    #expect(read.sheets[0].pictures.sorted() == [CellReference(column: 2, row: 1), CellReference(column: 2, row: 2)])
    #expect(try StoredParts(bytes).parts.keys.filter { $0.hasPrefix("xl/media/") } == ["xl/media/image1.png"])
  }

  @Test(
    .enabled(if: OutsideReaders.canValidate, "needs ../shared/schemas and a Python with lxml and openpyxl"),
    arguments: [
      Chart.Kind.column, .stackedColumn, .percentStackedColumn, .bar, .stackedBar, .line, .pie,
    ])
  func `a chart of any kind is sound and names its cells`(kind: Chart.Kind) throws {
    let series = Chart.Series(
      name: "家数 & 占比", categories: SheetRange(sheet: "甲", MergedTable.range(1, 1, 1, 2)),
      values: SheetRange(sheet: "甲", MergedTable.range(2, 1, 2, 2)), cachedCategories: ["一", "二"],
      cachedValues: [1, 2.5])
    let chart = Chart(
      kind, title: "各街镇<排查>情况", series: [series, series], categoryAxisTitle: "街镇", valueAxisTitle: "家",
      showsDataLabels: true, fontName: "仿宋", alternativeText: "柱形图")
    let bytes = try Self.book { try $0.add(chart, over: MergedTable.range(4, 1, 9, 15)) }
    #expect(try OutsideReaders.faults(in: bytes) == nil)
    #expect(
      try OutsideReaders.openpyxl(bytes, prints: "book.active._charts[0].ser[0].val.numRef.f") == "'甲'!$B$1:$B$2")
  }
}
