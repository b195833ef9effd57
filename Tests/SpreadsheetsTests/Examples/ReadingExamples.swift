import Foundation
import Project
import Spreadsheets
import Testing

/// The examples of reading, as they stand in the documentation, compiled and run.
@Suite struct `The examples of reading` {
  private let bytes: [UInt8]

  /// A workbook that has something of everything.
  init() throws {
    var book = WorkbookWriter()
    let date = try book.style(CellStyle(numberFormat: .isoDate))
    var page = PageSetup()
    page.repeatedRows = 1...1
    try book.beginSheet(SheetSetup(name: "附件1", page: page))
    try book.appendRow([.text("排查明细表")])
    try book.merge(CellRange(CellReference(column: 1, row: 1), CellReference(column: 4, row: 1)))
    try book.setPrintArea(CellRange(CellReference(column: 1, row: 1), CellReference(column: 7, row: 5)))
    for number in 2...5 {
      try book.appendRow { (row) throws(WritingError) in
        try row.number(Double(number))
        try row.formula(Formula("A1+1"))
        try row.date(CalendarDay(year: 2022, month: 4, day: 21), date)
        try row.number(10)
      }
    }
    try book.add(Note("请核对。", author: "核对"), to: CellReference(column: 7, row: 5))
    let cells = CellRange(CellReference(column: 7, row: 2), CellReference(column: 7, row: 5))
    try book.add(CellValidation([cells], .list(["是", "否"])))
    try book.beginSheet(SheetSetup(name: "字典", visibility: .hidden))
    bytes = try book.finish().kept()
  }

  @Test func `a whole file, in four lines`() throws {
    let workbook = try Workbook(reading: bytes, named: "报表.xlsx")
    for row in workbook.sheets[0].rows {
      for cell in row.cells { print(cell) }
    }
    #expect(
      workbook.sheets[0].rows.map { $0.cells.map(\.description) }[0...1] == [
        ["A1 排查明细表"], ["A2 2", "B2 ∅", "C2 2022-04-21T00:00:00", "D2 10"],
      ])
  }

  @Test func `what a workbook holds`() throws {
    let workbook = try Workbook(reading: bytes, named: "报表.xlsx")
    for sheet in workbook.sheets where sheet.visibility != .visible { print("隐藏：", sheet.name) }
    let isTextFile = workbook.format == .csv || workbook.format == .tsv
    #expect(!isTextFile)
    let shown = workbook.sheets.filter { $0.visibility == .visible }
    #expect(shown.map(\.name) == ["附件1"])
    let printAreas = workbook.definedNames.filter { $0.name == "_xlnm.Print_Area" }.map(\.formula)
    #expect(printAreas == ["'附件1'!$A$1:$G$5"])
  }

  @Test func `what a sheet holds`() throws {
    let workbook = try Workbook(reading: bytes, named: "报表.xlsx")
    let sheet = workbook.sheets[0]
    let titles = sheet.mergedRanges.filter { $0.first.row == 1 }
    let remark = sheet.comments[CellReference(column: 7, row: 5)]
    #expect(titles.map(\.description) == ["A1:D1"])
    #expect(remark == "请核对。")
    for row in sheet.rows where !row.isHidden { print(row.number, row.cells.count) }
    let lists = sheet.dataValidations.filter { $0.kind == "list" }.compactMap(\.formula1)
    #expect(lists == ["\"是,否\""])
    let row = sheet.rows[1]
    let unfinished = row.cells.filter { $0.hasFormula && $0.value == nil }.map(\.reference)
    #expect(unfinished.map(\.description) == ["B2"])
    let total = row.cells.reduce(0.0) { sum, cell in
      if case .number(let number) = cell.value { sum + number } else { sum }
    }
    #expect(total == 12)
  }

  @Test func `what could not be decoded`() throws {
    let csv = Array("序号,企业名称\n1,".utf8) + [0xFF]
    let workbook = try Workbook(reading: csv, named: "报表.csv")
    let losses = workbook.decodingLosses
    if let first = losses.first.first { print("第", first.line, "行起，共", losses.count, "处无法识别") }
    for loss in losses.first { print("第", loss.line, "行，第", loss.offset, "字节") }
    #expect(losses == DecodingLosses([DecodingLoss(offset: 22, line: 2)]))
  }

  @Test func `a file of any length`() throws {
    try OutsideReaders.withFolder { folder in
      let path = folder.appending(path: "报表.xlsx").path
      try Data(bytes).write(to: URL(filePath: path))
      do {
        let reader = try SpreadsheetReader(path: path)
        var rows = try reader.rows(ofSheet: 0)
        while let row = try rows.next() {
          for cell in row.cells { print(cell) }
        }
      }
      do {
        let reader = try SpreadsheetReader(path: path)
        var rows = try reader.rows(ofSheet: 0)
        while let row = try rows.next() { print(row.number, row.cells.count) }
      }
      let reader = try SpreadsheetReader(path: path)
      do {
        var rows = try reader.rows(ofSheet: 0)
        let header = try rows.next()
        while let row = try rows.next() { print(row.number, row.cells.count) }
        #expect(header?.number == 1)
      }
      do {
        var total = 0.0
        try reader.forEachCell(ofSheet: 0) { cell in
          if let number = cell.number { total += number }
        }
        #expect(total > 40)
      }
      var total = 0.0
      try reader.forEachCell(ofSheet: 0) { cell in
        if cell.reference.column == 4, let number = cell.number { total += number }
      }
      #expect(total == 40)
    }
  }

  @Test func `references, ranges, days, times and texts`() {
    let cell = CellReference("G5") ?? CellReference(column: 7, row: 5)
    let below = CellReference(column: cell.column, row: cell.row + 1)
    print(cell, below, CellReference.letters(ofColumn: 28))  // G5 G6 AB
    #expect("\(cell) \(below) \(CellReference.letters(ofColumn: 28))" == "G5 G6 AB")
    let block = CellRange(CellReference(column: 2, row: 7), CellReference(column: 3, row: 12))
    print(block, block.contains(CellReference(column: 2, row: 9)))  // B7:C12 true
    #expect("\(block)" == "B7:C12" && block.contains(CellReference(column: 2, row: 9)))
    #expect(CellRange(block.last, block.first) == block, "whichever corners they are")
    let day = CalendarDay(year: 2022, month: 4, day: 21)
    print(day, day < CalendarDay(year: 2022, month: 5, day: 1))  // 2022-04-21 true
    #expect("\(day)" == "2022-04-21")
    let noon = TimeOfDay(hour: 12, minute: 0)
    print(noon)  // 12:00:00
    #expect("\(noon)" == "12:00:00")
    let deadline = DateTime(day: CalendarDay(year: 2022, month: 4, day: 22), time: TimeOfDay(hour: 12, minute: 0))
    print(deadline)  // 2022-04-22T12:00:00
    #expect("\(deadline)" == "2022-04-22T12:00:00")
    let text: Text = "鼓东街道"
    print(text.utf8.count, text.string.hasSuffix("街道"))  // 12 true
    #expect(text.utf8.count == 12)
  }

  @Test func `refusals and limits`() throws {
    do {
      let bytes = Array("<html></html>".utf8)
      do throws(SpreadsheetError) {
        _ = try Workbook(reading: bytes, named: "报表.xlsx")
      } catch {
        print(error.cause, error.part ?? "", error.detail)
      }
      do throws(SpreadsheetError) {
        _ = try Workbook(reading: bytes, named: "报表.xlsx")
      } catch {
        if case .unsupported(.encryptedWorkbook) = error.cause { print("请去掉打开密码再发。") }
        #expect(error.cause == .unsupported(.html))
      }
    }
    var limits = Limits()
    limits.cells = 100_000
    let workbook = try Workbook(reading: bytes, named: "a.xlsx", limits: limits)
    #expect(workbook.sheets.count == 2)
  }
}
