import Foundation
import Project
import Testing

@testable import Checking
@testable import Office

@Suite struct `The answer to a sender` {
  let notice: Notice
  let templates: AnswerTemplates
  let returned: Verdict
  let passed: Verdict

  init() throws {
    notice = try Project.notice()
    templates = try AnswerTemplates()
    passed = SampleVerdict.weekly(
      "gudong", "2022-W24", content: "0123456789abcdef0123456789abcdef0123", at: "2022-06-16T09:05:00+08:00",
      name: "鼓东街道附件1(1).xlsx", cases: [("GL-1", "2022-06-14", "S1", true)])
    var returned = passed
    returned.unit = .init(id: "gudong", name: "鼓东街道", code: nil)
    returned.verdict = .returned
    returned.deadline = "2022-06-17T12:00:00+08:00"
    returned.counts.error = 2
    returned.counts.warning = 1
    returned.header = [
      .init(field: "caseNo", sheet: "Sheet1", column: "D", text: "案件 编号", match: .normalised)
    ]
    returned.findings = [
      Finding(
        rule: "value-not-in-vocabulary", severity: .error, sheet: "Sheet1", cells: ["G5"], row: 5, field: "clueSource",
        key: .init(seq: "1", caseNo: "GL-1", enterprise: "福州样例食品加工店"), given: "属地<排摸>",
        expected: "信访投诉 / 属地摸排",
        suggestion: "属地摸排", message: "“线索来源”里没有“属地排摸”。是否为「属地摸排」？", clause: "附件1 注意事项4"),
      Finding(
        rule: "required-value-missing", severity: .error, sheet: "Sheet1", cells: (5...44).map { "M\($0)" }, row: nil,
        field: "centralInspection", key: nil, given: nil, expected: nil, suggestion: nil,
        message: "“中督件（是/否）”没有填，空白不等于“否”。", clause: "附件1"),
      Finding(
        rule: "half-of-a-term", severity: .warning, sheet: "Sheet1", cells: ["H6"], row: 6, field: "problemTypes",
        key: nil, given: "违法排污", expected: nil, suggestion: nil, message: "已按“存在环境安全隐患、违法排污”理解。",
        clause: "附件1 注意事项5"),
    ]
    self.returned = returned
  }

  private func answer(_ verdicts: [Verdict]) -> Answer {
    Answer(name: "鼓东街道附件1(1).xlsx", verdicts: verdicts, notice: notice, officeName: "区整治办")
  }

  @Test func `says in the mail's first two lines whether it passed, how much must be fixed and by when`() throws {
    let answer = answer([returned])
    let page = answer.page(templates)
    if let place = ProcessInfo.processInfo.environment["YBZ_KEEP"] {
      try Data(page).write(to: URL(filePath: place).appending(path: "answer.html"))
    }
    let mail = answer.mail(templates, page: page, from: "office@gulou.example", to: ["gudong@gulou.example"])
    let lines = mail.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "未通过，必须改 2 处。")
    #expect(lines[1] == "请改好后重报，2022年6月17日 12:00 前送达。没有列出的地方不用动。")
    #expect(mail.text.contains("1. Sheet1!G5　“线索来源”里没有“属地排摸”。是否为「属地摸排」？请改成通知所列的内容，一字不差。应填：信访投诉 / 属地摸排。"))
    #expect(mail.subject == "【需修改】鼓东街道 附件1")
    #expect(mail.attachments.map(\.name) == ["核对单 鼓东街道附件1(1).xlsx.html"])
    #expect(mail.attachments.map(\.bytes) == [page])
  }

  @Test func `names forty cells below each other as one range, with what is wrong there once`() {
    let mail = answer([returned]).mail(templates, page: [], from: "", to: [])
    #expect(mail.text.contains("2. Sheet1!M5:M44　“中督件（是/否）”没有填，空白不等于“否”。"))
  }

  @Test func `says so when nothing must be fixed`() {
    let mail = answer([passed]).mail(templates, page: [], from: "", to: [])
    #expect(mail.text.hasPrefix("已通过，不需要修改。\n不需要再做什么。\n"))
    #expect(mail.from == nil)
  }

  @Test func `shows a sender's own text as text, not as markup`() {
    let page = String(decoding: answer([returned]).page(templates), as: UTF8.self)
    #expect(page.contains("属地&lt;排摸&gt;"))
    #expect(!page.contains("<排摸>"))
  }

  @Test func `needs nothing from anywhere else to be shown`() {
    let page = String(decoding: answer([returned]).page(templates), as: UTF8.self)
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"))
  }

  @Test func `is the same bytes each time`() {
    let (first, second) = (answer([returned]), answer([returned]))
    #expect(first.page(templates) == second.page(templates))
    #expect(first.json == second.json)
    let mails = [first, second].map { $0.mail(templates, page: [1], from: "a@b.example", to: []).draft() }
    #expect(mails[0] == mails[1])
  }
}
