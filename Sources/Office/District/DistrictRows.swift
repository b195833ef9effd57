import Checking
import Spreadsheets

/// The rows of a form by their period, out of all versions received: of each submission the version that counts is chosen.
struct DistrictRows: Sendable {
  private let form: String
  /// In the order of their slots.
  private let parts: [ReceivedRows]
  /// Those that anything received belongs to, with rows or without.
  let periods: Set<Period>

  init(of form: String, from state: Consolidation, by rule: DistrictTable.Rule) {
    self.init(of: form, [ReceivedRows(Self.received(form, state)[...], by: rule)])
  }

  /// The same, made by as many at once as there are processors.
  static func made(of form: String, from state: Consolidation, by rule: DistrictTable.Rule) async throws -> Self {
    let received = received(form, state)
    let parts = stride(from: 0, to: received.count, by: partSize).map { $0..<min($0 + partSize, received.count) }
    return Self(of: form, try await concurrentMap(parts) { ReceivedRows(received[$0], by: rule) })
  }

  /// So many submissions that a part is worth the handing over.
  private static let partSize = 64

  private init(of form: String, _ parts: [ReceivedRows]) {
    (self.form, self.parts) = (form, parts)
    periods = parts.reduce(into: []) { $0.formUnion($1.periods) }
  }

  /// All versions of a form in the order of their slots.
  private static func received(_ form: String, _ state: Consolidation) -> [ReceivedRows.Version] {
    state.slots(of: form).flatMap { slot in
      let ranked = state.ranked(slot)
      return ranked.enumerated().map { rank, version in
        ReceivedRows.Version(received: version, replacedBy: rank > 0 ? ranked[0].verdict.file.name : nil)
      }
    }
  }

  func count(in period: Period) -> Int { parts.reduce(0) { $0 + ($1.draft(of: period)?.rows.count ?? 0) } }

  /// The table of a period; an empty one where no row belongs to it.
  func table(_ period: Period) -> DistrictTable {
    let drafts = parts.compactMap { $0.draft(of: period) }
    var leftOut = drafts.flatMap(\.leftOut)
    let keys = sorted(latest(drafts, &leftOut), drafts)
    leftOut.sort { $0.row.precedes($1.row) }
    return DistrictTable(
      form: form, period: period, lines: keys.map { drafts[$0.part].rows[$0.place].line },
      excluded: leftOut.map { DistrictTable.Excluded(line: $0.row.line, reason: $0.reason) })
  }

  private struct CaseKey: Hashable {
    var unit: String?
    var number: OrderedText

    // A number is seldom another unit's as well.
    func hash(into hasher: inout Hasher) { hasher.combine(number) }
  }

  /// The latest state of each case; the others are left out.
  private func latest(_ drafts: [ReceivedRows.Draft], _ leftOut: inout [ReceivedRows.LeftOut]) -> [SortingKey] {
    var keys: [SortingKey] = []
    keys.reserveCapacity(drafts.reduce(0) { $0 + $1.rows.count })
    // Slots come in the order of periods: the later row is the later state.
    var latest: [CaseKey: Int] = [:]
    latest.reserveCapacity(keys.capacity)
    var earlier: Set<Int> = []
    for part in drafts.indices {
      let rows = drafts[part].rows
      let all = rows.span
      for place in all.indices {
        if all[place].caseNumber != .none {
          let key = CaseKey(unit: all[place].line.unit, number: all[place].caseNumber)
          if let before = latest.updateValue(keys.count, forKey: key) {
            earlier.insert(before)
            let row = drafts[keys[before].part].rows[keys[before].place]
            leftOut.append((row, .earlierState(of: all[place].line.origin)))
          }
        }
        keys.append(SortingKey(all[place], part: part, place: place))
      }
    }
    return earlier.isEmpty ? keys : keys.indices.filter { !earlier.contains($0) }.map { keys[$0] }
  }

  private func sorted(_ keys: [SortingKey], _ drafts: [ReceivedRows.Draft]) -> [SortingKey] {
    keys.sorted { left, right in
      left.precedes(right)
        ?? drafts[left.part].rows[left.place].precedes(drafts[right.part].rows[right.place])
    }
  }
}

/// The rows of some submissions of a form, by the period that each belongs to.
struct ReceivedRows: Sendable {
  struct Version: Sendable {
    var received: Consolidation.Version
    /// The file that counts instead.
    var replacedBy: String?
  }

  typealias LeftOut = (row: PlacedRow, reason: DistrictTable.Reason)

  struct Draft: Sendable {
    let period: Period
    /// Those that count, unless a later row of the same case does.
    var rows: [PlacedRow] = []
    var leftOut: [LeftOut] = []
  }

  private var drafts: [Draft] = []
  /// The drafts of some days, nil for what is no day. A submission has few, and most rows the day of the row before.
  private var days: [(day: OrderedText, draft: Int?)] = []
  private var lastDay = 0
  private static let mostDays = 16
  /// Those that a submission or a row belongs to.
  private(set) var periods: Set<Period> = []

  init(_ versions: ArraySlice<Version>, by rule: DistrictTable.Rule) {
    var placer = RowPlacer(rule)
    for version in versions { read(version, rule, &placer) }
    periods.formUnion(drafts.lazy.filter { !$0.rows.isEmpty || !$0.leftOut.isEmpty }.map(\.period))
  }

  func draft(of period: Period) -> Draft? { drafts.first { $0.period == period } }

  private mutating func read(_ version: Version, _ rule: DistrictTable.Rule, _ placer: inout RowPlacer) {
    let verdict = version.received.verdict
    let submission = DistrictTable.Submission(verdict)
    // Of rows that have no day of their own.
    let own = rule.periodOfSubmission(verdict)
    if let own { periods.insert(own) }
    let ownDraft = own.map { place(of: $0) }
    let rows = verdict.rows.span
    for place in rows.indices {
      let row = placer.read(rows, at: place, in: submission, of: verdict.unit?.id)
      guard let draft = draft(of: row.day, rule) ?? ownDraft else { continue }
      if let other = version.replacedBy {
        drafts[draft].leftOut.append((row, .supersededVersion(by: other)))
      } else if !rows[place].accepted {
        drafts[draft].leftOut.append((row, .faults(verdict.errors(in: rows[place]))))
      } else {
        drafts[draft].rows.append(row)
      }
    }
  }

  private mutating func draft(of day: OrderedText, _ rule: DistrictTable.Rule) -> Int? {
    if day == .none { return nil }
    if lastDay < days.count, days[lastDay].day == day { return days[lastDay].draft }
    if let known = days.firstIndex(where: { $0.day == day }) {
      lastDay = known
      return days[known].draft
    }
    let draft = CalendarDay(iso: day.text).map { place(of: rule.periodOfDay($0)) }
    if days.count == Self.mostDays { days.removeAll(keepingCapacity: true) }
    lastDay = days.count
    days.append((day, draft))
    return draft
  }

  private mutating func place(of period: Period) -> Int {
    if let known = drafts.firstIndex(where: { $0.period == period }) { return known }
    drafts.append(Draft(period: period))
    return drafts.count - 1
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
