import Foundation
import Project
import Spreadsheets
import Testing

@testable import Checking
@testable import Office

@Suite struct `A blank form` {
  let notice: Notice

  init() throws { notice = try Project.notice() }

  private func sheet(_ form: BlankForm) throws -> Sheet {
    try #require(try Workbook(reading: form.bytes.kept(), named: form.fileName).sheets.first)
  }

  private func texts(_ sheet: Sheet) -> [[String]] {
    sheet.rows.map { row in
      row.cells.compactMap { cell -> String? in
        if case .text(let text)? = cell.value { text.string } else { nil }
      }
    }
  }

  /// A blank form with these texts in its first blank row, checked as if it came back.
  private func check(
    _ blank: BlankForm, typing texts: [String], receivedAt: String
  ) throws -> [Verdict] {
    var workbook = try Workbook(reading: blank.bytes.kept(), named: blank.fileName)
    let header = try #require(
      workbook.sheets[0].rows.firstIndex { row in row.cells.count == texts.count }, "no row as long as the header")
    let first = try #require(workbook.sheets[0].rows[header...].firstIndex { $0.cells.first?.value == .number(1) })
    let number = workbook.sheets[0].rows[first].number
    workbook.sheets[0].rows[first].cells = texts.enumerated().compactMap { index, text in
      text.isEmpty ? nil : Cell(CellReference(column: index + 1, row: number), .text(Text(text)))
    }
    let receipt = Receipt(at: receivedAt, source: .option)
    let submission = Submission(name: "附件.xlsx", bytes: blank.bytes)
    let verdict = Verdict(blank: submission, receipt: receipt, notice: notice, tool: "ybz test")
    return Checking.check(workbook, verdict, receipt: receipt, notice: notice)
  }

  @Test func `has the notice's title, columns, prompts and notes word for word`() throws {
    for form in notice.forms {
      let rows = texts(try sheet(BlankForm(form, notice: notice)))
      #expect(rows[0] == [form.title])
      #expect(rows[1] == [form.dateLine])
      #expect(rows[2] == form.columns.map(\.header))
      if form.hasPrompts { #expect(rows[3] == form.columns.compactMap(\.prompt)) }
      #expect(rows.suffix(form.notes.count + 1).flatMap { $0 } == [form.notesHeading] + form.notes)
    }
  }

  @Test func `filled in as its examples say is accepted`() throws {
    for form in notice.forms {
      let moment = form.period == .week ? "2022-04-29T09:00:00+08:00" : "2022-09-16T09:00:00+08:00"
      let blank = try BlankForm(form, period: Period("2022Q3"), notice: notice)
      let verdicts = try check(blank, typing: form.columns.map(\.example), receivedAt: moment)
      #expect(verdicts.map(\.form) == [form.id])
      #expect(verdicts.map(\.unit?.id) == ["gudong"])
      #expect(verdicts.map(\.period) == [form.period == .week ? "2022-W17" : "2022Q3"])
      #expect(verdicts.allSatisfy { [.accepted, .nil].contains($0.verdict) }, "\(verdicts.map(\.findings))")
      #expect(verdicts.flatMap(\.findings).filter { $0.severity == .error } == [])
    }
  }

  @Test func `left empty is recognised, and told to hold nothing`() throws {
    for form in notice.forms {
      let blank = try BlankForm(form, notice: notice)
      let submission = Submission(name: blank.fileName, bytes: blank.bytes)
      let verdicts = Checking.check(submission, receipt: nil, notice: notice, tool: "ybz test")
      #expect(verdicts.map(\.form) == [form.id])
      #expect(verdicts.map(\.verdict) == [.returned])
      #expect(verdicts.flatMap(\.findings).map(\.rule) == ["no-rows"])
    }
  }

  @Test func `for a unit and a quarter has them filled in`() throws {
    let unit = try #require(notice.unit("wufeng"))
    let period = try #require(Period("2022Q3"))
    for form in notice.forms {
      let blank = try BlankForm(form, unit: unit, period: period, notice: notice)
      #expect(blank.fileName.contains(unit.name))
      let rows = texts(try sheet(blank))
      #expect(rows[0] == [form.title.replacing("__", with: "三")])
      let filled = form.columns.filter { $0.role == .submitter || $0.sameAs == "unit" }
      #expect(rows.filter { $0 == filled.map { _ in unit.name } }.count == (form.rows == .units ? 1 : 20))
      let submission = Submission(name: blank.fileName, bytes: blank.bytes)
      let verdict = try #require(Checking.check(submission, receipt: nil, notice: notice, tool: "ybz test").first)
      #expect(verdict.unit?.id == unit.id)
    }
  }

  @Test func `offers each one-choice vocabulary and the units as a list, and dates only in the date column`() throws {
    let form = try #require(notice.form("attachment1"))
    let validations = try sheet(BlankForm(form, notice: notice)).dataValidations
    func of(_ key: String) throws -> DataValidation {
      let column = try #require(form.columns.firstIndex { $0.key == key }) + 1
      return try #require(validations.first { $0.ranges.contains { $0.first.column == column } }, "\(key)")
    }
    for (key, list) in [
      ("clueSource", "信访投诉,属地摸排,电力数据筛查,部门督导,其他"), ("remedy", "升级改造,整合搬迁,关停取缔"), ("centralInspection", "是,否"),
      ("unit", notice.units.map(\.name).joined(separator: ",")),
    ] {
      #expect(try of(key).kind == "list")
      #expect(try of(key).formula1 == "\"\(list)\"")
      #expect(try of(key).ranges.map { $0.first.row...$0.last.row } == [4...23])
    }
    #expect(try of("reportedOn").kind == "date")
  }

  /// A notice with more units than a drop-down's own rule can hold.
  @Test func `keeps a long list on a hidden sheet, which no check takes for a form`() throws {
    var files = try Project.noticeFiles()
    let header = try #require(files["units.csv"].map { String(decoding: $0, as: UTF8.self) }).prefix { !$0.isNewline }
    let order = header.split(separator: ",")
    // One unit is named by the notice's cross checks.
    let rows = (1...80).map { number in
      order.map {
        $0 == "id" ? (number == 80 ? "rjy" : "x\(number)") : $0 == "name" ? "第\(number)样例街道" : $0 == "kind" ? "街道" : ""
      }
      .joined(separator: ",")
    }
    files["units.csv"] = Array(([String(header)] + rows).joined(separator: "\n").utf8)
    let notice = try Notice(files: files)
    let form = try #require(notice.form("attachment1"))
    let blank = try BlankForm(form, notice: notice)
    let sheets = try Workbook(reading: blank.bytes.kept(), named: blank.fileName).sheets
    #expect(sheets.map(\.visibility) == [.visible, .hidden])
    #expect(sheets[1].rows.count == 80)
    let submission = Submission(name: blank.fileName, bytes: blank.bytes)
    let verdicts = Checking.check(submission, receipt: nil, notice: notice, tool: "ybz test")
    #expect(verdicts.flatMap(\.findings).map(\.rule) == ["no-rows"])
    if OutsideReaders.canValidate { #expect(try OutsideReaders.faults(in: blank.bytes) == nil) }
    if OutsideReaders.hasPython {
      let list = "[v.formula1 for v in book.worksheets[0].data_validations.dataValidation if v.type == 'list'][0]"
      #expect(try OutsideReaders.openpyxl(blank.bytes, prints: list) == "_List1")
      #expect(
        try OutsideReaders.openpyxl(blank.bytes, prints: "book.defined_names['_List1'].value") == "'_Lists'!$A$1:$A$80")
    }
  }

  @Test func `is the same bytes each time`() throws {
    let unit = notice.units.first
    let forms = try (0..<2).map { _ in try BlankForm.all(of: notice, unit: unit, period: Period("2022Q3")).map(\.bytes)
    }
    #expect(forms[0] == forms[1])
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl"))
  func `speaks of each column with its clause, and is set up to be filled in and printed`() throws {
    let form = try #require(notice.form("attachment1"))
    let bytes = try BlankForm(form, notice: notice).bytes.kept()
    let validations = "{str(v.sqref).split(':')[0]: v for v in book.active.data_validations.dataValidation}"
    let facts: [(String, String)] = [
      ("book.active.freeze_panes, book.active.print_title_rows", "('A4', '$3:$3')"),
      ("book.active.page_setup.orientation, book.active.page_setup.fitToHeight", "('landscape', 0)"),
      ("book.active['D4'].number_format, book.active['B4'].number_format", "('@', 'yyyy-mm-dd')"),
      ("\(validations)['G4'].promptTitle", "线索来源"),
      ("\(validations)['G4'].prompt.splitlines()[-1]", "依据：附件1 注意事项4"),
      ("\(validations)['G4'].prompt.splitlines()[0]", "线索来源：填写 信访投诉 / 属地摸排 / 电力数据筛查 / 部门督导 / 其他；"),
      ("\(validations)['M4'].prompt.splitlines()[0]", "请从下拉列表里选：是 / 否。"),
      ("\(validations)['G4'].showErrorMessage, \(validations)['H4'].showErrorMessage", "(True, False)"),
      ("\(validations)['B4'].operator", "greaterThanOrEqual"),
    ]
    for (expression, expected) in facts {
      #expect(try OutsideReaders.openpyxl(bytes, prints: "str((\(expression)))") == expected, "\(expression)")
    }
  }

  @Test(.enabled(if: OutsideReaders.canValidate, "needs ../shared/schemas and a Python with lxml"))
  func `has no fault by the published schemas`() throws {
    for form in try BlankForm.all(of: notice, unit: notice.units.last, period: Period("2022Q4")) {
      #expect(try OutsideReaders.faults(in: form.bytes) == nil)
    }
  }

  @Test(.enabled(if: OutsideReaders.hasOffice, "needs LibreOffice"))
  func `opens in LibreOffice with the notice's words`() throws {
    for form in notice.forms {
      let sheets = try OutsideReaders.libreOffice(BlankForm(form, notice: notice).bytes)
      #expect(sheets.count == 1)
      for note in form.notes { #expect(sheets[0].contains(note)) }
    }
  }
}
