import Checking

/// The rows of a form by their period, out of all versions received: of each submission the version that counts is chosen.
struct DistrictRows: Sendable {
  private let form: String
  private let rule: DistrictTable.Rule
  private var drafts: [Period: Draft] = [:]

  init(of form: String, from state: Consolidation, by rule: DistrictTable.Rule) {
    (self.form, self.rule) = (form, rule)
    for slot in state.slots(of: form) {
      let versions = state.ranked(slot)
      for (rank, version) in versions.enumerated() {
        let verdict = version.verdict
        for row in verdict.rows {
          guard let period = rule.period(verdict, row) else { continue }
          let line = DistrictTable.Line(row, of: verdict, by: rule)
          let reason: DistrictTable.Reason? =
            if rank > 0 { .supersededVersion(by: versions[0].verdict.file.name) } else if !row.accepted {
              .faults(verdict.errors(in: row))
            } else { nil }
          drafts[period, default: Draft()].add(line, leftOut: reason, by: rule)
        }
      }
    }
  }

  /// Those that a row belongs to.
  var periods: some Sequence<Period> { drafts.keys }

  /// The table of a period; an empty one where no row belongs to it.
  func table(_ period: Period) -> DistrictTable {
    let draft = drafts[period] ?? Draft()
    return DistrictTable(
      form: form, period: period, lines: rule.sorted(draft.others + draft.latest.values) { $0 },
      excluded: rule.sorted(draft.excluded) { $0.line })
  }

  /// What becomes of the rows of one period.
  private struct Draft {
    struct CaseKey: Hashable {
      var unit: String?
      var number: String
    }

    private(set) var latest: [CaseKey: DistrictTable.Line] = [:]
    private(set) var others: [DistrictTable.Line] = []
    private(set) var excluded: [DistrictTable.Excluded] = []

    /// - Parameter reason: why the row is left out; nil for one that counts.
    mutating func add(_ line: DistrictTable.Line, leftOut reason: DistrictTable.Reason?, by rule: DistrictTable.Rule) {
      if let reason {
        excluded.append(DistrictTable.Excluded(line: line, reason: reason))
      } else if let field = rule.caseField, case .string(let number)? = line.values[field]?.value {
        // Slots come in the order of periods: the later row is the later state.
        if let earlier = latest.updateValue(line, forKey: CaseKey(unit: line.unit, number: number)) {
          excluded.append(DistrictTable.Excluded(line: earlier, reason: .earlierState(of: line.origin)))
        }
      } else {
        others.append(line)
      }
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
