import Project
import Spreadsheets
import Testing

@Suite struct `A workbook made at random` {
  static let alphabet = Array("整改关停、，（）＆&<>\"'_x0041_ \n\t=+-@0123 aZé🏭\u{1}\u{1F}\r")

  static func content(_ random: inout SplitMix64) -> (content: CellContent, value: CellValue?) {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return (.blank, nil)
    case 1:
      let truth = Bool.random(using: &random)
      return (.boolean(truth), .boolean(truth))
    case 2:
      let number = Double(bitPattern: random.next())
      return number.isFinite ? (.number(number), .number(number + 0)) : (.blank, nil)
    case 3:
      let number = Double(Int.random(in: -1_000_000...1_000_000, using: &random)) / 100
      return (.number(number), .number(number))
    case 4: return (.error("#N/A"), .error("#N/A"))
    default:
      let length = Int.random(in: 0..<40, using: &random)
      let text = String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? " " })
      return (.text(text), text.isEmpty ? nil : .text(Text(text)))
    }
  }

  /// The cells that differ, with both values.
  static func differences(_ read: [CellReference: CellValue], _ written: [CellReference: CellValue]) -> [String] {
    Set(read.keys).union(written.keys).sorted().filter { read[$0] != written[$0] }
      .map { "\($0): \(String(describing: read[$0])), was \(String(describing: written[$0]))" }
  }

  @Test(arguments: 1...40)
  func `reads back cell for cell`(seed: Int) throws {
    var random = SplitMix64(state: UInt64(seed))
    var book = WorkbookWriter(compression: CompressionLevel.allCases[seed % 3])
    let style = try book.style(CellStyle(font: Font("黑体"), fill: 0xFFEB9C, border: .box(.thin)))
    var expected: [[CellReference: CellValue]] = []
    var merges: [[CellRange]] = []
    for sheet in 0..<Int.random(in: 1...3, using: &random) {
      try book.beginSheet(SheetSetup(name: "表\(sheet)"))
      var cells: [CellReference: CellValue] = [:]
      var number = 0
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        number += Int.random(in: 1...3, using: &random)
        let row = (0..<Int.random(in: 0...12, using: &random)).map { _ in Self.content(&random) }
        for (index, cell) in row.enumerated() { cells[CellReference(column: index + 1, row: number)] = cell.value }
        try book.appendRow(number) { (writer) throws(WritingError) in
          for (content, _) in row { try writer.write(content, style) }
        }
      }
      expected.append(cells)
      merges.append([MergedTable.range(20, sheet + 1, 22, sheet + 2)])
      try book.merge(merges[sheet][0])
    }

    let read = try Workbook(reading: book.finish().kept(), named: "随机.xlsx")
    #expect(read.sheets.map(\.name) == expected.indices.map { "表\($0)" })
    for (index, sheet) in read.sheets.enumerated() {
      var cells: [CellReference: CellValue] = [:]
      for cell in sheet.rows.flatMap(\.cells) { cells[cell.reference] = cell.value }
      #expect(Self.differences(cells, expected[index]) == [])
      #expect(sheet.mergedRanges == merges[index])
    }
  }

  @Test(
    .enabled(if: OutsideReaders.canValidate, "needs ../shared/schemas and a Python with lxml and python-calamine"),
    arguments: 101...106)
  func `has no fault by the published schemas, and the same texts and numbers for calamine`(seed: Int) throws {
    var random = SplitMix64(state: UInt64(seed))
    var book = WorkbookWriter(compression: CompressionLevel.allCases[seed % 3])
    try book.beginSheet(SheetSetup(name: "表"))
    var expected: [String: OutsideReaders.ForeignValue] = [:]
    for row in 1...40 {
      let cells = (1...8).map { _ in Self.content(&random) }
      for (index, cell) in cells.enumerated() {
        switch cell.value {
        case .text(let text)?: expected["\(CellReference(column: index + 1, row: row))"] = .text(text.string)
        case .number(let number)?: expected["\(CellReference(column: index + 1, row: row))"] = .number(number)
        default: break
        }
      }
      try book.appendRow(cells.map(\.content))
    }
    let bytes = try book.finish().kept()
    var seen: [String: OutsideReaders.ForeignValue] = [:]
    for cell in try OutsideReaders.cells(of: bytes) where cell.reader == "calamine" {
      if case .truth = cell.value { continue }
      seen[cell.ref] = cell.value
    }
    #expect(seen == expected)
    #expect(try OutsideReaders.faults(in: bytes) == nil)
  }

  @Test func `keeps dates, notes, links, pictures' places and hidden sheets`() throws {
    let read = try Workbook(reading: MergedTable.bytes(rows: 3), named: "表.xlsx")
    #expect(read.sheets.map(\.visibility) == [.visible, .visible, .hidden])
    let table = read.sheets[0]
    let dated = table.rows.flatMap(\.cells).first { $0.reference == CellReference(column: 2, row: 3) }
    let day = CalendarDay(year: 2022, month: 5, day: 2)
    #expect(
      dated?.value
        == .date(DateTime(day: day, time: TimeOfDay(hour: 0, minute: 0)), serial: 44_683))
    #expect(table.comments[CellReference(column: 4, row: 4)] == "案件编号应与整治平台一致。\n请核对后重报。")
    #expect(table.hyperlinks[CellReference(column: 9, row: 3)] == "https://example.com/平台?a=1&b=2")
    #expect(table.mergedRanges == [MergedTable.range(1, 1, 9, 1)])
    #expect(table.dataValidations.map(\.kind) == ["list", "list", "list", "date"])
    #expect(read.sheets[1].rows[1].cells.map(\.hasFormula) == [false, true, true, false])
  }

  @Test(arguments: 1...20)
  func `keeps all its other cells when three are marked`(seed: Int) throws {
    var random = SplitMix64(state: UInt64(seed) &* 7919)
    var book = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "表"))
    var expected: [CellReference: CellValue] = [:]
    for row in 1...30 where row % 5 != 0 {
      let cells = (0..<8).map { _ in Self.content(&random) }
      for (index, cell) in cells.enumerated() { expected[CellReference(column: index + 1, row: row)] = cell.value }
      try book.appendRow(row) { (writer) throws(WritingError) in for (content, _) in cells { try writer.write(content) }
      }
    }
    let places = (0..<3).map { _ in
      CellReference(column: .random(in: 1...10, using: &random), row: .random(in: 1...33, using: &random))
    }
    let marks = Set(places).map { Annotation.Mark(sheet: "表", cell: $0, fill: 0xFFC7CE, note: "请核对") }
    let marked = try Annotation(marks: marks).applied(to: book.finish().kept()).kept()
    let read = try Workbook(reading: marked.bytes, named: "表.xlsx")
    var cells: [CellReference: CellValue] = [:]
    for cell in read.sheets[0].rows.flatMap(\.cells) { cells[cell.reference] = cell.value }
    #expect(Self.differences(cells, expected) == [])
    #expect(read.sheets[0].comments == Dictionary(uniqueKeysWithValues: Set(places).map { ($0, "请核对") }))
  }
}
