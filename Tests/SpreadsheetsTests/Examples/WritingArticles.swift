import Foundation
import Project
import Spreadsheets
import Testing

/// The examples of `Writing.md` and `Annotating.md`, as they stand there, compiled and run.
@Suite struct `The articles on writing and marking` {
  static func table() throws -> [UInt8] {
    var book = WorkbookWriter(properties: DocumentProperties(title: "排查明细表"))
    let header = try book.style(CellStyle(font: Font("黑体"), fill: 0xD9E1F2, border: .box(.thin), alignment: .centered))
    let cell = try book.style(CellStyle(border: .box(.thin), numberFormat: .text))
    try book.beginSheet(SheetSetup(name: "附件1", columns: ColumnSetup.widths([6, 20, 30]), frozenRows: 1))
    try book.appendRow([.text("序号"), .text("案件编号"), .text("企业名称")], header, height: 30)
    try book.appendRow([.number(1), .text("0350"), .text("=某店")], cell)
    let bytes = try book.finish()
    return bytes
  }

  @Test func `write a table whose text stays text`() throws {
    let sheet = try Workbook(reading: Self.table(), named: "表.xlsx").sheets[0]
    #expect(sheet.rows[1].cells.map(\.value) == [.number(1), .text("0350"), .text("=某店")])
  }

  @Test func `write cells as they come, rows that fit their text, and what belongs to a sheet`() throws {
    var book = WorkbookWriter()
    let wrapped = try book.style(CellStyle(alignment: Alignment(wrapsText: true)))
    try book.beginSheet(SheetSetup(name: "汇总", columns: ColumnSetup.widths([30])))
    let date = try book.style(CellStyle(numberFormat: .isoDate))
    try book.appendRow { (row) throws(WritingError) in
      try row.text("报送日期")
      try row.date(CalendarDay(year: 2022, month: 4, day: 21), date)
      try row.formula(Formula("SUM(A1:A9)", cachedResult: .number(45)))
    }
    let text = "已整改：安装隔油池、沉淀池，更换油烟净化器，封堵暗管，完善危废台账。"
    let height = TextMeasurement(fontSize: 11).rowHeight(of: text, columnWidth: 30)
    try book.appendRow([.text(text)], wrapped, height: height)
    #expect(height > 45, "three lines")
    let names = SheetRange(sheet: "汇总", CellRange(CellReference(column: 1, row: 2), CellReference(column: 1, row: 4)))
    let counts = SheetRange(sheet: "汇总", CellRange(CellReference(column: 2, row: 2), CellReference(column: 2, row: 4)))
    let chart = Chart(.column, title: "各类整治措施", series: [.init(name: "家数", categories: names, values: counts)])
    try book.add(chart, over: CellRange(CellReference(column: 4, row: 1), CellReference(column: 10, row: 20)))
    let page = PageSetup(
      orientation: .landscape, scale: .fitToWidth, footer: PageSetup.chinesePageNumbers, repeatedRows: 1...1)
    try book.beginSheet(SheetSetup(name: "填报", page: page))
    let cells = CellRange(CellReference(column: 2, row: 2), CellReference(column: 2, row: 40))
    try book.add(
      CellValidation([cells], .list(["是", "否"]), inputMessage: .init(title: "中督件", text: "请从下拉列表里选。")))
    try book.add(Note("请核对。", author: "核对"), to: cells.first)
    try book.link(cells.last, Hyperlink(.external("https://example.com/通知")))
    let bytes = try book.finish()

    let sheets = try Workbook(reading: bytes, named: "表.xlsx").sheets
    #expect(sheets[1].dataValidations.map(\.kind) == ["list"])
    #expect(sheets[1].comments == [cells.first: "请核对。"])
    #expect(sheets[1].hyperlinks == [cells.last: "https://example.com/通知"])
    if OutsideReaders.canValidate { #expect(try OutsideReaders.faults(in: bytes) == nil) }
  }

  @Test func `write a workbook of any length to disk`() throws {
    try OutsideReaders.withFolder { folder in
      let path = folder.appending(path: "表.xlsx").path
      var large = try WorkbookWriter(path: path, compression: .compact)
      try large.beginSheet(SheetSetup(name: "明细"))
      for number in 1...100_000 { try large.appendRow([.number(Double(number)), .text("第\(number)户")]) }
      try large.finish()
      let reader = try SpreadsheetReader(path: path)
      var rows = try reader.rows(ofSheet: 0)
      var count = 0
      while try rows.next() != nil { count += 1 }
      #expect(count == 100_000)
    }
  }

  @Test func `mark a workbook, and a table that is none`() throws {
    let original = try MergedTable.bytes(rows: 3)
    let csv = Array("序号,企业名称\n1,某店\n".utf8)
    try OutsideReaders.withFolder { folder in
      let file = folder.appending(path: "标注.xlsx")
      let place = CellReference(column: 7, row: 4)
      let annotation = Annotation(
        marks: [Annotation.Mark(sheet: "附件1", cell: place, fill: 0xFFC7CE, note: "请从三项中选一项。")],
        summary: Annotation.Summary(
          name: "核对结果", title: "必须改 1 处", columns: [.init("位置", width: 14), .init("说明", width: 40)],
          rows: [.init(["附件1!G4", "请从三项中选一项。"], target: .init(sheet: "附件1", place))]),
        rowLabel: "需修改", author: "核对")
      let marked = try annotation.applied(to: original)
      try Data(marked.bytes).write(to: file)
      #expect(try Workbook(reading: marked.bytes, named: "标注.xlsx").sheets[1].comments[place]?.contains("三项") == true)
      let table = try Workbook(reading: csv, named: "附件1.csv")
      let fresh = try annotation.applied(to: table)
      #expect(try Workbook(reading: fresh.bytes, named: "标注.xlsx").sheets.map(\.name) == ["核对结果", "附件1"])
    }
  }
}
