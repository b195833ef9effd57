import Checking

/// What the district's table of one form and period holds, and what was left out of it, before any layout.
///
/// Every row that any version of any submission holds for the period is in `lines` or in `excluded`, never in both.
package struct DistrictTable: Sendable {
  /// Where a row stands in what was sent.
  package struct Origin: Hashable, Sendable {
    package var file: String
    package var sha256: String
    package var sheet: String
    package var row: Int
    package var receivedAt: String
    /// The unit that sent it.
    package var unit: String?
    package var verdict: Verdict.Outcome
  }

  package struct Line: Sendable {
    package var unit: String?
    package var values: FieldValues
    package var origin: Origin
  }

  package enum Reason: Hashable, Sendable {
    /// The row has errors; their rules.
    case faults([String])
    /// Another version of the same submission counts.
    case supersededVersion(by: String)
    /// A later week's row of the same case counts.
    case earlierState(of: Origin)
  }

  package struct Excluded: Sendable {
    package var line: Line
    package var reason: Reason
  }

  package var form: String
  package var period: String
  package var lines: [Line]
  package var excluded: [Excluded]

  package var rowsIn: Int { lines.count + excluded.count }
}

extension DistrictTable {
  /// How the rows of a form become the table of a longer period.
  struct Rule {
    /// The field that names a case across submissions, and nil where each row stands for itself.
    var caseField: String?
    /// The field that names the unit a row is about; else it is the sender's.
    var unitField: String?
    /// The period a row belongs to, by its own values and else by its submission.
    var period: (Verdict, Verdict.Row) -> String?
    /// The period a submission belongs to as a whole, where it has no rows.
    var submissionPeriod: (Verdict) -> String?
    /// The units in the official order.
    var unitOrder: [String: Int]
    /// Within a unit rows stand in the order of this field, then of the case.
    var orderField: String?
  }

  /// Builds the table of a period out of all versions received, choosing for each submission the version that counts.
  init(of form: String, period: String, from state: Consolidation, by rule: Rule) {
    self.form = form
    self.period = period
    lines = []
    excluded = []
    var latest: [CaseKey: (week: String, line: Line)] = [:]
    for slot in state.slots(of: form) {
      let versions = state.ranked(slot)
      guard let winner = versions.first else { continue }
      for version in versions {
        for (row, line) in Self.rows(of: version.verdict, in: period, by: rule) {
          if version != winner {
            excluded.append(Excluded(line: line, reason: .supersededVersion(by: winner.verdict.file.name)))
          } else if !row.accepted {
            excluded.append(Excluded(line: line, reason: .faults(version.verdict.errors(in: row))))
          } else if let field = rule.caseField, case .string(let number)? = row.values[field]?.value {
            let key = CaseKey(unit: line.unit, number: number)
            // Slots come in the order of periods: the later row is the later state.
            if let earlier = latest[key] {
              excluded.append(Excluded(line: earlier.line, reason: .earlierState(of: line.origin)))
            }
            latest[key] = (slot.period ?? "", line)
          } else {
            lines.append(line)
          }
        }
      }
    }
    lines += latest.values.map(\.line)
    lines = rule.sorted(lines) { $0 }
    excluded = rule.sorted(excluded) { $0.line }
  }

  private struct CaseKey: Hashable {
    var unit: String?
    var number: String
  }

  private static func rows(of verdict: Verdict, in period: String, by rule: Rule) -> [(Verdict.Row, Line)] {
    verdict.rows.filter { rule.period(verdict, $0) == period }.map { row in
      let origin = Origin(
        file: verdict.file.name, sha256: verdict.file.sha256, sheet: row.sheet, row: row.row,
        receivedAt: verdict.receivedAt ?? "", unit: verdict.unit?.id, verdict: verdict.verdict)
      var unit = verdict.unit?.id
      if let field = rule.unitField, case .string(let own)? = row.values[field]?.value { unit = own }
      return (row, Line(unit: unit, values: row.values, origin: origin))
    }
  }
}

extension DistrictTable.Rule {
  func sorted<Item>(_ items: [Item], by line: (Item) -> DistrictTable.Line) -> [Item] {
    items.map { (key: key(line($0)), item: $0) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.item)
  }

  private func key(_ line: DistrictTable.Line) -> [String] {
    let order = line.unit.flatMap { unitOrder[$0] } ?? unitOrder.count
    let position = String(repeating: "0", count: max(0, 6 - String(order).count)) + String(order)
    let row = String(repeating: "0", count: max(0, 8 - String(line.origin.row).count)) + String(line.origin.row)
    return [
      position, text(orderField, in: line), text(caseField, in: line), line.origin.receivedAt, line.origin.file,
      line.origin.sha256, line.origin.sheet, row,
    ]
  }

  private func text(_ field: String?, in line: DistrictTable.Line) -> String {
    guard let field, case .string(let text)? = line.values[field]?.value else { return "" }
    return text
  }
}

extension Verdict {
  /// The rules with an error on a row.
  func errors(in row: Row) -> [String] {
    let places = Set(row.values.values.map(\.cell))
    let rules = findings.filter { finding in
      // A finding without a cell is about the whole sheet.
      finding.severity == .error && (finding.sheet ?? row.sheet) == row.sheet
        && (finding.cells.isEmpty || finding.row == row.row || !places.isDisjoint(with: finding.cells))
    }
    return Array(Set(rules.map(\.rule))).sorted()
  }
}
