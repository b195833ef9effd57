import Checking
import Foundation
import Project
import Spreadsheets
import Testing

@testable import Office

@Suite struct `The district's table` {
  let notice: Notice
  let form: Form

  init() throws {
    notice = try Project.notice()
    form = try #require(notice.form("attachment1"))
  }

  private func table(_ verdicts: [Verdict], _ quarter: String = "2022Q2") throws -> DistrictTable {
    District(Consolidation(verdicts), notice: notice).table(of: form, try #require(Period(quarter)))
  }

  private var verdicts: [Verdict] {
    [
      SampleVerdict.weekly(
        "guxi", "2022-W20", content: "a", at: "2022-05-20T09:00:00+08:00", name: "鼓西5.20.xlsx",
        cases: [("GL-1", "2022-05-18", "S1", true), ("GL-2", "2022-05-19", "S1", true)]),
      SampleVerdict.weekly(
        "guxi", "2022-W22", content: "b", at: "2022-06-02T09:00:00+08:00", name: "鼓西6.2.xlsx",
        cases: [("GL-1", "2022-05-18", "S2", true)]),
      SampleVerdict.weekly(
        "gudong", "2022-W20", content: "c", at: "2022-05-19T09:00:00+08:00", passes: false, name: "鼓东错.xlsx",
        cases: [("GL-7", "2022-05-17", "S1", true), ("GL-8", "2022-05-17", "S1", false)]),
      SampleVerdict.weekly(
        "gudong", "2022-W20", content: "d", at: "2022-05-20T09:00:00+08:00", name: "鼓东对.xlsx",
        cases: [
          ("GL-7", "2022-05-17", "S1", true), ("GL-8", "2022-05-17", "S1", true), ("GL-9", "2022-03-31", "S1", true),
        ]),
    ]
  }

  @Test func `lists each case once, in its latest state, the units in the notice's order`() throws {
    let table = try table(verdicts)
    #expect(table.lines.map { $0.values["caseNo"]?.given } == ["GL-7", "GL-8", "GL-1", "GL-2"])
    #expect(table.lines.map(\.origin.file) == ["鼓东对.xlsx", "鼓东对.xlsx", "鼓西6.2.xlsx", "鼓西5.20.xlsx"])
  }

  @Test func `says of every row that is left out why it is`() throws {
    let reasons = try table(verdicts).excluded.map { ($0.line.values["caseNo"]?.given, $0.line.origin.file) }
    #expect(reasons.map(\.0) == ["GL-7", "GL-8", "GL-1"])
    #expect(reasons.map(\.1) == ["鼓东错.xlsx", "鼓东错.xlsx", "鼓西5.20.xlsx"])
  }

  @Test func `puts a case into the quarter of its own date, and loses none`() throws {
    #expect(try table(verdicts, "2022Q1").lines.map { $0.values["caseNo"]?.given } == ["GL-9"])
    let rows = verdicts.reduce(0) { $0 + $1.rows.count }
    #expect(try table(verdicts, "2022Q1").rowsIn + table(verdicts, "2022Q2").rowsIn == rows)
  }

  @Test func `tells cases apart and puts them in order, whatever their numbers look like`() throws {
    // Rows are told apart and put in order by numbers; only by their texts where those are long, or no ASCII.
    let numbers = ["GL-1", "GL-10", "GL-2", "鼓-3", "GL-2022-000000000001", "GL-2022-000000000002", "", "Ω", "A-1 "]
    struct Item {
      var unit, number, day, received: String
      var row: Int
    }
    var random = SplitMix64(state: 39)
    var verdicts: [Verdict] = []
    var expected: [String: Item] = [:]
    // Slots in their order: the later is the later state.
    for week in ["2022-W16", "2022-W18", "2022-W21"] {
      for unit in ["elsewhere", "gudong", "guxi", "nowhere"] {
        let received = "2022-05-\(10 + verdicts.count)T09:00:00+08:00"
        let cases = numbers.shuffled(using: &random).prefix(6).map { number in
          (number, "2022-05-\(Int.random(in: 10...12, using: &random))", "S1", true)
        }
        for (index, (number, day, _, _)) in cases.enumerated() {
          expected[unit + " " + number] = Item(unit: unit, number: number, day: day, received: received, row: index)
        }
        verdicts.append(
          SampleVerdict.weekly(unit, week, content: "\(verdicts.count)", at: received, cases: Array(cases)))
      }
    }
    let order = notice.units.map(\.id)
    let sorted = expected.values.sorted { left, right in
      let places = [left, right].map { order.firstIndex(of: $0.unit) ?? order.count }
      return (places[0], left.day, left.number, left.received, left.row)
        < (places[1], right.day, right.number, right.received, right.row)
    }
    let table = try table(verdicts.shuffled(using: &random))
    #expect(table.lines.map(\.caseNumber) == sorted.map(\.number))
    #expect(table.lines.map(\.unit) == sorted.map(\.unit))
    #expect(table.rowsIn == verdicts.count * 6)
  }

  @Test func `becomes a workbook that reads back cell for cell`() throws {
    let state = Consolidation(verdicts)
    let period = try #require(Period("2022Q2"))
    let workbook = try DistrictWorkbook(table(verdicts), form: form, period: period, state: state, notice: notice)
    #expect(workbook.fileName == "附件1 鼓楼区散乱污企业（场所）排查明细表（2022年第二季度）.xlsx")
    if let place = ProcessInfo.processInfo.environment["YBZ_KEEP"] {
      try workbook.write(in: URL(filePath: place))
    }
    let sheets = try Workbook(reading: workbook.bytes.kept(), named: workbook.fileName).sheets
    #expect(sheets.map(\.name) == ["附件1", "来源", "未并入"])
    let texts = sheets[0].rows.map { $0.cells.map { $0.value } }
    #expect(texts[0] == [.text("鼓楼区散乱污企业（场所）排查明细表")])
    #expect(texts[2].map { $0 } == form.columns.map { .text(Text($0.header)) })
    #expect(texts[3].first == .number(1))
    #expect(texts[3].contains(.text("存在环境安全隐患、违法排污；违法用地")))
    #expect(texts[3].contains(.text("拆除违法建筑1宗，拆除面积120.5平方米，停电")))
    #expect(texts[3].contains(.text("福州样例食品加工店（样例小吃）")))
  }
}
