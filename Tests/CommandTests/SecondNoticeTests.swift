import Foundation
import Project
import Testing

/// Another notice, used as a newcomer would: every command, from a folder of its own.
@Suite struct `A second notice on the command line` {
  static let notice = Project.root.appending(path: "Templates/hazard-ledger-2023").path
  static let fixtures = Project.root.appending(path: "Fixtures/hazard-ledger-2023")

  /// An office made for the notice, with the files of four units in its inbox.
  private func withOffice(_ body: (URL) throws -> Void) async throws {
    try await Project.withTemporaryFolder { folder in
      let office = folder.appending(path: "office")
      #expect(try Program.run("init", office.path, "--notice", Self.notice).status == 0)
      for name in try FileManager.default.contentsOfDirectory(atPath: Self.fixtures.path)
      where name.hasSuffix(".csv") || name.hasSuffix(".xlsx") {
        try FileManager.default.copyItem(
          at: Self.fixtures.appending(path: name), to: office.appending(path: "收件箱/\(name)"))
      }
      try body(office)
    }
  }

  private func change(_ office: URL, _ old: String, _ new: String) throws {
    let file = office.appending(path: "配置.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(old), "\(text)")
    try Data(text.replacing(old, with: new).utf8).write(to: file)
  }

  @Test func `init remembers it, and run and merge need not be told again`() async throws {
    try await withOffice { office in
      let pass = try Program.run("run", office.path, "--received", "2023-03-24T10:00")
      #expect(pass.status == 0, "\(pass.diagnostics)")
      #expect(pass.output.contains("合格    青枫街道3月台账.csv"))
      #expect(pass.output.contains("零报告  石亭镇3月台账.csv"))
      #expect(pass.output.contains("临港工业园管委会"))
      let merged = try FileManager.default.contentsOfDirectory(
        atPath: office.appending(path: "汇总/2023Q1").path)
      #expect(merged == ["隐患台账 云溪区隐患排查治理台账（1—3月）（2023年第一季度）.xlsx"])
      let again = try Program.run("merge", office.path, "--quarter", "2023Q1")
      #expect(again.output.contains("（1—3月）"))
      let cells = try Program.run(
        "cells", office.appending(path: "汇总/2023Q1/\(merged[0])").path, "--format", "text"
      ).output
      #expect(cells.contains("隐患编号") && !cells.contains("案件编号"))
    }
  }

  @Test func `a month's report that a unit has not sent is told`() async throws {
    try await withOffice { office in
      try FileManager.default.removeItem(at: office.appending(path: "收件箱/石亭镇3月台账.csv"))
      let pass = try Program.run("run", office.path)
      #expect(pass.output.contains(/石亭镇 .*2023-03 隐患台账/))
    }
  }

  @Test func `its blank form has a month's title, and check passes it filled in`() async throws {
    try await Project.withTemporaryFolder { folder in
      let outcome = try Program.run(
        "template", "-o", folder.path, "--notice", Self.notice, "--month", "2023-03", "--unit", "青枫街道")
      #expect(outcome.output.contains("云溪区隐患排查治理台账（3月）（2023年3月）（青枫街道）.xlsx"), "\(outcome.diagnostics)")
      let quarter = try Program.run("template", "-o", folder.path, "--notice", Self.notice, "--quarter", "2023Q1")
      #expect(quarter.status == 2 && quarter.diagnostics.contains("没有按季度报的表"))
    }
  }

  @Test func `explain prints every rule with its words`() throws {
    let list = try Program.run("explain", "--notice", Self.notice)
    #expect(list.status == 0)
    let unit = try Program.run("explain", "unit-unknown", "--notice", Self.notice)
    #expect(unit.output.contains("“青枫街道”"))
    #expect(try Program.run("explain", "no-rows", "--notice", Self.notice).output.contains("本月无新增隐患"))
  }

  @Test func `an office chooses another reading in its settings`() async throws {
    try await withOffice { office in
      func deadline() throws -> String {
        try Program.run("deadlines", "--office", office.path, "--from", "2023-03", "--to", "2023-03").output
      }
      #expect(try deadline().contains("2023年3月24日 17:30"))
      try change(office, "#  holiday: next_workday", "  holiday: next_workday")
      #expect(try deadline().contains("2023年3月27日 17:30"))
      // What was late by the one reading is on time by the other, and the pass says so.
      let file = office.appending(path: "收件箱/柳渡街道3月台账.csv").path
      let beside = ["check", file, "--received", "2023-03-27T09:00"]
      let other = try Program.run(Program.path, beside + ["--ledger", office.path], in: office)
      #expect(other.output.contains("按时"), "\(other.diagnostics)")
      let plain = try Program.run(Program.path, beside + ["--notice", Self.notice], in: office)
      #expect(plain.output.contains("迟报"))
    }
  }

  @Test func `an office puts another table of workdays in place of the notice's`() async throws {
    try await withOffice { office in
      try Data("date,kind,name,status\n2023-04-25,holiday,样例节,confirmed\n".utf8)
        .write(to: office.appending(path: "放假.csv"))
      try change(office, "workdays: \"\"", "workdays: 放假.csv")
      let outcome = try Program.run("deadlines", "--office", office.path, "--from", "2023-04", "--to", "2023-04")
      #expect(outcome.output.contains("2023年4月24日 17:30"), "\(outcome.diagnostics)")
      #expect(outcome.output.contains("样例节"))
    }
  }

  @Test(arguments: [
    ("notice:", "notcie:", "「notcie」：不认识的设置"), ("readings:\n", "readings: { holiday: tomorrow }\n", "没有「tomorrow」这种理解"),
    ("readings:\n", "readings: { makeup-weekend: weekend }\n", "这份通知没有这个设置；可用：deadline-day、holiday、quarter-span"),
    ("workdays: \"\"", "workdays: 没有.csv", "没有.csv"),
  ])
  func `a mistake in the settings is told, and nothing is done`(right: String, wrong: String, said: String) async throws
  {
    try await withOffice { office in
      try change(office, right, wrong)
      let pass = try Program.run("run", office.path)
      #expect(pass.status == 3)
      #expect(pass.diagnostics.contains(said), "\(pass.diagnostics)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: office.appending(path: "归档").path).isEmpty)
    }
  }
}
