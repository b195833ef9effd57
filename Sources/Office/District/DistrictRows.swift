import Checking
import Spreadsheets

/// The rows of a form by their period, out of all versions received: of each submission the version that counts is chosen.
struct DistrictRows: Sendable {
  private let form: String
  /// All that rows came in.
  private var submissions: [DistrictTable.Submission] = []
  private var placer: RowPlacer
  private var drafts: [Draft] = []
  /// Those that anything received belongs to, with rows or without.
  private(set) var periods: Set<Period> = []

  init(of form: String, from state: Consolidation, by rule: DistrictTable.Rule) {
    self.form = form
    placer = RowPlacer(rule)
    for slot in state.slots(of: form) {
      let versions = state.ranked(slot).map(\.verdict)
      for (rank, verdict) in versions.enumerated() {
        add(verdict, replacedBy: rank > 0 ? versions[0].file.name : nil, period: rule.periodOfSubmission(verdict))
      }
    }
    periods.formUnion(drafts.map(\.period))
  }

  /// - Parameters:
  ///   - other: the file that counts instead.
  ///   - own: that of rows which have no day of their own.
  private mutating func add(_ verdict: Verdict, replacedBy other: String?, period own: Period?) {
    if let own { periods.insert(own) }
    let submission = submissions.count
    submissions.append(DistrictTable.Submission(verdict))
    for (place, row) in verdict.rows.enumerated() {
      let (placed, period) = placer.place(row.values, at: place, in: submission, of: verdict.unit?.id)
      guard let period = period ?? own else { continue }
      let draft = draft(of: period)
      if let other {
        drafts[draft].leftOut.append((placed, .supersededVersion(by: other)))
      } else if !row.accepted {
        drafts[draft].leftOut.append((placed, .faults(verdict.errors(in: row))))
      } else {
        drafts[draft].rows.append(placed)
      }
    }
  }

  private mutating func draft(of period: Period) -> Int {
    // There are few.
    if let known = drafts.firstIndex(where: { $0.period == period }) { return known }
    drafts.append(Draft(period: period))
    return drafts.count - 1
  }

  /// What becomes of the rows of one period, in the order of their slots.
  private struct Draft {
    let period: Period
    /// Those that count, unless a later row of the same case does.
    var rows: [PlacedRow] = []
    var leftOut: [(row: PlacedRow, reason: DistrictTable.Reason)] = []
  }

  // MARK: Tables

  func count(in period: Period) -> Int { drafts.first { $0.period == period }?.rows.count ?? 0 }

  /// The table of a period; an empty one where no row belongs to it.
  func table(_ period: Period) -> DistrictTable {
    guard let draft = drafts.first(where: { $0.period == period }) else {
      return DistrictTable(form: form, period: period)
    }
    var (rows, leftOut) = latest(draft.rows)
    leftOut += draft.leftOut
    rows.sort(by: precedes)
    leftOut.sort { precedes($0.row, $1.row) }
    return DistrictTable(
      form: form, period: period, lines: rows.map(line),
      excluded: leftOut.map { DistrictTable.Excluded(line: line($0.row), reason: $0.reason) })
  }

  private struct CaseKey: Hashable {
    var unit: Int32
    var number: TextOrder.Rank

    // A number is seldom another unit's as well.
    func hash(into hasher: inout Hasher) { hasher.combine(number) }
  }

  /// The latest state of each case, and the others.
  private func latest(
    _ rows: [PlacedRow]
  ) -> (rows: [PlacedRow], leftOut: [(row: PlacedRow, reason: DistrictTable.Reason)]) {
    // Slots come in the order of periods: the later row is the later state.
    var latest: [CaseKey: Int] = [:]
    latest.reserveCapacity(rows.count)
    var earlier: [Int] = []
    var leftOut: [(row: PlacedRow, reason: DistrictTable.Reason)] = []
    for (index, row) in rows.enumerated() where row.caseNumber != .none {
      let before = latest.updateValue(index, forKey: CaseKey(unit: row.unit, number: row.caseNumber))
      guard let before else { continue }
      earlier.append(before)
      leftOut.append((rows[before], .earlierState(of: line(row).origin)))
    }
    if earlier.isEmpty { return (rows, []) }
    let gone = Set(earlier)
    return (rows.indices.filter { !gone.contains($0) }.map { rows[$0] }, leftOut)
  }

  /// By unit, by day and by case; where those are the same, by where the rows came from.
  private func precedes(_ left: PlacedRow, _ right: PlacedRow) -> Bool {
    if left.unitOrder != right.unitOrder { return left.unitOrder < right.unitOrder }
    if left.day != right.day { return placer.order.precedes(left.day, right.day) }
    if left.caseNumber != right.caseNumber { return placer.order.precedes(left.caseNumber, right.caseNumber) }
    return line(left).origin.precedes(line(right).origin)
  }

  private func line(_ row: PlacedRow) -> DistrictTable.Line {
    DistrictTable.Line(
      unit: placer.units[Int(row.unit)], submission: submissions[Int(row.submission)], place: Int(row.place))
  }
}

extension DistrictTable.Origin {
  fileprivate func precedes(_ other: Self) -> Bool {
    (submission.receivedAt, file, sha256, sheet, row)
      < (other.submission.receivedAt, other.file, other.sha256, other.sheet, other.row)
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
