import Checking
import Spreadsheets

/// The rows of a form by their period, out of all versions received: of each submission the version that counts is chosen.
struct DistrictRows: Sendable {
  private let form: String
  private let rule: DistrictTable.Rule
  /// In the order of their slots.
  private let parts: [ReceivedRows]
  /// Of all parts.
  private let submissions: [DistrictTable.Submission]
  /// Those that anything received belongs to, with rows or without.
  let periods: Set<Period>

  init(of form: String, from state: Consolidation, by rule: DistrictTable.Rule) {
    self.init(of: form, by: rule, [ReceivedRows(Self.received(form, state)[...], by: rule)])
  }

  /// The same, made by as many at once as there are processors.
  static func made(of form: String, from state: Consolidation, by rule: DistrictTable.Rule) async throws -> Self {
    let received = received(form, state)
    let parts = stride(from: 0, to: received.count, by: partSize).map { $0..<min($0 + partSize, received.count) }
    return Self(of: form, by: rule, try await concurrentMap(parts) { ReceivedRows(received[$0], by: rule) })
  }

  /// So many submissions that a part is worth the handing over.
  private static let partSize = 64

  private init(of form: String, by rule: DistrictTable.Rule, _ parts: [ReceivedRows]) {
    (self.form, self.rule, self.parts) = (form, rule, parts)
    submissions = parts.flatMap(\.submissions)
    periods = parts.reduce(into: []) { $0.formUnion($1.periods) }
  }

  /// All versions of a form in the order of their slots.
  private static func received(_ form: String, _ state: Consolidation) -> [ReceivedRows.Version] {
    state.ranked(of: form).flatMap { ranked in
      ranked.enumerated().map { rank, version in
        ReceivedRows.Version(received: version, replacedBy: rank > 0 ? ranked[0].verdict.file.name : nil)
      }
    }
  }

  func count(in period: Period) -> Int { parts.reduce(0) { $0 + ($1.draft(of: period)?.rows.count ?? 0) } }

  /// The table of a period; an empty one where no row belongs to it.
  func table(_ period: Period) -> DistrictTable {
    let drafts = parts.compactMap { $0.draft(of: period) }
    var leftOut = drafts.flatMap(\.leftOut)
    let order = RowOrder(submissions: submissions, fields: rule.fields)
    // Units apart: each has sent its rows nearly in their order.
    var units = Array(repeating: [PlacedRow](), count: rule.unitOrder.count + 1)
    for draft in drafts {
      for row in draft.rows { units[Int(row.unitOrder)].append(row) }
    }
    for unit in units.indices {
      leaveOutEarlier(of: &units[unit], areOfOneUnit: unit < rule.unitOrder.count, &leftOut)
      units[unit].sort(by: order.precedes)
    }
    leftOut.sort { order.precedes($0.row, $1.row) }
    var rows: [PlacedRow] = []
    rows.reserveCapacity(units.reduce(0) { $0 + $1.count })
    for unit in units { rows += unit }
    let excluded = leftOut.map { row, reason in
      DistrictTable.Excluded(
        line: DistrictTable.Line(submissions[Int(row.submission)], Int(row.place), rule.fields), reason: reason)
    }
    return DistrictTable(
      form: form, period: period, submissions: submissions, fields: rule.fields, rows: rows, excluded: excluded)
  }

  /// Leaves only the latest state of each case.
  private func leaveOutEarlier(
    of rows: inout [PlacedRow], areOfOneUnit: Bool, _ leftOut: inout [ReceivedRows.LeftOut]
  ) {
    if rule.fields.caseNumber == nil { return }
    // Slots come in the order of periods: the later row is the later state.
    var latest = LatestRows(count: rows.count)
    var earlier: Set<Int> = []
    for place in rows.indices where rows[place].isAboutCase {
      let row = rows[place]
      let submission = submissions[Int(row.submission)]
      let before = latest.update(place, ofCase: areOfOneUnit ? row.caseInUnit : nil) {
        LatestRows.CaseTexts(
          unit: submission.unit(ofRow: Int(row.place), rule.fields),
          number: submission.text(of: rule.fields.caseNumber, inRow: Int(row.place)))
      }
      if let before {
        earlier.insert(before)
        leftOut.append((rows[before], .earlierState(of: submission.origin(ofRow: Int(row.place)))))
      }
    }
    if earlier.isEmpty { return }
    rows = rows.indices.filter { !earlier.contains($0) }.map { rows[$0] }
  }
}

/// The row seen last of each case.
private struct LatestRows {
  struct CaseTexts: Hashable {
    var unit: String?
    var number: String?
  }

  private var byNumber: [UInt128: Int32] = [:]
  /// Of the few cases that no number tells from all others.
  private var byTexts: [CaseTexts: Int32] = [:]

  init(count: Int) { byNumber.reserveCapacity(count) }

  /// - Returns: the row of the case that was seen before.
  mutating func update(_ row: Int, ofCase number: UInt128?, _ texts: () -> CaseTexts) -> Int? {
    let row = Int32(row)
    let before =
      if let number { byNumber.updateValue(row, forKey: number) } else { byTexts.updateValue(row, forKey: texts()) }
    return before.map(Int.init)
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

  private(set) var submissions: [DistrictTable.Submission] = []
  private var drafts: [Draft] = []
  /// The drafts of some days, nil for what is no day. A submission has few, and most rows the day of the row before.
  private var days: [(day: OrderedText, draft: Int?)] = []
  private var lastDay = OrderedText.none
  private var lastDraft: Int?
  private static let mostDays = 16
  /// Those that a submission or a row belongs to.
  private(set) var periods: Set<Period> = []

  /// - Parameter versions: of all of the form's.
  init(_ versions: ArraySlice<Version>, by rule: DistrictTable.Rule) {
    var placer = RowPlacer(rule)
    submissions.reserveCapacity(versions.count)
    for place in versions.indices { read(versions[place], at: place, rule, &placer) }
    periods.formUnion(drafts.lazy.filter { !$0.rows.isEmpty || !$0.leftOut.isEmpty }.map(\.period))
  }

  func draft(of period: Period) -> Draft? { drafts.first { $0.period == period } }

  private mutating func read(
    _ version: Version, at number: Int, _ rule: DistrictTable.Rule, _ placer: inout RowPlacer
  ) {
    let verdict = version.received.verdict
    let submission = DistrictTable.Submission(verdict)
    submissions.append(submission)
    // Of rows that have no day of their own.
    let own = rule.periodOfSubmission(verdict)
    if let own { periods.insert(own) }
    let ownDraft = own.map { place(of: $0) }
    let rows = verdict.rows.span
    for place in rows.indices {
      let (row, day) = placer.read(rows, at: place, in: number, of: submission.sender)
      guard let draft = draft(of: day, rule) ?? ownDraft else { continue }
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
    if day == lastDay { return lastDraft }
    lastDay = day
    if let known = days.first(where: { $0.day == day }) {
      lastDraft = known.draft
    } else {
      lastDraft = CalendarDay(iso: day.text).map { place(of: rule.periodOfDay($0)) }
      if days.count == Self.mostDays { days.removeAll(keepingCapacity: true) }
      days.append((day, lastDraft))
    }
    return lastDraft
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
