import Checking
import Spreadsheets

/// The rows of a form by their period, out of all versions received: of each submission the version that counts is chosen.
struct DistrictRows: Sendable {
  private let form: String
  private var drafts: [Draft] = []
  /// Those that anything received belongs to, with rows or without.
  private(set) var periods: Set<Period> = []

  init(of form: String, from state: Consolidation, by rule: DistrictTable.Rule) {
    self.form = form
    var reader = RowReader(rule)
    for slot in state.slots(of: form) {
      let versions = state.ranked(slot)
      for (rank, version) in versions.enumerated() {
        let verdict = version.verdict
        let submission = DistrictTable.Submission(verdict)
        let own = rule.periodOfSubmission(verdict)
        if let own { periods.insert(own) }
        for row in verdict.rows {
          let (placed, period) = reader.read(row, of: submission)
          guard let period = period ?? own else { continue }
          let reason: DistrictTable.Reason? =
            if rank > 0 { .supersededVersion(by: versions[0].verdict.file.name) } else if !row.accepted {
              .faults(verdict.errors(in: row))
            } else { nil }
          drafts[draft(of: period)].add(placed, leftOut: reason)
        }
      }
    }
    periods.formUnion(drafts.map(\.period))
  }

  /// The table of a period; an empty one where no row belongs to it.
  func table(_ period: Period) -> DistrictTable {
    let draft = drafts.first { $0.period == period }
    return DistrictTable(form: form, period: period, lines: draft?.lines ?? [], excluded: draft?.leftOut ?? [])
  }

  func count(in period: Period) -> Int { drafts.first { $0.period == period }?.count ?? 0 }

  private mutating func draft(of period: Period) -> Int {
    // There are few.
    if let known = drafts.firstIndex(where: { $0.period == period }) { return known }
    drafts.append(Draft(period: period))
    return drafts.count - 1
  }

  /// What becomes of the rows of one period.
  private struct Draft {
    struct CaseKey: Hashable {
      var unit: String?
      var number: String

      // A number is seldom another unit's as well.
      func hash(into hasher: inout Hasher) { hasher.combine(number) }
    }

    let period: Period
    private var rows: [PlacedRow] = []
    /// Where the latest state of each case stands among the rows.
    private var latest: [CaseKey: Int] = [:]
    private var excluded: [(row: PlacedRow, reason: DistrictTable.Reason)] = []

    init(period: Period) { self.period = period }

    var count: Int { rows.count }

    /// - Parameter reason: why the row is left out; nil for one that counts.
    mutating func add(_ row: PlacedRow, leftOut reason: DistrictTable.Reason?) {
      if let reason { return excluded.append((row, reason)) }
      if let number = row.key.caseNumber {
        // Slots come in the order of periods: the later row is the later state.
        if let earlier = latest.updateValue(rows.count, forKey: CaseKey(unit: row.line.unit, number: number)) {
          excluded.append((rows[earlier], .earlierState(of: row.line.origin)))
          rows[earlier].counts = false
        }
      }
      rows.append(row)
    }

    var lines: [DistrictTable.Line] {
      sorted(rows.indices.filter { rows[$0].counts }) { rows[$0] }.map { rows[$0].line }
    }

    var leftOut: [DistrictTable.Excluded] {
      sorted(Array(excluded.indices)) { excluded[$0].row }.map {
        DistrictTable.Excluded(line: excluded[$0].row.line, reason: excluded[$0].reason)
      }
    }

    private func sorted(_ indices: [Int], _ row: (Int) -> PlacedRow) -> [Int] {
      // Keys are moved to and fro rather than whole rows.
      var keys = indices.map { (index: $0, key: row($0).key) }
      keys.sort { left, right in
        left.key.precedes(right.key) ?? row(left.index).line.origin.precedes(row(right.index).line.origin)
      }
      return keys.map(\.index)
    }
  }
}

/// A row and what says where it stands in the table.
private struct PlacedRow {
  var line: DistrictTable.Line
  var key: SortingKey
  /// Whether nothing came that counts instead.
  var counts = true
}

/// By unit, by day and by case.
private struct SortingKey {
  /// Of the unit in the official order.
  var unit: Int
  var day: String
  /// Nil where rows are not about cases.
  var caseNumber: String?

  /// Nil where the two are the same: then it goes by where the rows came from.
  func precedes(_ other: Self) -> Bool? {
    if unit != other.unit { return unit < other.unit }
    if day != other.day { return day < other.day }
    return caseNumber == other.caseNumber ? nil : (caseNumber ?? "") < (other.caseNumber ?? "")
  }
}

/// Finds in row after row what says where it stands.
private struct RowReader {
  private static let (unit, day, caseNumber) = (0, 1, 2)

  private let rule: DistrictTable.Rule
  private var places: NamePlaces
  // What was found of the row before: rows of one submission are alike.
  private var unit: String?
  private var order: Int
  private var day: String?
  private var period: Period?

  init(_ rule: DistrictTable.Rule) {
    self.rule = rule
    places = NamePlaces(of: [rule.unitField, rule.dayField, rule.caseField])
    order = rule.unitOrder.count
  }

  /// - Returns: the period by the row's own day, nil where it has none.
  mutating func read(
    _ row: Verdict.Row, of submission: DistrictTable.Submission
  ) -> (row: PlacedRow, period: Period?) {
    places.look(in: row.values.fields)
    let values = row.values.values
    let unit = text(Self.unit, values) ?? submission.unit
    if unit != self.unit {
      self.unit = unit
      order = unit.flatMap { rule.unitOrder[$0] } ?? rule.unitOrder.count
    }
    let day = text(Self.day, values)
    if day != self.day {
      self.day = day
      period = day.flatMap { CalendarDay(iso: $0) }.map(rule.periodOfDay)
    }
    let origin = DistrictTable.Origin(submission: submission, sheet: row.sheet, row: row.row)
    let key = SortingKey(unit: order, day: day ?? "", caseNumber: text(Self.caseNumber, values))
    return (PlacedRow(line: DistrictTable.Line(unit: unit, values: row.values, origin: origin), key: key), period)
  }

  private func text(_ field: Int, _ values: [FieldValue]) -> String? {
    guard let place = places[field], case .string(let text) = values[place].value else { return nil }
    return text
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
