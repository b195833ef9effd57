import Project
import Spreadsheets
import Testing

@Suite struct `What Excel would not open is refused` {
  /// A workbook with one sheet, 甲, and whatever is done to it.
  static func write(_ body: (inout WorkbookWriter) throws -> Void) throws -> [UInt8] {
    var book = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "甲"))
    try body(&book)
    return try book.finish().kept()
  }

  static func refusal(_ body: (inout WorkbookWriter) throws -> Void) -> WritingError? {
    do {
      _ = try write(body)
      return nil
    } catch {
      return error as? WritingError
    }
  }

  static let a1 = CellReference(column: 1, row: 1)

  @Test func `a row past 1,048,576`() {
    #expect(Self.refusal { try $0.appendRow(1_048_576) { _ in } } == nil)
    let refusal = Self.refusal { try $0.appendRow(1_048_577) { _ in } }
    #expect(refusal == WritingError(.limitExceeded(.rows, given: 1_048_577), sheet: "甲"))
  }

  @Test func `a column past 16,384`() {
    let refusal = Self.refusal { book in
      try book.appendRow { (row) throws(WritingError) in
        try row.move(toColumn: 16_384)
        try row.integer(1)
        try row.integer(2)
      }
    }
    #expect(
      refusal
        == WritingError(
          .limitExceeded(.columns, given: 16_385), sheet: "甲", cell: CellReference(column: 16_385, row: 1)))
  }

  @Test func `rows or cells out of order`() {
    #expect(
      Self.refusal {
        try $0.appendRow(2) { _ in }
        try $0.appendRow(2) { _ in }
      }?.cause == .outOfOrder(row: 2, column: 1))
    let refusal = Self.refusal { book in
      try book.appendRow { (row) throws(WritingError) in
        try row.integer(1)
        try row.move(toColumn: 1)
      }
    }
    #expect(refusal?.cause == .outOfOrder(row: 1, column: 1))
  }

  @Test func `a row higher than 409 points`() {
    #expect(Self.refusal { try $0.appendRow([], height: 409) } == nil)
    #expect(Self.refusal { try $0.appendRow([], height: 409.5) }?.cause == .limitExceeded(.rowHeight, given: 410))
    #expect(Self.refusal { try $0.appendRow([], height: .nan) }?.cause == .notFinite)
  }

  @Test(arguments: ["", "N/A", "#WRONG!", "Err:502"])
  func `an error value that it does not know`(code: String) {
    #expect(Self.refusal { try $0.appendRow([.error(code)]) }?.cause == .unknownErrorValue(code))
    let formula = Formula("1/0", cachedResult: .error(code))
    #expect(Self.refusal { try $0.appendRow([.formula(formula)]) }?.cause == .unknownErrorValue(code))
    #expect(Self.refusal { try $0.appendRow([.error("#DIV/0!")]) } == nil)
  }

  @Test func `a font, a margin or a day that is none`() {
    #expect(Self.refusal { _ = try $0.style(CellStyle(font: Font(size: .nan))) }?.cause == .notFinite)
    #expect(
      Self.refusal { _ = try $0.style(CellStyle(font: Font(size: 410))) }?.cause
        == .limitExceeded(.fontSize, given: 410))
    let margins = PageSetup.Margins(left: .infinity)
    #expect(
      Self.refusal { try $0.beginSheet(SheetSetup(name: "乙", page: PageSetup(margins: margins))) }?.cause == .notFinite)
    let never = DateTime(day: CalendarDay(year: 2022, month: 2, day: 30), time: TimeOfDay(hour: 0, minute: 0))
    #expect(throws: WritingError(.impossibleDate)) {
      var book = WorkbookWriter(properties: DocumentProperties(created: never))
      try book.beginSheet(SheetSetup(name: "甲"))
      try book.finish().kept()
    }
  }

  @Test func `a drop-down or a format for no cells`() {
    #expect(Self.refusal { try $0.add(CellValidation([], .any)) }?.cause == .impossibleReference)
    #expect(Self.refusal { try $0.add(ConditionalFormat([], .isBlank)) }?.cause == .impossibleReference)
  }

  @Test func `two merges that share a cell`() {
    let range = MergedTable.range
    #expect(Self.refusal { for row in 1...3 { try $0.merge(range(1, row * 2, 3, row * 2 + 1)) } } == nil)
    #expect(
      Self.refusal {
        try $0.merge(range(1, 1, 3, 3))
        try $0.merge(range(3, 3, 4, 4))
      }
        == WritingError(.overlappingMerge(range(3, 3, 4, 4)), sheet: "甲"))
    #expect(Self.refusal { try $0.merge(range(3, 3, 1, 1)) } == nil, "a rectangle, whichever corners are named")
    #expect(Self.refusal { try $0.merge(range(0, 1, 1, 1)) }?.cause == .impossibleReference)
  }

  @Test func `two notes or two links on one cell`() {
    #expect(
      Self.refusal {
        try $0.add(Note("一"), to: Self.a1)
        try $0.add(Note("二"), to: Self.a1)
      }?.cause == .takenCell)
    let link = Hyperlink(.external("https://example.com"))
    #expect(
      Self.refusal {
        try $0.link(Self.a1, link)
        try $0.link(Self.a1, link)
      }?.cause == .takenCell)
  }

  @Test func `an address, a prompt or a footer that is too long`() {
    let long = String(repeating: "长", count: 2_080)
    #expect(
      Self.refusal { try $0.link(Self.a1, Hyperlink(.external(long))) }?.cause
        == .limitExceeded(.address, given: 2_080))
    let range = MergedTable.range(1, 1, 1, 9)
    #expect(
      Self.refusal { try $0.add(CellValidation([range], .any, inputMessage: .init(text: String(long.prefix(256))))) }?
        .cause == .limitExceeded(.prompt, given: 256))
    #expect(
      Self.refusal {
        try $0.add(CellValidation([range], .any, inputMessage: .init(title: String(long.prefix(33)), text: "")))
      }?.cause == .limitExceeded(.promptTitle, given: 33))
    #expect(
      Self.refusal { try $0.beginSheet(SheetSetup(name: "乙", page: PageSetup(footer: String(long.prefix(256))))) }?
        .cause
        == .limitExceeded(.headerOrFooter, given: 256))
  }

  @Test func `columns that overlap or are too wide`() {
    let overlapping = [ColumnSetup(1...3, width: 9), ColumnSetup(3...4, width: 9)]
    #expect(
      Self.refusal { try $0.beginSheet(SheetSetup(name: "乙", columns: overlapping)) }?.cause == .impossibleReference)
    #expect(
      Self.refusal { try $0.beginSheet(SheetSetup(name: "乙", columns: [ColumnSetup(1...1, width: 256)])) }?.cause
        == .limitExceeded(.columnWidth, given: 256))
  }

  @Test(arguments: ["A1", "R1C1", "c", "", "1月", "有 空格", "xfd1048576"])
  func `a name that is none`(name: String) {
    #expect(Self.refusal { try $0.define(name, formula: "1") }?.cause == .illegalName(name))
  }

  @Test func `a sheet that could not be ended is not passed over`() throws {
    var book = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "甲"))
    try book.merge(MergedTable.range(1, 1, 3, 3))
    try book.merge(MergedTable.range(2, 2, 4, 4))
    let overlap = WritingError(.overlappingMerge(MergedTable.range(2, 2, 4, 4)), sheet: "甲")
    #expect(throws: overlap) { try book.beginSheet(SheetSetup(name: "乙")) }
    #expect(throws: overlap) { try book.appendRow([.text("一")]) }
    do {
      _ = try book.finish().kept()
      Issue.record("a broken workbook was finished")
    } catch { #expect(error == overlap) }
  }

  @Test func `a name given twice, in any case`() {
    #expect(
      Self.refusal {
        try $0.define("Units", formula: "1")
        try $0.define("UNITS", formula: "2")
      }?.cause == .illegalName("UNITS"))
  }

  @Test func `a workbook without a sheet that shows, and rows without a sheet`() {
    var hidden = WorkbookWriter()
    #expect(throws: WritingError(.noSheet)) { try hidden.appendRow([]) }
    #expect(throws: WritingError(.noVisibleSheet)) {
      var book = WorkbookWriter()
      try book.beginSheet(SheetSetup(name: "甲", visibility: .hidden))
      _ = try book.finish().kept()
    }
    _ = consume hidden
  }

  @Test func `more than 65,490 styles`() throws {
    var book = WorkbookWriter()
    for number in 1..<65_490 { _ = try book.style(CellStyle(numberFormat: NumberFormatCode("0\"\(number)\""))) }
    #expect(throws: WritingError(.limitExceeded(.styles, given: 65_491))) {
      try book.style(CellStyle(fill: .red))
    }
  }

  @Test func `a file that cannot be made`() {
    do {
      _ = try WorkbookWriter(path: "/nowhere/at/all.xlsx")
      Issue.record("a file was made nowhere")
    } catch {
      guard case .file("/nowhere/at/all.xlsx", _) = error.cause else {
        Issue.record("\(error)")
        return
      }
    }
  }
}

@Suite struct `A sheet's name` {
  @Test(arguments: [
    ("附件1", "附件1"), ("2022/6", "2022_6"), ("[a]:b*c?d\\e", "_a__b_c_d_e"), ("'引号'", "引号"), ("  ", "Sheet"),
    ("", "Sheet"), ("History", "History_"), (String(repeating: "长", count: 40), String(repeating: "长", count: 31)),
    (String(repeating: "🏭", count: 20), String(repeating: "🏭", count: 15)),
  ])
  func `is made legal`(asked: String, given: String) {
    #expect(SheetName.legal(asked) == given)
  }

  @Test func `is made unique, whatever its case, within 31 units`() throws {
    var book = WorkbookWriter()
    let long = String(repeating: "长", count: 31)
    let names = try ["Sheet", "SHEET", "sheet", long, long].map { try book.beginSheet(SheetSetup(name: $0)) }
    #expect(names == ["Sheet", "SHEET (2)", "sheet (3)", long, String(repeating: "长", count: 27) + " (2)"])
    _ = try book.finish().kept()
  }
}
