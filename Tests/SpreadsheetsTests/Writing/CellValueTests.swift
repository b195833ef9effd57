import Project
import Spreadsheets
import Testing

@Suite struct `A value in a cell` {
  static func book(_ cells: [CellContent], _ style: CellStyle = CellStyle()) throws -> [UInt8] {
    var book = WorkbookWriter()
    let style = try book.style(style)
    try book.beginSheet(SheetSetup(name: "甲"))
    try book.appendRow(cells, style)
    return try book.finish().kept()
  }

  @Test(
    .enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl"),
    arguments: [
      [0, -0.0, 1, -1, 0.1, 0.2 + 0.1, 1.5, -2.25, 1234.5678, 99999.99995, 1e15, 1e16, 1e-9, 123_456_789.123_456_78],
      [
        .pi, Double.leastNonzeroMagnitude, .greatestFiniteMagnitude, -1.0 / 3.0, 4_503_599_627_370_497.5,
        0.30000000000000004, 1e21,
        999_999_999.9999,
      ],
    ] as [[Double]])
  func `that is a number reads back to the last bit`(numbers: [Double]) throws {
    let bytes = try Self.book(numbers.map(CellContent.number))
    #expect(
      try OutsideReaders.openpyxl(bytes, prints: "[float(c.value).hex() for c in book.active[1]]")
        == OutsideReaders.openpyxl(bytes, prints: "[float(v).hex() for v in \(numbers.map { $0 + 0 })]"))
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl"))
  func `that is a date is that day, on both sides of the day that never was`() throws {
    let days = [
      CalendarDay(year: 1900, month: 3, day: 1), CalendarDay(year: 2000, month: 2, day: 29),
      CalendarDay(year: 2022, month: 4, day: 21), CalendarDay(year: 9999, month: 12, day: 31),
    ]
    let bytes = try Self.book(days.map(CellContent.date), CellStyle(numberFormat: .isoDate))
    #expect(
      try OutsideReaders.openpyxl(bytes, prints: "[str(c.value)[:10] for c in book.active[1]]")
        == "['1900-03-01', '2000-02-29', '2022-04-21', '9999-12-31']")
    // Excel counts 1900 as a leap year: the day before 1 March is 59 days after 31 December, not 60.
    let early = [CalendarDay(year: 1900, month: 1, day: 1), CalendarDay(year: 1900, month: 2, day: 28)]
    #expect(
      try OutsideReaders.openpyxl(
        Self.book(early.map(CellContent.date)), prints: "[c.value for c in book.active[1]]") == "[1, 59]")
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl"))
  func `of any other kind reads back`() throws {
    let bytes = try Self.book([
      .boolean(true), .error("#N/A"), .formula(Formula("1+1", cachedResult: .number(2))),
      .formula(Formula("\"a\"&\"<b>\"", cachedResult: .text("a<b>"))),
      .dateTime(
        DateTime(day: CalendarDay(year: 2022, month: 4, day: 21), time: TimeOfDay(hour: 18, minute: 0))),
      .time(TimeOfDay(hour: 6, minute: 0)), .blank, .text(""), .boolean(false),
    ])
    #expect(
      try OutsideReaders.openpyxl(bytes, prints: "[c.value for c in book.active[1]]")
        == "[True, '#N/A', '=1+1', '=\"a\"&\"<b>\"', 44672.75, 0.25, None, None, False]")
    #expect(
      try OutsideReaders.calamine(bytes, prints: "book.get_sheet_by_index(0).to_python()[0][2:4]") == "[2.0, 'a<b>']")
  }

  @Test func `that is a formula needs no equals sign, and may have one`() throws {
    let sheets = try ["1+1", "=1+1"].map { try Self.book([.formula(Formula($0, cachedResult: .number(2)))]) }
    #expect(sheets[0] == sheets[1])
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl"))
  func `stands in a row whose height stays, or grows with what is typed`() throws {
    var book = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "甲"))
    for isFixed in [true, false] { try book.appendRow(height: 30, isHeightFixed: isFixed) { _ in } }
    let bytes = try book.finish().kept()
    let rows =
      "__import__('re').findall('<row[^>]*>', __import__('zipfile').ZipFile(path).read('xl/worksheets/sheet1.xml').decode())"
    #expect(
      try OutsideReaders.openpyxl(bytes, prints: rows)
        == "['<row r=\"1\" ht=\"30\" customHeight=\"1\">', '<row r=\"2\" ht=\"30\">']")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `that is no number is refused`(number: Double) {
    #expect(throws: WritingError(.notFinite, sheet: "甲", cell: CellReference(column: 1, row: 1))) {
      try Self.book([.number(number)])
    }
  }

  @Test(arguments: [
    (1899, 12, 31), (10_000, 1, 1), (2022, 2, 29), (2022, 13, 1), (2022, 4, 31), (1900, 2, 29), (2022, 1, 0),
  ])
  func `that is no day Excel knows is refused`(year: Int, month: Int, day: Int) {
    #expect(throws: WritingError(.impossibleDate, sheet: "甲", cell: CellReference(column: 1, row: 1))) {
      try Self.book([.date(CalendarDay(year: year, month: month, day: day))])
    }
  }
}
