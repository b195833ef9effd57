import Foundation
import Project
import Testing

@testable import Checking
@testable import Office

/// What a person who read the notice says of each fixture (`expected.jsonl`, not made by the program) against what the program says.
@Suite struct `The quarter as a person reads it` {
  struct Expectation: Decodable, CustomTestStringConvertible {
    struct Fault: Decodable {
      var severity: String
      var field: String
      var cells: [String]
      var about: String
      var suggestion: String?

      /// A fault that only the whole district shows is none of one file's check.
      var isOfDistrict: Bool { about.hasPrefix("district:") }
    }

    var name: String
    var verdict: String
    var form: String?
    var unit: String?
    var period: String?
    var timeliness: String?
    var findings: [Fault]
    var testDescription: String { name }
  }

  static let expectations: [Expectation] = {
    let url = Quarter.folder.appending(path: "expected.jsonl")
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Expectation.self, from: Data($0.utf8)) }
  }()

  let quarter: Quarter
  let comparison: Comparison

  init() throws {
    quarter = try Quarter()
    comparison = Self.comparison ?? quarter.comparison()
  }

  /// One for all the cases: it takes every file's check.
  private static let comparison = try? Quarter().comparison()

  @Test func `speaks of every file in the inbox`() {
    let names = Set(Self.expectations.map(\.name))
    let present = quarter.arrivals.map(\.name) + quarter.skipped.filter { $0.reason != .register }.map(\.name)
    #expect(names == Set(present))
  }

  @Test(arguments: expectations)
  func `agrees with the program`(expectation: Expectation) throws {
    guard expectation.verdict != "skipped" else {
      #expect(quarter.skipped.contains { $0.name == expectation.name })
      return
    }
    let arrival = try #require(quarter.arrivals.first { $0.name == expectation.name })
    let verdicts = quarter.check(arrival)
    #expect(verdicts.map(\.verdict.rawValue).joined(separator: "+") == expectation.verdict.replacing(" ", with: ""))
    if let unit = expectation.unit, verdicts[0].form != nil { #expect(verdicts[0].unit?.name == unit) }
    if let period = expectation.period, verdicts[0].form != nil {
      #expect(verdicts.compactMap(\.period).joined(separator: "+") == period.replacing(" ", with: ""))
    }
    if let timeliness = expectation.timeliness, verdicts[0].form != nil {
      #expect(verdicts.contains { $0.timeliness.rawValue == timeliness })
    }
    let actual = verdicts.map(comparison.compared).flatMap(\.findings)
    for fault in expectation.findings where fault.severity != "note?" {
      #expect(
        actual.contains { matches($0, fault) && (Rule.named($0.rule)?.findAcross != nil) == fault.isOfDistrict },
        "missing: \(fault.severity) \(fault.field) \(fault.cells) \(fault.about)")
    }
    for finding in actual where finding.severity != .note {
      #expect(
        expectation.findings.contains { matches(finding, $0) },
        "not expected: \(finding.severity) \(finding.rule) \(finding.cells) \(finding.message)")
    }
  }

  /// The same weight at a shared place (or both on the whole file), in the same field where both name one.
  private func matches(_ finding: Finding, _ fault: Expectation.Fault) -> Bool {
    guard fault.severity.split(separator: "|").contains(Substring(finding.severity.rawValue)) else { return false }
    if let field = finding.field, !fault.field.isEmpty, field != fault.field { return false }
    if let suggestion = fault.suggestion, finding.suggestion != suggestion { return false }
    return fault.cells.isEmpty || finding.cells.isEmpty || fault.cells.contains { names($0, finding) }
  }

  /// A place is a cell (`G5`, `5月!B5`), a row of a sheet (`5月!6`), a column (`F`) or a sheet (`2021年`).
  private func names(_ place: String, _ finding: Finding) -> Bool {
    let parts = place.split(separator: "!")
    let last = String(parts.last ?? "")
    if finding.cells.contains(last) || finding.sheet == place { return true }
    return finding.cells.contains { cell in
      String(cell.drop { $0.isLetter }) == last || String(cell.prefix { $0.isLetter }) == last
    }
  }
}
