import Foundation
import Project
import Testing

@testable import Spreadsheets

@Suite struct `Marks in a sender's workbook` {
  static let marks = [
    Annotation.Mark(sheet: "附件1", cell: CellReference(column: 7, row: 4), fill: 0xFFC7CE, note: "请从三项中选一项。"),
    Annotation.Mark(
      sheet: "附件1", cell: CellReference(column: 4, row: 4), fill: 0xFFEB9C, note: "案件编号应为 <13> 位 & 不带空格。"),
    Annotation.Mark(sheet: "附件1", cell: CellReference(column: 2, row: 60), fill: 0xFFC7CE),
    Annotation.Mark(sheet: "附件1", cell: CellReference(column: 5, row: 1), fill: 0xFFEB9C, note: "标题"),
    Annotation.Mark(sheet: "没有这张表", cell: CellReference(column: 1, row: 1), fill: 0xFFC7CE),
  ]

  static let summary = Annotation.Summary(
    name: "检查结果", title: "需要修改的地方", remarks: ["点“位置”一栏，即可跳到原表。"],
    columns: [.init("位置", width: 14), .init("问题", width: 40)],
    rows: marks.map { mark in
      .init(["\(mark.sheet)!\(mark.cell)", mark.note ?? "日期"], target: .init(sheet: mark.sheet, mark.cell))
    })

  static let annotation = Annotation(marks: marks, summary: summary, rowLabel: "需修改", author: "一本账")

  @Test func `leave every part as it is when there are none`() throws {
    let original = try MergedTable.bytes()
    let result = try Annotation(marks: []).applied(to: original).kept()
    #expect(try StoredParts(result.bytes) == StoredParts(original))
  }

  @Test func `are the same bytes each time`() throws {
    let original = try MergedTable.bytes()
    #expect(try Self.annotation.applied(to: original).kept() == Self.annotation.applied(to: original).kept())
  }

  @Test func `change only the parts that hold them, the list of sheets and the styles`() throws {
    let original = try MergedTable.bytes()
    let before = try StoredParts(original).parts
    let after = try StoredParts(Self.annotation.applied(to: original).kept().bytes).parts
    #expect(Set(before.keys).isSubset(of: after.keys), "nothing is lost")
    let changed = before.filter { after[$0.key] != $0.value }.keys.sorted()
    #expect(
      changed == [
        "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
        "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml",
      ])
    #expect(Set(after.keys).subtracting(before.keys) == ["xl/worksheets/sheet4.xml"])
  }

  @Test func `for a sheet that is not there are given back`() throws {
    let result = try Self.annotation.applied(to: MergedTable.bytes()).kept()
    #expect(result.unplacedMarks == [Self.marks[4]])
  }

  @Test(arguments: [(0, 1), (1, 0), (16_385, 1), (1, 1_048_577), (-3, .max)])
  func `for a cell that no sheet has are given back`(column: Int, row: Int) throws {
    let mark = Annotation.Mark(sheet: "附件1", cell: CellReference(column: column, row: row), fill: 0xFFC7CE, note: "改")
    let original = try MergedTable.bytes(rows: 2)
    let result = try Annotation(marks: [mark], rowLabel: "需修改").applied(to: original).kept()
    #expect(result.unplacedMarks == [mark])
    #expect(try StoredParts(result.bytes) == StoredParts(original))
  }

  @Test func `in what is no zip, or a zip without a workbook, are refused with the reason`() throws {
    for bytes in [[], Array("序号,企业名称".utf8), Array("PK".utf8)] as [[UInt8]] {
      #expect(throws: AnnotationError.self) { try Self.annotation.applied(to: bytes) }
    }
  }

  @Test(arguments: [1, 2, 3])
  func `in a damaged package never crash`(seed: UInt64) throws {
    let original = try MergedTable.bytes(rows: 5)
    var state = seed
    var refused = 0
    for _ in 0..<200 {
      var bytes = original
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      do {
        let result = try Self.annotation.applied(to: bytes)
        #expect(result.bytes.starts(with: Array("PK".utf8)))
      } catch {
        refused += 1
      }
    }
    #expect(refused > 0, "damage that matters is told of")
  }

  @Test(arguments: [
    "", "<definedNames/>", "<definedNames></definedNames>",
    "<definedNames><definedName name=\"甲\" localSheetId=\"0\">Sheet1!$A$1</definedName></definedNames>",
    "<functionGroups/><externalReferences/><calcPr/>",
  ])
  func `come with a summary that repeats its header in print, whatever names the workbook has`(rest: String) throws {
    var book = SmallWorkbook(rows: "<row r=\"4\"><c r=\"G4\"><v>1</v></c></row>")
    let plain = book["xl/workbook.xml"].replacing("</sheets>", with: "</sheets>\(rest)")
    let prefixed = plain.replacing("<", with: "<x:").replacing("<x:/", with: "</x:").replacing(
      "xmlns=", with: "xmlns:x=")
    for (prefix, text) in [("", plain), ("x:", prefixed)] {
      book["xl/workbook.xml"] = text
      let marked = try Workbook(reading: Self.annotation.applied(to: book.bytes).bytes, named: "表.xlsx")
      #expect(marked.sheets.map(\.name) == ["检查结果", "Sheet1"])
      let titles = DefinedName(name: "_xlnm.Print_Titles", formula: "'检查结果'!$3:$3", sheet: 0)
      let own = rest.contains("甲") ? [DefinedName(name: "甲", formula: "Sheet1!$A$1", sheet: 1)] : []
      #expect(marked.definedNames == [titles] + own)
      let part = try WorkbookEdit(Array(text.utf8), part: "xl/workbook.xml").insertingFirst(
        "首", relationship: "r", titles: "首!$3:$3")
      let changed = String(decoding: part, as: UTF8.self)
      #expect(changed.components(separatedBy: "<\(prefix)definedNames").count == 2, "one list of names")
      #expect(!rest.contains("calcPr") || changed.contains("</\(prefix)definedNames><\(prefix)calcPr/>"))
    }
  }

  @Test(.enabled(if: OutsideReaders.canValidate, "needs ../shared/schemas and a Python with lxml"))
  func `bring no fault by the published schemas`() throws {
    #expect(try OutsideReaders.faults(in: Self.annotation.applied(to: MergedTable.bytes()).kept().bytes) == nil)
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl"))
  func `colour their cells, keep the rest of the style, and speak in notes`() throws {
    let bytes = try Self.annotation.applied(to: MergedTable.bytes()).kept().bytes
    let facts: [(String, String)] = [
      ("book.sheetnames", "['检查结果', '附件1', '汇总', '_Lists']"),
      ("book.active.title, [s.sheet_view.tabSelected for s in book][:2]", "('检查结果', [True, False])"),
      ("[c.value for c in book['检查结果']['A']][:5]", "['需要修改的地方', '点“位置”一栏，即可跳到原表。', '位置', '附件1!G4', '附件1!D4']"),
      ("book['检查结果']['A4'].hyperlink.location", "'附件1'!G4"),
      (
        "[book['附件1'][a].fill.fgColor.rgb for a in ('G4', 'D4', 'B60', 'A1', 'F4')]",
        "['FFFFC7CE', 'FFFFEB9C', 'FFFFC7CE', 'FFFFEB9C', '00000000']"
      ),
      (
        "book['附件1']['D4'].number_format, book['附件1']['D4'].border.left.style, book['附件1']['D4'].alignment.wrap_text",
        "('@', 'thin', True)"
      ),
      ("book['附件1']['A1'].font.name, book['附件1']['A1'].font.sz", "('方正小标宋简体', 20.0)"),
      ("repr(book['附件1']['D4'].comment.text)", "'案件编号应与整治平台一致。\\n请核对后重报。【一本账】\\n需修改\\n案件编号应为 <13> 位 & 不带空格。'"),
      ("repr(book['附件1']['G4'].comment.text), book['附件1']['G4'].comment.author", "(\"'请从三项中选一项。'\", '一本账')"),
      ("book['附件1']['H5'].comment.text, book['附件1']['B60'].comment.text", "('第二处', '需修改')"),
      ("book['检查结果'].print_title_rows", "$3:$3"),
      ("book['附件1'].print_title_rows, book['附件1'].auto_filter.ref", "('$2:$2', 'A2:I42')"),
    ]
    let all = facts.map { "str((\($0.0)))" }.joined(separator: ", ")
    let seen = try OutsideReaders.openpyxl(bytes, prints: "'\\x1f'.join([\(all)])").split(separator: "\u{1F}")
    try #require(seen.count == facts.count)
    for ((expression, expected), seen) in zip(facts, seen) { #expect(seen == expected, "\(expression)") }
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with python-calamine"))
  func `change no other cell`() throws {
    let original = try MergedTable.bytes()
    let bytes = try Self.annotation.applied(to: original).kept().bytes
    let cells = "[book.get_sheet_by_name(n).to_python() for n in ('附件1', '汇总', '_Lists')]"
    // B60 is new: the table grows by empty rows.
    let trimmed = "[[r for r in s if any(v != '' for v in r)] for s in \(cells)]"
    #expect(try OutsideReaders.calamine(bytes, prints: trimmed) == OutsideReaders.calamine(original, prints: trimmed))
  }

  @Test(.enabled(if: OutsideReaders.hasOffice, "needs LibreOffice"))
  func `open in LibreOffice`() throws {
    let sheets = try OutsideReaders.libreOffice(Self.annotation.applied(to: MergedTable.bytes(rows: 2)).kept().bytes)
    #expect(sheets.contains { $0.hasPrefix("需要修改的地方") })
    #expect(sheets.contains { $0.contains("福州市样例1号餐饮店（小小样例店）") })
  }
}

@Suite struct `The label of a faulty row` {
  /// A table that begins in the column given.
  static func table(from column: Int) throws -> [UInt8] {
    var book = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "甲"))
    for row in 1...4 {
      try book.appendRow { (cells) throws(WritingError) in
        try cells.move(toColumn: column)
        try cells.integer(row)
        try cells.text("某店")
      }
    }
    return try book.finish().kept()
  }

  static func annotation(from column: Int) -> Annotation {
    let marks = [2, 4].map {
      Annotation.Mark(sheet: "甲", cell: CellReference(column: column + 1, row: $0), fill: 0xFFC7CE, note: "改")
    }
    return Annotation(marks: marks, rowLabel: "需修改")
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl"))
  func `stands to the left of the table where there is room`() throws {
    let result = try Self.annotation(from: 2).applied(to: Self.table(from: 2)).kept()
    #expect(result.labelledRows == 2)
    #expect(result.rowsWithoutRoom == 0)
    #expect(
      try OutsideReaders.openpyxl(result.bytes, prints: "[c.value for c in book.active['A']]")
        == "[None, '需修改', None, '需修改']")
    #expect(try OutsideReaders.openpyxl(result.bytes, prints: "book.active['C2'].comment.text") == "改")
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl"))
  func `heads the note where there is none`() throws {
    let result = try Self.annotation(from: 1).applied(to: Self.table(from: 1)).kept()
    #expect(result.labelledRows == 0)
    #expect(result.rowsWithoutRoom == 2)
    #expect(try OutsideReaders.openpyxl(result.bytes, prints: "repr(book.active['B2'].comment.text)") == "'需修改\\n改'")
  }
}

extension `The label of a faulty row` {
  /// A table in columns B and C beside which stands a formula.
  static func table(with formula: String, on sheet: String = "甲") throws -> [UInt8] {
    var book = WorkbookWriter()
    try book.beginSheet(SheetSetup(name: "甲"))
    for row in 1...4 {
      try book.appendRow { (cells) throws(WritingError) in
        try cells.move(toColumn: 2)
        try cells.integer(row)
        try cells.text("某店")
        if row == 1, sheet == "甲" { try cells.formula(Formula(formula, cachedResult: .number(0))) }
      }
    }
    if sheet != "甲" {
      try book.beginSheet(SheetSetup(name: sheet))
      try book.appendRow([.formula(Formula(formula, cachedResult: .number(0)))])
    }
    return try book.finish().kept()
  }

  @Test(arguments: [
    ("COUNTA(A1:A9)", "甲", 0), ("A2+A4", "甲", 0), ("SUM($A:$B)", "甲", 0), ("COUNTA(2:3)", "甲", 0),
    ("COUNTA(甲!A4)", "乙", 0), ("COUNTA('甲'!$A$1:$C$4)", "乙", 0), ("COUNTA(INDIRECT(\"A2\"))", "甲", 0),
    ("COUNTA(A1:A9)", "乙", 2), ("SUM(B1:B4)", "甲", 2), ("COUNTIF(B1:B4,\"A2\")", "甲", 2), ("A1+A3", "甲", 2),
    ("LOG10(B1)", "甲", 2),
  ])
  func `is not written where a formula would take it in`(formula: String, on sheet: String, labelled: Int) throws {
    let result = try Self.annotation(from: 2).applied(to: Self.table(with: formula, on: sheet)).kept()
    #expect(result.labelledRows == labelled)
    #expect(result.rowsWithoutRoom == 2 - labelled)
  }
}

extension `The label of a faulty row` {
  @Test(arguments: [
    ("xl/tables/table1.xml", "<table xmlns=\"\(SmallWorkbook.main)\" id=\"1\" ref=\"A1:C4\"/>", 0),
    ("xl/tables/table1.xml", "<table xmlns=\"\(SmallWorkbook.main)\" id=\"1\" ref=\"B1:C4\"/>", 2),
    (
      "xl/pivotCache/pivotCacheDefinition1.xml",
      "<pivotCacheDefinition xmlns=\"\(SmallWorkbook.main)\"><cacheSource type=\"worksheet\"><worksheetSource ref=\"A1:C4\" sheet=\"Sheet1\"/></cacheSource></pivotCacheDefinition>",
      0
    ),
    ("xl/charts/chart1.xml", "<c:chartSpace xmlns:c=\"urn:c\"><c:f>Sheet1!$A$1:$A$4</c:f></c:chartSpace>", 0),
    ("xl/charts/chart1.xml", "<c:chartSpace xmlns:c=\"urn:c\"><c:f>Sheet1!$B$1:$B$4</c:f></c:chartSpace>", 2),
    ("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>", 2),
  ])
  func `is not written where a table, a pivot table or a chart would take it in`(
    part: String, text: String, labelled: Int
  ) throws {
    let rows = (1...4).map { "<row r=\"\($0)\"><c r=\"B\($0)\"><v>1</v></c><c r=\"C\($0)\"><v>2</v></c></row>" }
    var book = SmallWorkbook(rows: rows.joined())
    book[part] = text
    let marks = [2, 4].map { Annotation.Mark(sheet: "Sheet1", cell: CellReference(column: 3, row: $0), fill: 0xFFC7CE) }
    let result = try Annotation(marks: marks, rowLabel: "需修改").applied(to: book.bytes)
    #expect(result.labelledRows == labelled)
    #expect(try StoredParts(result.bytes).parts[part] == StoredParts(book.bytes).parts[part], "as it was")
  }
}

extension `The label of a faulty row` {
  @Test func `is not given to a row whose marks do not ask for it`() throws {
    var annotation = Self.annotation(from: 2)
    annotation.marks[1].labelsRow = false
    let result = try annotation.applied(to: Self.table(from: 2)).kept()
    #expect(result.labelledRows == 1)
    let labels = try Workbook(reading: result.bytes, named: "甲.xlsx").sheets[0].rows.flatMap(\.cells)
      .filter { $0.value == .text("需修改") }
    #expect(labels.map(\.reference) == [CellReference(column: 1, row: 2)])
  }
}

extension `What is no package` {
  @Test func `keeps its links and marks under a name that no sheet may have`() throws {
    let name = "某街道[附件1]：2022年第二季度散乱污企业（场所）排查明细表-最终版"
    var table = Self.workbook
    table.sheets[0].name = name
    let place = CellReference(column: 1, row: 3)
    let summary = Annotation.Summary(
      name: "核对结果", title: "必须改 1 处", columns: [.init("位置", width: 20)],
      rows: [.init(["A3"], target: .init(sheet: name, place))])
    let annotation = Annotation(
      marks: [Annotation.Mark(sheet: name, cell: place, fill: 0xFFC7CE, note: "改")], summary: summary)
    let result = try annotation.applied(to: table).kept()
    #expect(result.unplacedMarks == [])
    let sheets = try Workbook(reading: result.bytes, named: "副本.xlsx").sheets
    #expect(sheets[1].name == SheetName.legal(name))
    #expect(sheets[1].comments == [place: "改"])
    #expect(sheets[0].hyperlinks.values.map { $0 } == ["#'\(SheetName.legal(name))'!A3"])
  }

  @Test func `may hold overlapping merges and errors of its own program`() throws {
    var table = Self.workbook
    table.sheets[0].mergedRanges = [MergedTable.range(1, 1, 2, 2), MergedTable.range(2, 2, 3, 3)]
    table.sheets[0].rows[1].cells[1].value = .error("Err:502")
    let result = try Annotation(marks: []).applied(to: table).kept()
    let sheet = try Workbook(reading: result.bytes, named: "副本.xlsx").sheets[0]
    #expect(sheet.mergedRanges == [MergedTable.range(1, 1, 2, 2)])
    #expect(sheet.rows[1].cells[1].value == .text("Err:502"))
  }
}

@Suite struct `What is no package` {
  static let workbook = Workbook(
    format: .csv,
    sheets: [
      Sheet(
        name: "附件1",
        rows: [
          Row(number: 1, cells: [Cell(CellReference(column: 1, row: 1), .text("案件编号"))]),
          Row(
            number: 3,
            cells: [
              Cell(CellReference(column: 1, row: 3), .text("0350")),
              Cell(CellReference(column: 2, row: 3), .number(2.5)),
            ]),
        ])
    ])

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl"))
  func `is given back as a workbook of its cells with the marks`() throws {
    let mark = Annotation.Mark(sheet: "附件1", cell: CellReference(column: 1, row: 3), fill: 0xFFC7CE, note: "改")
    let result = try Annotation(marks: [mark], summary: `Marks in a sender's workbook`.summary, rowLabel: "需修改")
      .applied(to: Self.workbook).kept()
    #expect(try OutsideReaders.openpyxl(result.bytes, prints: "book.sheetnames") == "['检查结果', '附件1']")
    #expect(
      try OutsideReaders.openpyxl(
        result.bytes, prints: "[[c.value for c in r] for r in book['附件1']], book['附件1']['A3'].fill.fgColor.rgb")
        == "[['案件编号', None], [None, None], ['0350', 2.5]] FFFFC7CE")
    #expect(
      try OutsideReaders.openpyxl(result.bytes, prints: "repr(book['附件1']['A3'].comment.text)") == "'需修改\\n改'")
    if OutsideReaders.canValidate { #expect(try OutsideReaders.faults(in: result.bytes) == nil) }
  }
}
