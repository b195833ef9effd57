import Checking
import Foundation
import Project
import Testing

@testable import Office

/// The laws, over every file that the fixture inbox holds.
@Suite struct `The quarter` {
  let quarter: Quarter

  init() throws { quarter = try Quarter() }

  @Test func `has a received time for every submission`() {
    #expect(quarter.arrivals.filter { quarter.register.times[$0.name] == nil }.map(\.name) == [])
    #expect(quarter.register.remarks == [])
  }

  @Test func `check is pure: again, in another order and side by side it says the same`() async {
    let first = quarter.arrivals.map { quarter.check($0).map(\.jsonLine) }
    #expect(first.allSatisfy { !$0.isEmpty })
    let backwards = Array(quarter.arrivals.reversed().map { quarter.check($0).map(\.jsonLine) }.reversed())
    #expect(backwards == first)
    let sideBySide = await withTaskGroup(of: (Int, [String]).self) { group in
      for (index, arrival) in quarter.arrivals.enumerated() {
        group.addTask { (index, quarter.check(arrival).map(\.jsonLine)) }
      }
      return await group.reduce(into: Array(repeating: [String](), count: first.count)) { $0[$1.0] = $1.1 }
    }
    #expect(sideBySide == first)
  }

  @Test func `what was recorded where it was checked is compared as what is recorded anew`() async throws {
    let verdicts = quarter.verdicts
    let (checked, others) = (verdicts.prefix(verdicts.count / 2), Consolidation(verdicts))
    let recorded = checked.map { RecordedVerdict($0, notice: quarter.notice) }
    func compared(beside ledger: Consolidation?) async throws -> Comparison {
      var received = ledger ?? Consolidation()
      for recorded in recorded { received.insert(Consolidation.Version(recorded)) }
      return try await Comparison.made(received, isComplete: ledger != nil, notice: quarter.notice)
    }
    let alone = try await compared(beside: nil)
    let plain = Comparison(Consolidation(checked), isComplete: false, notice: quarter.notice)
    #expect(checked.map { alone.compared($0).jsonLine } == checked.map { plain.compared($0).jsonLine })
    let beside = try await compared(beside: others)
    let whole = quarter.comparison()
    #expect(checked.map { beside.compared($0).jsonLine } == checked.map { whole.compared($0).jsonLine })
  }

  @Test func `what a checker remembers of other files changes nothing`() {
    var checker = Checker(notice: quarter.notice, tool: "ybz test")
    for arrival in quarter.arrivals + quarter.arrivals.reversed() {
      let alone = quarter.check(arrival).map(\.jsonLine)
      #expect(quarter.check(arrival, with: &checker).map(\.jsonLine) == alone, "\(arrival.name)")
    }
  }

  @Test func `consolidation is a union: any partition and order gives the same workbooks`() throws {
    let verdicts = quarter.verdicts
    let period = try #require(Period("2022Q2"))
    func workbooks(_ state: Consolidation) throws -> [[UInt8]] {
      try District(state, notice: quarter.notice).workbooks(of: period).map(\.bytes)
    }
    let whole = try workbooks(Consolidation(verdicts))
    #expect(whole.count == 2)
    var generator = SplitMix64(state: 7)
    for parts in 1...5 {
      var machines = Array(repeating: Consolidation(), count: parts)
      for verdict in verdicts.shuffled(using: &generator) {
        machines[Int.random(in: 0..<parts, using: &generator)].insert(Consolidation.Version(verdict))
      }
      var joined = Consolidation()
      for machine in machines.shuffled(using: &generator) { joined.formUnion(machine) }
      #expect(try workbooks(joined) == whole)
    }
  }

  @Test func `what the files show together does not depend on their order or on what was compared before`() throws {
    let verdicts = quarter.verdicts
    let whole = quarter.comparison()
    let expected = Dictionary(
      verdicts.map { ([$0.file.name, $0.form ?? ""], whole.compared($0).jsonLine) }, uniquingKeysWith: { $1 })
    #expect(zip(verdicts, verdicts.map(whole.compared)).contains { $0 != $1 })
    var generator = SplitMix64(state: 11)
    for _ in 1...4 {
      let shuffled = verdicts.shuffled(using: &generator)
      // Another machine has compared a part of them before.
      let part = Comparison(Consolidation(shuffled.prefix(20)), isComplete: false, notice: quarter.notice)
      let again = shuffled.map(part.compared)
      let comparison = Comparison(Consolidation(again), isComplete: true, notice: quarter.notice)
      for verdict in again {
        #expect(comparison.compared(verdict).jsonLine == expected[[verdict.file.name, verdict.form ?? ""]])
      }
    }
  }

  @Test func `nothing is lost: every row of every version is in a table or left out with a reason`() throws {
    var seen: Set<String> = []
    var rows: Set<String> = []
    for verdict in quarter.verdicts where verdict.form != nil {
      #expect(verdict.counts.rowsIn == verdict.rows.count)
      #expect(verdict.counts.rowsIn == verdict.counts.rowsAccepted + verdict.counts.rowsExcluded)
      // The same bytes under a second name are one version.
      guard seen.insert(verdict.file.sha256 + (verdict.form ?? "")).inserted else { continue }
      for row in verdict.rows { rows.insert("\(verdict.file.sha256) \(row.sheet) \(row.row)") }
    }
    let district = District(Consolidation(quarter.verdicts), notice: quarter.notice)
    var placed: [String] = []
    for period in district.quarters {
      for form in quarter.notice.forms {
        let table = district.table(of: form, period)
        #expect(table.rowsIn == table.lines.count + table.excluded.count)
        placed += (table.lines + table.excluded.map(\.line)).map {
          "\($0.origin.sha256) \($0.origin.sheet) \($0.origin.row)"
        }
      }
    }
    #expect(Set(placed) == rows)
    #expect(placed.count == rows.count)
  }

  @Test func `every file gets at least one verdict, and no refusal is without a finding`() {
    for arrival in quarter.arrivals {
      let verdicts = quarter.check(arrival)
      #expect(!verdicts.isEmpty, "\(arrival.name)")
      for verdict in verdicts where verdict.verdict != .accepted && verdict.verdict != .nil {
        #expect(verdict.findings.contains { $0.severity == .error }, "\(arrival.name)")
      }
    }
  }
}
