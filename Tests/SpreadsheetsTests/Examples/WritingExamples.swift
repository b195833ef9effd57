import Project
import Spreadsheets
import Testing

/// The examples of writing, as they stand at the types, compiled and run.
@Suite struct `The examples of writing` {
  private let cells = CellRange(CellReference(column: 2, row: 2), CellReference(column: 2, row: 9))

  @Test func `a workbook from its first line to its bytes`() throws {
    var book = WorkbookWriter(properties: DocumentProperties(title: "排查明细表"))
    let header = try book.style(CellStyle(font: Font("黑体"), border: .box(.thin), alignment: .centered))
    try book.beginSheet(SheetSetup(name: "附件1", columns: ColumnSetup.widths([6, 12]), frozenRows: 1))
    try book.appendRow(height: 30) { (row) throws(WritingError) in
      try row.text("序号", header)
      try row.text("报送日期", header)
    }
    let bytes = try book.finish()
    #expect(try Workbook(reading: bytes, named: "表.xlsx").sheets[0].rows[0].cells.count == 2)
  }

  @Test func `styles`() throws {
    var book = WorkbookWriter(properties: DocumentProperties(title: "排查明细表"))
    try book.beginSheet(SheetSetup(name: "附件1"))
    let heading = CellStyle(font: Font("黑体", isBold: true), fill: 0xD9E1F2, border: .box(.thin), alignment: .centered)
    let id = try book.style(heading)
    try book.appendRow([.text("序号"), .text("案件编号")], id)
    let pale: Color = 0xFFC7CE
    let same = Color(rgb: 0xFFC7CE)
    #expect(pale == same)
    let official = Font("仿宋_GB2312", size: 14, color: .black)
    let grid = Border.box(.thin)
    let wrapped = Alignment(wrapsText: true)
    let caseNumber = CellStyle(numberFormat: .text)
    let reported = CellStyle(numberFormat: .isoDate)
    let all = [CellStyle(font: official, border: grid, alignment: wrapped), caseNumber, reported]
    let ids = try all.map { try book.style($0) }
    #expect(Set(ids + [id]).count == 4)
    _ = try book.finish().kept()
  }

  @Test func `sheets and pages`() throws {
    let page = PageSetup(
      orientation: .landscape, scale: .fitToWidth, margins: .centimetres(1.5), footer: PageSetup.chinesePageNumbers,
      repeatedRows: 1...2)
    let name = SheetName.legal("汇总[2022/Q2]", taken: ["汇总_2022_Q2_"])  // 汇总_2022_Q2_ (2)
    #expect(name == "汇总_2022_Q2_ (2)")
    let setup = SheetSetup(name: "附件1", columns: ColumnSetup.widths([6, 12, 20]), frozenRows: 1)
    let columns = [
      ColumnSetup(1...1, width: 6), ColumnSetup(2...9, width: 18), ColumnSetup(10...10, width: 12, isHidden: true),
    ]
    let guarded = SheetSetup(name: "说明", protection: SheetProtection(allowsFormattingCells: true))
    var small = WorkbookWriter(compression: .compact)
    try small.beginSheet(setup)
    try small.beginSheet(guarded)
    try small.beginSheet(SheetSetup(name: name, columns: columns, page: page))
    let sheets = try Workbook(reading: small.finish().kept(), named: "表.xlsx").sheets
    #expect(sheets.map(\.name) == ["附件1", "说明", name])
    #expect(sheets[2].hiddenColumns == [10...10])
  }

  @Test func `what goes into cells`() throws {
    var book = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "附件1"))
    try book.appendRow([.number(1), .text("=不是公式"), .date(CalendarDay(year: 2022, month: 4, day: 21)), .boolean(true)])
    let sum = Formula("SUM(B2:B9)", cachedResult: .number(45))
    let told = StyledText([.init("未报送：", font: Font(isBold: true, color: .red)), .init("某街道")])
    try book.appendRow([.formula(sum), .richText(told)])
    try book.appendRow { (row) throws(WritingError) in
      try row.text("合计")
      try row.skip(2)
      try row.number(45)
    }
    let height = TextMeasurement(fontSize: 11).rowHeight(of: "已整改：安装隔油池，更换油烟净化器", columnWidth: 12)
    try book.appendRow([.text("已整改：安装隔油池，更换油烟净化器")], height: height)
    do throws(WritingError) {
      try book.appendRow([.text(String(repeating: "长", count: 40_000))])
    } catch {
      if case .limitExceeded(let limit, let given) = error.cause { print(limit, given, limit.maximum) }
    }
    let sheet = try Workbook(reading: book.finish().kept(), named: "表.xlsx").sheets[0]
    #expect(
      sheet.rows.map { $0.cells.map(\.reference.description) } == [
        ["A1", "B1", "C1", "D1"], ["A2", "B2"], ["A3", "D3"], ["A4"],
      ])
    #expect(sheet.rows[1].cells.map(\.value) == [.number(45), .text("未报送：某街道")])
  }

  @Test func `rows as high as their texts`() throws {
    var book = WorkbookWriter()
    let wrapped = try book.style(CellStyle(alignment: Alignment(wrapsText: true)))
    let widths = [6.0, 12, 30]
    let fit = RowFit(TextMeasurement(fontSize: 11), columnWidths: widths, smallest: 20)
    try book.beginSheet(SheetSetup(name: "附件1", columns: ColumnSetup.widths(widths)))
    try book.appendRow(fitting: fit) { (row) throws(WritingError) in
      try row.number(1)
      try row.text("整改中")
      try row.text("安装隔油池，更换油烟净化器，补办营业执照，清理占道堆放的杂物", wrapped)
    }
    let sheet = try Workbook(reading: book.finish().kept(), named: "表.xlsx").sheets[0]
    #expect(sheet.rows[0].cells.count == 3)
  }

  @Test func `what belongs to cells`() throws {
    let png = `What floats over cells`.png
    var book = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "附件1"))
    try book.appendRow([.text("看原表"), .text("整改情况")])
    try book.add(ConditionalFormat([cells], .containsText("未整改"), style: .init(fill: 0xFFC7CE)))
    try book.link(CellReference(column: 1, row: 1), Hyperlink(.cells(sheet: "附件1", cells), tooltip: "看原表"))
    try book.add(Note("请核对。", author: "核对"), to: CellReference(column: 2, row: 1))
    try book.add(
      CellValidation([cells], .list(["是", "否"]), inputMessage: .init(title: "中督件", text: "请从下拉列表里选。")))
    let picture = try Picture(png, alternativeText: "现场照片")
    try book.add(picture, in: cells)
    try book.beginSheet(SheetSetup(name: "汇总"))
    let names = SheetRange(sheet: "汇总", CellRange("A2:A9") ?? cells)
    let counts = SheetRange(sheet: "汇总", CellRange("B2:B9") ?? cells)
    print(counts)  // '汇总'!$B$2:$B$9
    #expect(counts.description == "'汇总'!$B$2:$B$9")
    let chart = Chart(.column, title: "各类整治措施", series: [.init(name: "家数", categories: names, values: counts)])
    try book.add(chart, over: CellRange("D1:J20") ?? cells)
    let sheets = try Workbook(reading: book.finish().kept(), named: "表.xlsx").sheets
    #expect(sheets[0].pictures.map(cells.contains) == [true])
    #expect(sheets[0].hyperlinks.count == 1 && sheets[0].comments.count == 1 && sheets[0].dataValidations.count == 1)
  }

  @Test func `marks on a sender's own workbook`() throws {
    let original = try MergedTable.bytes(rows: 3)
    let mark = Annotation.Mark(sheet: "附件1", cell: CellReference(column: 7, row: 4), fill: 0xFFC7CE, note: "请从三项中选一项。")
    let marked = try Annotation(marks: [mark], rowLabel: "需修改", author: "核对").applied(to: original)
    print(marked.bytes.count, marked.labelledRows, marked.unplacedMarks.isEmpty)
    #expect(marked.unplacedMarks.isEmpty)
    do throws(AnnotationError) {
      _ = try Annotation(marks: [mark]).applied(to: original)
    } catch {
      print("原表保持不变：", error)
    }
  }
}
