import Foundation
import Project
import Spreadsheets
import Testing

@Suite struct `A merged table` {
  @Test(arguments: CompressionLevel.allCases)
  func `is the same bytes each time`(level: CompressionLevel) throws {
    #expect(try MergedTable.bytes(compression: level) == MergedTable.bytes(compression: level))
  }

  @Test(arguments: CompressionLevel.allCases)
  func `reads back whole where it is longer than any window`(level: CompressionLevel) throws {
    let sheets = try Workbook(reading: MergedTable.bytes(rows: 3_000, compression: level), named: "表.xlsx").sheets
    let expected = try Workbook(reading: MergedTable.bytes(rows: 3_000), named: "表.xlsx").sheets
    #expect(sheets.map(\.rows) == expected.map(\.rows))
    #expect(sheets[0].rows.count == 3_002)
  }

  @Test func `is the same bytes in a file`() throws {
    try OutsideReaders.withFolder { folder in
      let path = folder.appending(path: "表.xlsx").path
      var book = try WorkbookWriter(path: path)
      try book.beginSheet(SheetSetup(name: "甲"))
      try book.appendRow([.text("一"), .number(1)])
      #expect(!FileManager.default.fileExists(atPath: path), "no half-written file has the name")
      #expect(try book.finish() == [])

      var memory = WorkbookWriter()
      try memory.beginSheet(SheetSetup(name: "甲"))
      try memory.appendRow([.text("一"), .number(1)])
      #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == memory.finish())
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["表.xlsx"])
    }
  }

  @Test func `left unfinished leaves no file`() throws {
    try OutsideReaders.withFolder { folder in
      do {
        var book = try WorkbookWriter(path: folder.appending(path: "表.xlsx").path)
        try book.beginSheet(SheetSetup(name: "甲"))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
  }

  @Test(.enabled(if: OutsideReaders.canValidate, "needs ../shared/schemas and a Python with lxml"))
  func `has no fault by the published schemas`() throws {
    for compression in CompressionLevel.allCases {
      #expect(try OutsideReaders.faults(in: MergedTable.bytes(compression: compression)) == nil)
    }
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl and python-calamine"))
  func `holds for other readers what was written`() throws {
    let bytes = try MergedTable.bytes(rows: 3)
    let row = "['1', '2022-05-02', '南街街道', '03501', '福州市样例1号餐饮店（小小样例店）', '属地摸排', '整合搬迁', "
    let state = "'已整改：安装隔油池，安装沉淀池 & 更换油烟净化器，封堵暗管<两处>，完善危废台账，第1户。', '平台']"
    let seen = try OutsideReaders.openpyxl(
      bytes, prints: "[str(c.value)[:10] if c.is_date else str(c.value) for c in book.worksheets[0][3]]")
    #expect(seen == row + state)
    let calamine = try OutsideReaders.calamine(
      bytes,
      prints: "[str(v) if not isinstance(v, float) else str(int(v)) for v in book.get_sheet_by_index(0).to_python()[2]]"
    )
    #expect(calamine == row + state)
    #expect(
      try OutsideReaders.calamine(bytes, prints: "book.get_sheet_by_name('汇总').to_python()[1]")
        == "['升级改造', 1.0, 0.3333333333333333, True]")
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl"))
  func `keeps its looks, panes and print set-up for openpyxl`() throws {
    let bytes = try MergedTable.bytes(rows: 3)
    let facts: [(String, String)] = [
      ("book.sheetnames", "['附件1', '汇总', '_Lists']"),
      ("[s.sheet_state for s in book]", "['visible', 'visible', 'hidden']"),
      (
        "book.properties.title, book.properties.creator, book.properties.created",
        "('排查明细表', '一本账', datetime.datetime(2022, 6, 17, 2, 0))"
      ),
      ("book.worksheets[0].merged_cells.ranges", "{<MergedCellRange A1:I1>}"),
      ("book.worksheets[0].freeze_panes", "B3"),
      ("book.worksheets[0].auto_filter.ref", "A2:I5"),
      ("book.worksheets[0].print_area", "'附件1'!$A$1:$I$5"),
      ("book.worksheets[0].print_title_rows", "$2:$2"),
      ("book.worksheets[0].page_setup.orientation, book.worksheets[0].page_setup.paperSize", "('landscape', 9)"),
      ("book.worksheets[0].page_setup.fitToWidth, book.worksheets[0].page_setup.fitToHeight", "(1, 0)"),
      ("book.worksheets[0].oddFooter.center.text", "第 &P 页，共 &N 页"),
      (
        "book.worksheets[0]['A2'].font.name, book.worksheets[0]['A2'].font.b, book.worksheets[0]['A2'].font.charset",
        "('黑体', True, 134)"
      ),
      ("book.worksheets[0]['A2'].fill.fgColor.rgb, book.worksheets[0]['A2'].border.left.style", "('FFD9E1F2', 'thin')"),
      ("book.worksheets[0]['D3'].number_format, book.worksheets[0]['B3'].number_format", "('@', 'yyyy-mm-dd')"),
      ("book.worksheets[0]['H3'].alignment.wrap_text, book.worksheets[0]['H3'].alignment.vertical", "(True, 'center')"),
      ("book.worksheets[0].row_dimensions[1].height, book.worksheets[0].column_dimensions['A'].width", "(42.0, 6.625)"),
      (
        "book.worksheets[0]['I3'].hyperlink.target, book.worksheets[0]['I3'].hyperlink.tooltip",
        "('https://example.com/平台?a=1&b=2', '整治平台')"
      ),
      ("book.worksheets[0]['E3'].hyperlink.location", "'汇总'!A1"),
      ("repr(book.worksheets[0]['D4'].comment.text)", "'案件编号应与整治平台一致。\\n请核对后重报。'"),
      ("book.worksheets[0]['D4'].comment.author", "一本账"),
      (
        "[(v.type, v.formula1, str(v.sqref)) for v in book.worksheets[0].data_validations.dataValidation][:3]",
        "[('list', '\"升级改造,整合搬迁,关停取缔\"', 'G3:G5'), ('list', '\"信访投诉,属地摸排,电力数据筛查,部门督导,其他\"', 'F3:F5'), ('list', '_List1', 'I3:I5')]"
      ),
      (
        "[(v.formula1, v.formula2) for v in book.worksheets[0].data_validations.dataValidation][3]",
        "('44562', '44926')"
      ),
      ("book.worksheets[0].data_validations.dataValidation[0].prompt", "请从三项中选一项（注意事项第8条）。"),
      ("book.defined_names['案件编号'].attr_text", "'附件1'!$D$3:$D$5"),
      ("book.defined_names['_List1'].attr_text", "'_Lists'!$A$1:$A$60"),
      ("book['汇总'].protection.sheet, book.worksheets[0].protection.sheet", "(True, False)"),
      ("book['汇总']['B2'].value", "=COUNTIF('附件1'!$G$3:$G$5,A2)"),
      ("len(book['汇总']._charts), len(book.worksheets[0].conditional_formatting)", "(4, 4)"),
      ("repr(book.worksheets[0]['I4'].value)[:40]", "CellRichText(['二次', TextBlock text=复查, f"),
    ]
    let all = facts.map { "str((\($0.0)))" }.joined(separator: ", ")
    let seen = try OutsideReaders.openpyxl(bytes, prints: "'\\n'.join([\(all)])").split(separator: "\n")
    try #require(seen.count == facts.count)
    for ((expression, expected), seen) in zip(facts, seen) { #expect(seen == expected, "\(expression)") }
  }

  @Test(.enabled(if: OutsideReaders.hasOffice, "needs LibreOffice"))
  func `opens in LibreOffice with the same cells`() throws {
    let sheets = try OutsideReaders.libreOffice(MergedTable.bytes(rows: 2))
    let table = try #require(sheets.first { $0.contains("案件编号") }).split(separator: "\n")
    #expect(table[2].hasPrefix("1,2022-05-02,南街街道,03501,福州市样例1号餐饮店（小小样例店）,属地摸排,整合搬迁,"))
    let summary = try #require(sheets.first { $0.contains("家数") }).split(separator: "\n")
    #expect(summary[1] == "升级改造,0,0,TRUE")
    #expect(summary[2] == "整合搬迁,1,0.5,FALSE")
  }
}
