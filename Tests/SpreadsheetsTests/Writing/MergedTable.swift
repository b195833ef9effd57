import Project
import Spreadsheets

/// A table as a district merges it, with everything such a table needs: what the other tests look at.
enum MergedTable {
  static let headers = ["序号", "报送日期", "街道（镇）、管委会", "案件编号", "企业名称", "线索来源", "整治措施", "整改情况", "备注"]
  static let widths = [6.0, 12, 14, 20, 30, 12, 12, 36, 12]
  static let measures = ["升级改造", "整合搬迁", "关停取缔"]
  static let clues = ["信访投诉", "属地摸排", "电力数据筛查", "部门督导", "其他"]
  static let longList = (1...60).map { "第\($0)网格，东一路" }

  static let properties = DocumentProperties(
    title: "排查明细表", creator: "一本账",
    created: DateTime(day: CalendarDay(year: 2022, month: 6, day: 17), time: TimeOfDay(hour: 2, minute: 0)))

  static func bytes(rows: Int = 40, compression: CompressionLevel = .fast) throws -> [UInt8] {
    var book = WorkbookWriter(properties: properties, compression: compression)
    try writeTable(rows: rows, into: &book)
    try writeSummary(rows: rows, into: &book)
    return try book.finish().kept()
  }

  private static func writeTable(rows: Int, into book: inout WorkbookWriter) throws(WritingError) {
    let title = try book.style(
      CellStyle(font: Font("方正小标宋简体", size: 20), alignment: Alignment(horizontal: .center, vertical: .center)))
    let header = try book.style(
      CellStyle(font: Font("黑体", isBold: true), fill: 0xD9E1F2, border: .box(.thin), alignment: .centered))
    let body = CellStyle(border: .box(.thin), alignment: Alignment(vertical: .center, wrapsText: true))
    let text = try book.style(body)
    var centered = body
    centered.alignment.horizontal = .center
    let number = try book.style(centered)
    centered.numberFormat = .isoDate
    let date = try book.style(centered)
    var code = body
    code.numberFormat = .text
    let caseNumber = try book.style(code)
    var linked = body
    linked.font = Font(underline: .single, color: .link)
    let link = try book.style(linked)

    let page = PageSetup(
      paper: .a4, orientation: .landscape, scale: .fitToWidth, margins: .centimetres(1.5), centersHorizontally: true,
      footer: PageSetup.chinesePageNumbers, repeatedRows: 2...2)
    try book.beginSheet(
      SheetSetup(
        name: "附件1", columns: ColumnSetup.widths(widths), frozenRows: 2, frozenColumns: 1, page: page))
    let last = CellReference(column: headers.count, row: 1)
    try book.appendRow(height: 42) { (row) throws(WritingError) in
      try row.text("鼓楼区散乱污企业（场所）排查明细表", title)
      try row.blanks(headers.count - 1, title)
    }
    try book.merge(CellRange(CellReference(column: 1, row: 1), last))
    try book.appendRow(height: 32) { (row) throws(WritingError) in
      for name in headers { try row.text(name, header) }
    }

    let measure = TextMeasurement(lineSpacing: 1.5)
    for index in 1...rows {
      let firm = "福州市样例\(index)号餐饮店（小小样例店）"
      let state = index % 3 == 0 ? "整改中" : "已整改：安装隔油池，安装沉淀池 & 更换油烟净化器，封堵暗管<两处>，完善危废台账，第\(index)户。"
      let height = max(
        20, measure.rowHeight(of: state, columnWidth: 36), measure.rowHeight(of: firm, columnWidth: 30))
      try book.appendRow(height: height) { (row) throws(WritingError) in
        try row.integer(index, number)
        try row.date(CalendarDay(year: 2022, month: 4 + index % 3, day: 1 + index % 28), date)
        try row.text(["东街街道", "南街街道", "温泉街道"][index % 3], text)
        try row.text("0350\(index)", caseNumber)
        try row.text(firm, text)
        try row.text(clues[index % clues.count], text)
        try row.text(measures[index % measures.count], text)
        try row.text(state, text)
        if index == 1 {
          try row.text("平台", link)
        } else if index == 2 {
          try row.richText(
            StyledText([.init("二次"), .init("复查", font: Font("黑体", isBold: true, color: .red))]), text)
        } else {
          try row.blank(text)
        }
      }
    }
    let lastRow = book.lastRow
    try book.setAutoFilter(range(1, 2, headers.count, lastRow))
    try book.setPrintArea(range(1, 1, headers.count, lastRow))
    try addChecks(lastRow: lastRow, to: &book)
  }

  private static func addChecks(lastRow: Int, to book: inout WorkbookWriter) throws(WritingError) {
    try book.add(
      CellValidation(
        [range(7, 3, 7, lastRow)], .list(measures),
        inputMessage: .init(title: "整治措施", text: "请从三项中选一项（注意事项第8条）。"),
        errorMessage: .init(title: "请重新选择", text: "只能填：升级改造、整合搬迁、关停取缔。")))
    try book.add(CellValidation([range(6, 3, 6, lastRow)], .list(clues)))
    try book.add(CellValidation([range(9, 3, 9, lastRow)], .list(longList), strictness: .warning))
    try book.add(
      CellValidation(
        [range(2, 3, 2, lastRow)],
        .date(.between(CalendarDay(year: 2022, month: 1, day: 1), CalendarDay(year: 2022, month: 12, day: 31)))))
    try book.link(
      CellReference(column: 9, row: 3), Hyperlink(.external("https://example.com/平台?a=1&b=2"), tooltip: "整治平台"))
    try book.link(
      CellReference(column: 5, row: 3),
      Hyperlink(.cells(sheet: "汇总", CellRange(CellReference(column: 1, row: 1), CellReference(column: 1, row: 1)))))
    try book.add(Note("案件编号应与整治平台一致。\n请核对后重报。", author: "一本账"), to: CellReference(column: 4, row: 4))
    try book.add(Note("第二处", author: "一本账"), to: CellReference(column: 8, row: 5))
    try book.define("案件编号", formula: SheetRange(sheet: "附件1", range(4, 3, 4, lastRow)).description)
    try book.add(
      ConditionalFormat(
        [range(7, 3, 7, lastRow)], .cellValue(.greater(1)), style: .init(fill: 0xFFC7CE)))
    try book.add(
      ConditionalFormat(
        [range(1, 3, 9, lastRow)], .formula("$G3=\"关停取缔\""), style: .init(fontColor: 0x9C0006, isBold: true)))
    try book.add(ConditionalFormat([range(8, 3, 8, lastRow)], .containsText("整改中"), style: .init(fill: 0xFFEB9C)))
    try book.add(ConditionalFormat([range(4, 3, 4, lastRow)], .duplicateValues, style: .init(fill: 0xF4B084)))
  }

  private static func writeSummary(rows: Int, into book: inout WorkbookWriter) throws(WritingError) {
    let header = try book.style(CellStyle(font: Font("黑体"), fill: 0xE2EFDA, border: .box(.thin), alignment: .centered))
    let cell = try book.style(CellStyle(border: .box(.thin), alignment: Alignment(horizontal: .center)))
    try book.beginSheet(
      SheetSetup(
        name: "汇总", tabColor: 0x548235, columns: [ColumnSetup(1...4, width: 14)], protection: SheetProtection()))
    try book.appendRow([.text("整治措施"), .text("家数"), .text("占比"), .text("已办结")], header)
    for (index, name) in measures.enumerated() {
      let count = (1...rows).count { $0 % measures.count == index }
      try book.appendRow(
        [
          .text(name),
          .formula(Formula("COUNTIF('附件1'!$G$3:$G$\(rows + 2),A\(index + 2))", cachedResult: .number(Double(count)))),
          .formula(Formula("B\(index + 2)/SUM(B$2:B$4)", cachedResult: .number(Double(count) / Double(rows)))),
          .boolean(index == 0),
        ], cell)
    }
    let names = SheetRange(sheet: "汇总", range(1, 2, 1, 4))
    let values = SheetRange(sheet: "汇总", range(2, 2, 2, 4))
    let series = Chart.Series(name: "家数", categories: names, values: values)
    try book.add(Chart(.column, title: "各类整治措施", series: [series], showsDataLabels: true), over: range(1, 6, 4, 20))
    try book.add(
      Chart(.pie, title: "占比", series: [series], legend: .right, showsDataLabels: true), over: range(6, 6, 11, 20))
    try book.add(
      Chart(.line, title: "走势", series: [series, series], categoryAxisTitle: "措施", valueAxisTitle: "家"),
      over: range(1, 22, 4, 36))
    try book.add(Chart(.stackedColumn, title: "堆积", series: [series, series]), over: range(6, 22, 11, 36))
  }

  static func range(_ left: Int, _ top: Int, _ right: Int, _ bottom: Int) -> CellRange {
    CellRange(CellReference(column: left, row: top), CellReference(column: right, row: bottom))
  }
}
