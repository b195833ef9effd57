import Project
import Spreadsheets
import Testing

@testable import Checking

@Suite struct `The case form` {
  let drawn: Drawn

  init() throws { drawn = try Drawn() }

  @Test func `a good form gives no finding and typed values`() throws {
    let verdict = try drawn.verdict1([:])
    #expect(verdict.summary == [])
    #expect(verdict.verdict == .accepted)
    #expect(verdict.form == "attachment1")
    #expect(verdict.unit?.id == "gudong")
    #expect(verdict.period == "2022-W24")
    #expect(verdict.deadline == "2022-06-17T12:00:00+08:00")
    #expect(verdict.timeliness == .onTime)
    #expect(verdict.counts == .init(error: 0, warning: 0, note: 0, rowsIn: 1, rowsAccepted: 1, rowsExcluded: 0))
    #expect(verdict.header.map(\.match).allSatisfy { $0 == .exact })
    #expect(verdict.value("reportedOn") == .string("2022-06-15"))
    #expect(verdict.value("problemTypes") == .array([.string("P3")]))
    #expect(verdict.value("centralInspection") == .string("no"))
    #expect(verdict.value("progress")?.text == #"{"measures":null,"status":"S1"}"#)
    #expect(verdict.value("enterprise")?.text == #"{"licenceName":"样例1号店","shopSign":"小样"}"#)
    #expect(
      verdict.value("supportingMeasures")?.text
        == #"{"demolishedArea":null,"demolishedBuildings":null,"powerCut":true,"sealed":false,"vacatedLand":null}"#)
  }

  @Test func `the same fault in many rows is one finding with many cells`() throws {
    let verdict = try drawn.only(
      drawn.verdicts(
        Drawn.form1(
          Drawn.row1(1, ["clueSource": "属地摸牌"]), Drawn.row1(2), Drawn.row1(3, ["clueSource": "属地摸牌"]))))
    #expect(verdict.summary == ["error value-not-in-vocabulary G4,G6"])
    #expect(verdict.findings.first?.suggestion == "属地摸排")
    #expect(verdict.findings.first?.clause == "附件1 注意事项4")
    #expect(verdict.rows.map(\.accepted) == [false, true, false])
    #expect(verdict.value("clueSource") == .null)
  }
}
