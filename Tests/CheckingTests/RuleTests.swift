import Foundation
import Project
import Spreadsheets
import Testing

@testable import Checking

@Suite struct `Every rule` {
  let notice: Notice
  let drawn: Drawn

  init() throws {
    drawn = try Drawn()
    notice = drawn.notice
  }

  @Test func `has an id of its own, named in kebab case`() {
    #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
    for rule in Rule.all { #expect(rule.id.wholeMatch(of: /[a-z]+(-[a-z]+)+/) != nil, "\(rule.id)") }
  }

  @Test func `that looks at other submissions too is no error: rows are merged before any others have come`() {
    for rule in Rule.all where rule.findAcross != nil { #expect(rule.severity != .error, "\(rule.id)") }
  }

  @Test func `what the cell does not say is not named`() throws {
    let cells = ["publicity": "4-6月共报道1篇，其中省级以上0篇，市级1篇。"]
    let verdict = try drawn.only(drawn.verdicts(Scenarios.quarterly(cells)))
    #expect(verdict.findings.map(\.message) == ["「宣传报道」里“共报道1篇”：每篇报道附链接或者截图，本格没有。"])
  }

  @Test(arguments: Rule.all.map(\.id))
  func `speaks to a clerk`(id: String) throws {
    let rule = try #require(Rule.named(id))
    let page = rule.explanation(notice)
    for text in [rule.fault, rule.message, rule.why, rule.fix] {
      #expect(text.hasSuffix("。") || text.hasSuffix("{detail}"), "\(id): \(text)")
    }
    #expect(page.contains("不对：") && page.contains("\n对："), "\(id) needs a bad and a good example")
    #expect(!page.contains("“”") && !page.contains("「」"), "\(id): a word is missing: \(page)")
    #expect(!page.contains("{"), "\(id): a word in braces that the notice does not fill: \(page)")
  }

  @Test(arguments: Rule.all.map(\.id))
  func `finds its bad example and leaves its good one alone`(id: String) throws {
    let rule = try #require(Rule.named(id))
    switch (rule.bad, rule.good) {
    case (.situation, _):
      let scenario = try #require(Scenarios.all[id], "write a scenario for \(id) in Scenarios.swift")
      let bad = scenario.bad(drawn)
      let found = bad.flatMap(\.findings).filter { $0.rule == id }
      #expect(found.count >= 1, "\(bad.flatMap(\.summary))")
      // A situation has one fault: no other error than the rule's own.
      let others = bad.flatMap(\.findings).filter { $0.severity == .error && $0.rule != id }
      #expect(others.isEmpty, "\(others.map(\.message))")
      #expect(scenario.good(drawn).flatMap(\.findings).filter { $0.rule == id || $0.severity == .error }.isEmpty)
      for finding in found {
        #expect(!finding.message.contains("{") && !finding.message.contains("“”"), "\(finding.message)")
      }
    default:
      #expect(try faults(rule.bad).map(\.rule).contains(id))
      #expect(try faults(rule.good).filter { $0.severity != .note || $0.rule == id }.isEmpty)
    }
  }

  private func faults(_ example: Example) throws -> [Fault] {
    let column: Column
    let cell: Cell?
    let place = CellReference(column: 1, row: 1)
    switch example {
    case .cell(let kind, let text):
      let found = try #require(ExampleWords(notice).cell(kind, text))
      column = found.column
      cell = found.text.isEmpty ? nil : Cell(place, .text(Text(found.text)))
    case .number(let kind, let number):
      column = try #require(notice.forms.flatMap(\.columns).first { $0.type.kind == kind })
      cell = Cell(place, .number(number))
    case .situation: return []
    }
    if example.holdsDamagedText { return [Fault(.textUndecodable)] }
    let form = try #require(notice.forms.first { $0.column(column.key)?.header == column.header })
    var reader = ColumnReader(
      column, of: form, notice: notice, receivedOn: CalendarDay(year: 2022, month: 12, day: 30), isDisplayText: false)
    return (cell.map { reader.read([$0], at: 0) } ?? reader.empty).reading.faults
  }

  @Test func `RulesPage: RULES.md says what the rules say`() throws {
    try Golden.expect(Rule.page(notice), at: Project.root.appending(path: "RULES.md"))
  }
}

extension Example {
  /// What no cell reader sees: a character that decoding has lost.
  fileprivate var holdsDamagedText: Bool {
    if case .cell(_, let text) = self { text.contains("\u{FFFD}") } else { false }
  }
}
