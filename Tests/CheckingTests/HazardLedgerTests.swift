import Foundation
import Project
import Testing

@testable import Checking

/// The second notice: nothing of it is in the code.
@Suite struct `A second notice is only data` {
  let notice: Notice
  static let fixtures = Project.root.appending(path: "Fixtures/hazard-ledger-2023")

  init() throws { notice = try Project.notice("hazard-ledger-2023") }

  @Test func `its files get the verdicts that were written by hand`() throws {
    let expected = try String(contentsOf: Self.fixtures.appending(path: "expected.txt"), encoding: .utf8)
    let lines = expected.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count == 4)
    for line in lines {
      let parts = line.split(separator: "｜", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let verdict = try #require(verdicts(of: parts[0], receivedAt: parts[1]).first)
      let summary = [
        verdict.verdict.rawValue, verdict.unit?.id, verdict.period, verdict.timeliness.rawValue,
      ].map { $0 ?? "–" }.joined(separator: " ")
      #expect(summary == parts[2], "\(parts[0])")
      let found = verdict.findings.flatMap { finding in finding.cells.map { "\(finding.rule)@\($0)" } }
      let wanted = parts[3].split(separator: " ").map(String.init)
      #expect(found.sorted() == wanted.sorted(), "\(parts[0])")
    }
  }

  private func verdicts(of name: String, receivedAt: String) throws -> [Verdict] {
    let bytes = [UInt8](try Data(contentsOf: Self.fixtures.appending(path: name)))
    let receipt = Receipt(at: receivedAt + ":00+08:00", source: .option)
    return check(Submission(name: name, bytes: bytes), receipt: receipt, notice: notice, tool: "ybz test")
  }

  @Test func `a condition is told with the words of the sheet`() throws {
    let verdict = try #require(verdicts(of: "柳渡街道3月台账.csv", receivedAt: "2023-03-24T10:00").first)
    let messages = verdict.findings.map(\.message)
    #expect(messages.contains("这一行的「整改状态」是“已整改”，「验收人」不能空着：已整改的要写完成日期和验收人。"))
    #expect(messages.contains("「整改完成日期」的 2023-03-01 早于「排查日期」的 2023-03-06：先排查，后整改完成。"))
    #expect(messages.contains("「从业人数」的“三四十”读不出一个确定的数。"))
  }

  @Test(arguments: [
    // The 25th is a workday: to its end.
    ("2023-04", "2023-04-25T23:59:59+08:00"),
    // Saturday: the Friday before, the winter afternoon.
    ("2023-03", "2023-03-24T17:30:00+08:00"),
    // Sunday 25 June is worked in exchange for 端午节: it stays.
    ("2023-06", "2023-06-25T23:59:59+08:00"),
    // Sunday 25 February 2024: Friday.
    ("2024-02", "2024-02-23T17:30:00+08:00"),
    ("2024-08", "2024-08-23T18:00:00+08:00"),
  ])
  func `its months have their own deadline`(period: String, due: String) throws {
    #expect(notice.deadline(form: "hazards", period: try #require(Period(period)))?.deadline == due)
  }

  @Test func `a month has its name, its days and its place in the title`() throws {
    let month = try #require(Period("2024-02"))
    #expect("\(month)" == "2024-02" && month.spoken == "2024年2月")
    #expect("\(notice.span(of: month))" == "2024-02-01...2024-02-29")
    #expect(notice.form("hazards")?.title(for: month) == "云溪区隐患排查治理台账（2月）")
    #expect(Period("2024-13") == nil && Period("2024-2") == nil)
    let year = notice.deadlines(
      from: CalendarMonth(year: 2023, month: 1), through: CalendarMonth(year: 2023, month: 12))
    #expect(year.map(\.period) == (1...12).map { "2023-\($0 < 10 ? "0" : "")\($0)" })
  }

  @Test(arguments: [
    // The rows tell the year, however late the file comes.
    ("2023-03-06", "2026-11-25T10:00", "2023-03"),
    // Without a day that can be read the last March before the receipt is meant, not the next.
    ("看不清", "2026-11-25T10:00", "2026-03"), ("看不清", "2024-01-04T10:00", "2023-03"),
    ("看不清", "2024-03-20T10:00", "2024-03"),
  ])
  func `a month named without its year is the one that is over or under way`(
    day: String, received: String, period: String
  ) throws {
    let form = try #require(notice.form("hazards"))
    let row = form.columns.map { column in
      ["hazardNo": "YX-1", "unit": "青枫街道", "foundOn": day][column.key] ?? column.example
    }
    let text =
      "云溪区隐患排查治理台账（3月）\n" + form.columns.map(\.header).joined(separator: ",") + "\n"
      + row.joined(separator: ",")
    let verdict = try #require(
      check(
        Submission(name: "a.csv", bytes: Array(text.utf8)),
        receipt: Receipt(at: received + ":00+08:00", source: .option),
        notice: notice, tool: "ybz test"
      ).first)
    #expect(verdict.period == period)
  }

  @Test func `separators of a column are the only ones there`() throws {
    let vocabulary = try #require(notice.vocabularies["kinds"])
    let strict = TermsValue(vocabulary, many: true, separators: ["、"])
    let usual = TermsValue(vocabulary, many: true)
    func ids(_ reader: TermsValue, _ text: String) -> JSONValue {
      reader.read(Entry(.text(.init(text)), isDisplayText: false)).value
    }
    #expect(ids(strict, "消防、用电") == .array([.string("fire"), .string("electricity")]))
    #expect(ids(strict, "消防\n用电") == .array([.string("fire"), .string("electricity")]))
    #expect(ids(strict, "消防/用电") == .null)
    #expect(ids(usual, "消防/用电") == .array([.string("fire"), .string("electricity")]))
  }

  @Test(
    arguments: [
      ("35", 35.0, nil), ("35人", 35, "written-loosely"), ("３５", 35, "written-loosely"),
      ("1,250", 1250, "written-loosely"),
      ("三十五", 35, "written-loosely"), ("1,25", nil, "number-unreadable"), ("约35", nil, "number-unreadable"),
      ("35.5", nil, "number-unreadable"), ("30-35", nil, "number-unreadable"), ("-3", nil, "number-unreadable"),
      ("35吨", nil, "number-unreadable"), ("200000", nil, "number-out-of-range"), ("1e5", nil, "number-unreadable"),
      ("无", nil, nil),
    ] as [(String, Double?, String?)])
  func `a plain number is read or refused, never guessed`(text: String, value: Double?, rule: String?) {
    let reader = NumberValue(
      NumberRule(unit: "人", unitAliases: ["名"], isWhole: true, least: 0, most: 100_000), nothing: WordSet(["无"]))
    let reading = reader.read(Entry(.text(.init(text)), isDisplayText: false))
    #expect(reading.value == value.map(JSONValue.number) ?? .null)
    #expect(reading.faults.map(\.rule) == (rule.map { [$0] } ?? []))
  }
}

/// Another of the family: 自建房统计, with a partition, cumulative figures and months.
enum HousesSketch {
  static let houses = """
    id: houses
    number: 样例〔2023〕1号
    title: 关于报送自建房统计的通知
    issued: 2023-01-03
    utcOffset: "+08:00"
    units: units.csv
    workdays: workdays.csv
    officeHours: { morningEnds: "12:00", afternoonEnds: "17:30" }
    settings: { deadline-day: { default: included, readings: { included: 含当日 } } }
    words: { unitLines: [], dateLines: [], totals: [合计], signatures: [], notes: [], nothing: [无], nilReturns: [] }
    vocabularies: {}
    forms:
      - id: houses
        name: 统计表
        title: 自建房排查统计表（__月）
        dateLine: ""
        clause: 一
        rows: units
        period: month
        deadline: { day: 5, monthsAfter: 1, time: afternoon, reading: 次月5日前 }
        layout: { orientation: landscape }
        columns:
          - { key: unit, header: 街镇, type: unit, role: submitter }
          - { key: houses, header: 总栋数, type: number, unit: 栋, whole: true, least: 0 }
          - { key: brick, header: 砖混, type: number, unit: 栋, whole: true, least: 0 }
          - { key: concrete, header: 框架, type: number, unit: 栋, whole: true, least: 0 }
          - { key: other, header: 其他结构, type: number, unit: 栋, whole: true, least: 0 }
          - { key: newly, header: 本月新增, type: number, unit: 栋, whole: true, least: 0 }
          - { key: cumulative, header: 累计排查, type: number, unit: 栋, whole: true, least: 0 }
        relations:
          - { sum: [brick, concrete, other], total: houses, why: 各类结构之和就是总栋数 }
          - { part: newly, of: cumulative, why: 累计数含本月 }
    """

  static func notice() throws -> Notice {
    try Notice(files: [
      "notice.yaml": Array(houses.utf8),
      "units.csv": Array("code,name,kind,aliases,id\n,青枫街道,街道,青枫,qingfeng\n".utf8),
      "workdays.csv": Array("date,kind,name,status\n2023-05-01,holiday,劳动节,confirmed\n".utf8),
    ])
  }

  static func verdicts(_ row: String, _ notice: Notice) -> [Verdict] {
    let text = "自建房排查统计表（4月）\n街镇,总栋数,砖混,框架,其他结构,本月新增,累计排查\n\(row)\n"
    let receipt = Receipt(at: "2023-05-04T10:00:00+08:00", source: .option)
    return check(Submission(name: "a.csv", bytes: Array(text.utf8)), receipt: receipt, notice: notice, tool: "ybz test")
  }
}

@Suite struct `A third notice, sketched from the document` {
  let notice: Notice

  init() throws { notice = try HousesSketch.notice() }

  private func findings(_ row: String) throws -> [Finding] {
    let verdict = try #require(HousesSketch.verdicts(row, notice).first)
    #expect(verdict.period == "2023-04" && verdict.deadline == "2023-05-05T23:59:59+08:00")
    return verdict.findings
  }

  @Test func `a partition that adds up and a part within its whole are left alone`() throws {
    #expect(try findings("青枫街道,10,4,3,3,2,60").isEmpty)
  }

  @Test func `a partition that does not add up names both numbers`() throws {
    let found = try findings("青枫街道,10,4,3,2,2,60")
    #expect(found.map(\.rule) == ["sum-differs"])
    #expect(found.first?.message == "「总栋数」写的是 10，「砖混」、「框架」、「其他结构」加起来是 9：各类结构之和就是总栋数。")
    #expect(found.first?.cells == ["B3"])
  }

  @Test func `this month's figure is not more than the cumulative one`() throws {
    let found = try findings("青枫街道,10,4,3,3,70,60")
    #expect(found.map(\.rule) == ["number-exceeds-whole"])
  }

  @Test func `where a part cannot be read nothing is said of the sum`() throws {
    #expect(try findings("青枫街道,10,4,3,两三,2,60").map(\.rule) == ["number-unreadable"])
  }
}
