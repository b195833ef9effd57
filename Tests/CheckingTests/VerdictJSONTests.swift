import Project
import Spreadsheets
import Testing

@testable import Checking

@Suite struct `A verdict as JSON` {
  let drawn: Drawn

  init() throws { drawn = try Drawn() }

  @Test func `reads back as it was written, byte for byte`() throws {
    for scenario in Scenarios.all.values {
      for verdict in scenario.bad(drawn) {
        let line = verdict.jsonLine
        #expect(!line.contains("\n"))
        let again = try Verdict(jsonLine: line)
        #expect(again == verdict)
        #expect(again.jsonLine == line)
      }
    }
  }

  @Test func `what is not known stands as null, slashes as they are`() throws {
    let verdict = try #require(
      check(Submission(name: "a/b\"\u{2028}.xlsx", bytes: []), receipt: nil, notice: drawn.notice, tool: "t").first)
    #expect(verdict.jsonLine.contains(#""deadline":null"#) && verdict.jsonLine.contains(#""unit":null"#))
    #expect(verdict.jsonLine.contains(#"a/b\"\u2028.xlsx"#))
    #expect(verdict.jsonLine.contains(#""suggestion":null"#))
  }

  @Test func `numbers are written plainly`() {
    #expect(
      JSONValue.array([.number(3), .number(80.5), .number(-0.0), .number(.nan), .number(1e300)]).text
        == "[3,80.5,0,null,1e+300]")
  }

  @Test func `the same submission gives the same bytes`() throws {
    for (id, scenario) in Scenarios.all {
      #expect(scenario.bad(drawn).map(\.jsonLine) == scenario.bad(drawn).map(\.jsonLine), "\(id)")
    }
  }
}

@Suite struct `Mending what is shown` {
  let drawn: Drawn

  init() throws { drawn = try Drawn() }

  /// A form with a fault in nearly every cell, mended by the suggestions, else by the good row's values.
  @Test func `brings up no new kind of error`() throws {
    let faults = [
      "reportedOn": "=4.1", "unit": "鼓东街道样例社区", "caseNo": "3.50102E+17", "enterprise": ".", "address": "#REF!",
      "clueSource": "属地摸牌", "problemTypes": "违法用的", "leadUnit": "样例局", "supportingMeasures": "120", "remedy": "整和搬迁",
      "progress": "未整改", "centralInspection": ".",
    ]
    let first = try drawn.verdict1(faults)
    let classes = Set(first.findings.filter { $0.severity == .error }.map(\.rule))
    #expect(first.counts.error == faults.count)
    var mended: [String: String] = [:]
    for finding in first.findings {
      if let field = finding.field, let suggestion = finding.suggestion { mended[field] = suggestion }
    }
    #expect(mended["clueSource"] == "属地摸排" && mended["remedy"] == "整合搬迁" && mended["unit"] == "鼓东街道")
    let half = try drawn.verdict1(faults.merging(mended) { _, new in new })
    #expect(Set(half.findings.filter { $0.severity == .error }.map(\.rule)).isSubset(of: classes))
    #expect(half.counts.error == faults.count - mended.count)
    #expect(try drawn.verdict1(mended).verdict == .accepted)
  }

  /// Each line of the tables of cells that has a suggestion: to follow it leaves no error.
  @Test func `following a suggestion leaves no error`() throws {
    let tried = CellTableTests.lines.filter { $0.suggestion != nil }
    #expect(tried.count >= 20)
    for line in tried {
      let field = try #require(CellTableTests.fields[line.file])
      guard line.file != "units" else { continue }
      let mended = line.rules.count == 1 && !line.given.contains("、") ? line.suggestion ?? "" : ""
      if mended.isEmpty { continue }
      let verdict = try drawn.verdict1([field: field == "progress" && mended == "已整改" ? "已整改：清退" : mended])
      #expect(verdict.counts.error == 0, "\(line.testDescription) → \(mended): \(verdict.summary)")
    }
  }
}
