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
  package var period: Period
  package var lines: [Line] = []
  package var excluded: [Excluded] = []

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
    var period: (Verdict, Verdict.Row) -> Period?
    /// The units in the official order.
    var unitOrder: [String: Int]
    /// Within a unit rows stand in the order of this field, then of the case.
    var orderField: String?
  }

  /// The tables of a form out of all versions received, choosing for each submission the version that counts: one for
  /// each period that a row belongs to.
  static func all(of form: String, from state: Consolidation, by rule: Rule) -> [Period: DistrictTable] {
    var drafts: [Period: Draft] = [:]
    for slot in state.slots(of: form) {
      let versions = state.ranked(slot)
      for (rank, version) in versions.enumerated() {
        let verdict = version.verdict
        for row in verdict.rows {
          guard let period = rule.period(verdict, row) else { continue }
          let line = Line(row, of: verdict, by: rule)
          let reason: Reason? =
            if rank > 0 { .supersededVersion(by: versions[0].verdict.file.name) } else if !row.accepted {
              .faults(verdict.errors(in: row))
            } else { nil }
          drafts[period, default: Draft()].add(line, leftOut: reason, by: rule)
        }
      }
    }
    return Dictionary(uniqueKeysWithValues: drafts.map { ($0, $1.table(of: form, period: $0, by: rule)) })
  }

  /// What becomes of the rows of one period.
  private struct Draft {
    private struct CaseKey: Hashable {
      var unit: String?
      var number: String
    }

    private var latest: [CaseKey: Line] = [:]
    private var others: [Line] = []
    private var excluded: [Excluded] = []

    /// - Parameter reason: why the row is left out; nil for one that counts.
    mutating func add(_ line: Line, leftOut reason: Reason?, by rule: Rule) {
      if let reason {
        excluded.append(Excluded(line: line, reason: reason))
      } else if let field = rule.caseField, case .string(let number)? = line.values[field]?.value {
        // Slots come in the order of periods: the later row is the later state.
        if let earlier = latest.updateValue(line, forKey: CaseKey(unit: line.unit, number: number)) {
          excluded.append(Excluded(line: earlier, reason: .earlierState(of: line.origin)))
        }
      } else {
        others.append(line)
      }
    }

    func table(of form: String, period: Period, by rule: Rule) -> DistrictTable {
      DistrictTable(
        form: form, period: period, lines: rule.sorted(others + latest.values) { $0 },
        excluded: rule.sorted(excluded) { $0.line })
    }
  }
}

extension DistrictTable.Line {
  fileprivate init(_ row: Verdict.Row, of verdict: Verdict, by rule: DistrictTable.Rule) {
    unit = verdict.unit?.id
    if let field = rule.unitField, case .string(let own)? = row.values[field]?.value { unit = own }
    values = row.values
    origin = DistrictTable.Origin(
      file: verdict.file.name, sha256: verdict.file.sha256, sheet: row.sheet, row: row.row,
      receivedAt: verdict.receivedAt ?? "", unit: verdict.unit?.id, verdict: verdict.verdict)
  }
}

extension DistrictTable.Rule {
  /// By unit, by the field of order and by case; what is the same in these, by where it came from.
  func sorted<Item>(_ items: [Item], by line: (Item) -> DistrictTable.Line) -> [Item] {
    let keys = items.map { key(line($0)) }
    return items.indices.sorted { left, right in
      if let isBefore = keys[left].precedes(keys[right]) { return isBefore }
      return line(items[left]).origin.precedes(line(items[right]).origin)
    }.map { items[$0] }
  }

  private func key(_ line: DistrictTable.Line) -> SortingKey {
    SortingKey(
      unit: line.unit.flatMap { unitOrder[$0] } ?? unitOrder.count, order: text(orderField, in: line),
      number: text(caseField, in: line))
  }

  private func text(_ field: String?, in line: DistrictTable.Line) -> String {
    guard let field, case .string(let text)? = line.values[field]?.value else { return "" }
    return text
  }
}

private struct SortingKey {
  var unit: Int
  var order: String
  var number: String

  /// Nil where the two are the same.
  func precedes(_ other: Self) -> Bool? {
    if unit != other.unit { return unit < other.unit }
    if order != other.order { return order < other.order }
    return number == other.number ? nil : number < other.number
  }
}

extension DistrictTable.Origin {
  fileprivate func precedes(_ other: Self) -> Bool {
    (receivedAt, file, sha256, sheet, row) < (other.receivedAt, other.file, other.sha256, other.sheet, other.row)
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
