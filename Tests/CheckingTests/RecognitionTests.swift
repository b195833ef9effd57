import Project
import Spreadsheets
import Testing

@testable import Checking

@Suite struct `Finding the form in what people send` {
  let drawn: Drawn

  init() throws { drawn = try Drawn() }

  @Test func `headers are found with spaces, line breaks, other widths, other order and extra columns`() throws {
    let verdict = try drawn.only(
      drawn.verdicts(
        Sheet(
          drawn: """
            附件1
            鼓楼区散乱污企业（场所）排查明细表
            填报单位（盖章）：鼓东街道 | . | 填报日期： 6月 15日

            序 号|街道(镇)、管委会|报送⏎日期|案件⏎编号|企业名称（店招名称）|网格员|详细地址|线索来源|存在问题类型|主办单位|配套办法|整治措施|整改情况|中督件|备注
            1|鼓东街道|6月15日|A1|样例店|张三|样例路1号|属地摸排|违法用地|鼓东街道|.|升级改造|整改中|否|.
            """)))
    #expect(verdict.verdict == .accepted)
    #expect(
      verdict.header.map(\.match.rawValue).joined(separator: " ").hasPrefix(
        "normalised normalised normalised normalised alias alias exact"))
    #expect(verdict.findings.filter { $0.rule == "header-column-unknown" }.map(\.given) == ["网格员"])
    #expect(verdict.value("address") == .string("样例路1号"))
    #expect(verdict.rows.first?.values["caseNo"]?.cell == "D6")
  }

  @Test func `titles, template rows, totals, notes and signatures are no data`() throws {
    let verdict = try drawn.only(
      drawn.verdicts(
        Drawn.form1(
          Drawn.row1(1), Drawn.row1(2), "3", "4", "5", "合计|.|.|2|.|.|.|2", "填表人：张三|.|.|审核人：李四|.|.|联系电话：123",
          "注意事项：", "1、报送日期：填写新摸排的散乱污企业（场所）实时上报至整治平台的日期；", "2、案件编号：与平台一致；", ".|.|.|.|.|.|.|.|.|.|.|鼓东街道（盖章）",
          ".|.|.|.|.|.|.|.|.|.|.|2022年6月15日")))
    #expect(verdict.summary == [])
    #expect(verdict.rows.map(\.row) == [4, 5])
  }

  @Test func `a unit alone under other headers is a signature, and other words are not`() throws {
    let unit = try drawn.only(drawn.verdicts(Drawn.form1(Drawn.row1(1), ".|.|.|.|.|.|.|.|.|.|.|鼓东街道")))
    #expect(unit.summary == [])
    let other = try drawn.only(drawn.verdicts(Drawn.form1(Drawn.row1(1), ".|.|.|.|.|.|.|.|.|.|.|样例单位（盖章）")))
    #expect(other.summary == ["warning stray-cell L5"])
  }

  @Test func `a header that comes again on every page is no data`() throws {
    let verdict = try drawn.only(drawn.verdicts(Drawn.form1(Drawn.row1(1), Drawn.header1, Drawn.row1(2))))
    #expect(verdict.rows.map(\.row) == [4, 6])
    #expect(verdict.verdict == .accepted)
  }

  @Test func `blank rows between rows keep their numbers`() throws {
    let verdict = try drawn.only(
      drawn.verdicts(Drawn.form1(Drawn.row1(1), "", "", Drawn.row1(2, ["clueSource": "网络"]))))
    #expect(verdict.summary == ["error value-not-in-vocabulary G7"])
    #expect(verdict.findings[0].row == 7)
    #expect(verdict.findings[0].key == .init(seq: "2", caseNo: "A2", enterprise: "样例2号店（小样）"))
  }

  @Test func `a merged unit cell fills down and not beyond its range`() throws {
    var sheet = Drawn.form1(Drawn.row1(1), Drawn.row1(2, ["unit": "."]), Drawn.row1(3, ["unit": "."]), "4")
    sheet.mergedRanges = [
      CellRange(.init(column: 3, row: 4), .init(column: 3, row: 5)),
      CellRange(.init(column: 1, row: 1), .init(column: 14, row: 1)),
    ]
    let verdict = try drawn.only(drawn.verdicts(sheet))
    #expect(verdict.value("unit", row: 1) == .string("gudong"))
    #expect(verdict.rows[1].values["unit"]?.cell == "C4")
    #expect(verdict.summary == ["error required-value-missing C6"])
    #expect(verdict.rows.count == 3)
  }

  @Test func `the prompts below the header are no data, and prompts left in a unit's row are a fault`() throws {
    let notice = drawn.notice
    let form = try #require(notice.form("attachment2"))
    let prompts = form.columns.map { $0.prompt ?? "." }.joined(separator: "|")
    var sheet = Scenarios.quarterly()
    sheet.rows.insert(contentsOf: [], at: 0)
    let row = prompts.replacing("|.", with: "|", maxReplacements: 0)
    let untouched = Sheet(
      drawn:
        "附件2\n\(form.title)\n\(Drawn.header2)\n\(row)\n1|鼓东街道|\(form.columns.dropFirst(2).map { $0.prompt ?? "" }.joined(separator: "|"))"
    )
    let verdict = try drawn.only(drawn.verdicts(untouched))
    #expect(verdict.rows.map(\.row) == [5])
    #expect(
      verdict.summary.filter { $0.hasPrefix("error") } == [
        "error counter-not-filled D5", "error counter-not-filled E5", "error counter-not-filled F5",
        "error counter-not-filled H5",
      ])
  }

  @Test func `both forms in one workbook give two verdicts`() throws {
    let verdicts = drawn.verdicts(Drawn.form1(Drawn.row1()), Scenarios.quarterly())
    #expect(verdicts.map(\.form) == ["attachment1", "attachment2"])
    #expect(verdicts.map(\.verdict) == [.accepted, .accepted])
    #expect(verdicts[1].period == "2022Q2")
    #expect(verdicts[1].counters?["screening"]?.text.contains("\"new_total\":3") == true)
  }

  @Test func `a sheet a month is read, each with its own cells`() throws {
    var april = Drawn.form1(Drawn.row1(1, ["reportedOn": "@2022-04-20"]))
    april.name = "4月"
    var may = Drawn.form1(Drawn.row1(2, ["reportedOn": "@2022-05-20", "clueSource": "网络"]))
    may.name = "5月"
    let verdict = try drawn.only(drawn.verdicts(april, may))
    #expect(verdict.rows.map(\.sheet) == ["4月", "5月"])
    #expect(verdict.findings.first.map { "\($0.sheet ?? "") \($0.cells)" } == "5月 [\"G4\"]")
    #expect(verdict.period == "2022-W20")
  }

  @Test(arguments: ["本周无新增", "本周无新增散乱污企业（场所）。", "无新增", "1|.|鼓东街道|.|本周无新增"])
  func `a form that says there is nothing new is a nil return`(said: String) throws {
    var drawn = drawn
    drawn.fileName = "鼓东街道附件1.xlsx"
    let verdict = try drawn.only(drawn.verdicts(Drawn.form1(said)))
    #expect(verdict.verdict == .nil)
    #expect(verdict.unit?.id == "gudong")
    #expect(verdict.period == "2022-W24")
  }

  @Test func `the row that says there is nothing new tells whose it is and for when`() throws {
    let verdict = try drawn.only(drawn.verdicts(Drawn.form1("1|2022-06-08|鼓东街道|本周无新增")))
    #expect(verdict.verdict == .nil)
    #expect(verdict.unit?.id == "gudong")
    #expect(verdict.period == "2022-W23")
  }

  @Test func `a row that says nothing in every column is no case`() throws {
    let empty = try drawn.only(drawn.verdicts(Drawn.form1("1|.|鼓东街道|无|无|无|/|无|鼓东街道|无|无|无|无|无")))
    #expect(empty.summary == ["error no-rows "])
    let verdict = try drawn.only(drawn.verdicts(Drawn.form1(Drawn.row1(1), "2|无|无|无|无")))
    #expect(verdict.rows.map(\.row) == [4])
    #expect(verdict.verdict == .accepted)
  }

  @Test(arguments: [true, false])
  func `a header in two rows, under a common heading, is read whole`(isMerged: Bool) throws {
    var sheet = Sheet(
      drawn: """
        鼓楼区散乱污企业（场所）排查明细表
        序号|报送日期|街道（镇）、管委会|案件编号|企业信息|.|线索来源|存在问题类型|主办单位|配套办法|整治措施|整改情况|中督件（是/否）|备注
        .|.|.|.|企业名称|企业详细地址
        1|@2022-06-15|鼓东街道|A1|样例店|样例路1号|属地摸排|违法用地|鼓东街道|.|升级改造|整改中|否|.
        """)
    if isMerged {
      sheet.mergedRanges = [CellRange(.init(column: 5, row: 2), .init(column: 6, row: 2))]
      for column in [1, 2, 3, 4] + Array(7...14) {
        sheet.mergedRanges.append(CellRange(.init(column: column, row: 2), .init(column: column, row: 3)))
      }
    }
    let verdict = try drawn.only(drawn.verdicts(sheet))
    #expect(verdict.verdict == .accepted)
    #expect(verdict.findings.map(\.rule) == [])
    #expect(verdict.rows.first?.values["address"]?.cell == "F4")
  }

  @Test func `an empty form is returned with a finding`() throws {
    let verdict = try drawn.only(drawn.verdicts(Drawn.form1("1", "2")))
    #expect(verdict.verdict == .returned)
    #expect(verdict.summary == ["error no-rows "])
  }

  @Test func `a quarterly form that says nothing happened is marked nil`() throws {
    let none = Dictionary(
      uniqueKeysWithValues: ["organisation", "screening", "rectification", "consolidation", "publicity"].map {
        ($0, "无")
      })
    let verdict = try drawn.only(drawn.verdicts(Scenarios.quarterly(none)))
    #expect(verdict.verdict == .nil)
  }

  @Test func `a unit is found by its longest name, in lines and file names`() throws {
    let units = UnitValue(drawn.notice.units)
    #expect(units.mentioned(in: "鼓东街道附件1(1)(最终版)").map(\.id) == ["gudong"])
    #expect(units.mentioned(in: "东街街道附件1").map(\.id) == ["dongjie"])
    #expect(units.mentioned(in: "鼓楼区散乱污企业（场所）排查明细表").isEmpty)
    #expect(units.mentioned(in: "鼓东、东街").map(\.id) == ["gudong", "dongjie"])
  }
}

@Suite struct `When a form came and for when it is` {
  let drawn: Drawn

  init() throws { drawn = try Drawn() }

  @Test(arguments: [
    ("2022-06-17T12:00:00+08:00", Verdict.Source.option, Verdict.Timeliness.onTime),
    ("2022-06-17T12:00:01+08:00", .option, .late),
    ("2022-06-17T12:00:01+08:00", .mail, .late),
    // A file's arrival in a folder proves it to be on time, never late.
    ("2022-06-17T12:00:00+08:00", .arrival, .onTime),
    ("2022-06-19T12:00:01+08:00", .arrival, .unknown),
    // The same moment, told in another zone.
    ("2022-06-17T04:00:00Z", .mail, .onTime),
    ("2022-06-17T04:00:01Z", .mail, .late),
  ])
  func `lateness is decided by what is known`(at: String, source: Verdict.Source, expected: Verdict.Timeliness) throws {
    var drawn = drawn
    drawn.receipt = Receipt(at: at, source: source)
    let verdict = try drawn.verdict1([:])
    #expect(verdict.timeliness == expected)
    #expect(verdict.verdict == .accepted, "lateness is no fault of the form")
  }

  @Test func `nobody is late when nobody knows when it came`() throws {
    var drawn = drawn
    drawn.receipt = nil
    #expect(try drawn.verdict1([:]).timeliness == .unknown)
  }

  @Test(arguments: [
    // Friday to that Friday, Saturday and Sunday to the next.
    ("@2022-06-10", "2022-W23"), ("@2022-06-11", "2022-W24"), ("@2022-06-12", "2022-W24"), ("@2022-06-13", "2022-W24"),
  ])
  func `a day belongs to the week whose Friday it meets`(day: String, week: String) throws {
    #expect(try drawn.verdict1(["reportedOn": day]).period == week)
  }

  @Test func `without dates the day of filling in says the week, and without it the receipt`() throws {
    var drawn = drawn
    drawn.fileName = "鼓东街道.xlsx"
    let filled = Sheet(drawn: "填报日期：6月9日\n\(Drawn.header1)\n本周无新增")
    #expect(try drawn.only(drawn.verdicts(filled)).period == "2022-W23")
    let blank = Sheet(drawn: "填报日期：  月  日\n\(Drawn.header1)\n本周无新增")
    #expect(try drawn.only(drawn.verdicts(blank)).period == "2022-W24")
  }

  @Test(arguments: [
    ("第二季度", "2022-06-17T10:00:00+08:00", "2022Q2"), ("第四季度", "2023-01-05T10:00:00+08:00", "2022Q4"),
    ("2021年第二季度", "2022-06-17T10:00:00+08:00", "2021Q2"), ("第2季度", "2022-06-17T10:00:00+08:00", "2022Q2"),
    // The blank was not filled in: the sentences' months say it.
    ("第__季度", "2022-06-17T10:00:00+08:00", "2022Q2"),
  ])
  func `a quarter is told by the title, else by the months in the sentences`(title: String, at: String, period: String)
    throws
  {
    var drawn = drawn
    drawn.receipt = Receipt(at: at, source: .option)
    #expect(try drawn.only(drawn.verdicts(Scenarios.quarterly(title: title))).period == period)
  }
}
