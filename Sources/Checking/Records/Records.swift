import Spreadsheets

/// What else is known when a submission is looked at: the rows and reports of every submission that counts.
///
/// Made from verdicts alone, in whatever order they come, so that comparing stays as pure as checking. A class: every verdict
/// is compared with the same, on every thread.
package final class Records: Sendable {
  /// Whether these are all that was ever received, so that what is not here was never reported.
  package let isComplete: Bool
  /// Those of case forms in the order of their periods: of one case, the later state stands later.
  private let submissions: [RecordedVerdict]
  /// By submission the first of its rows, counted through all.
  private let starts: [Int]
  /// By row its submission.
  private let owners: [Int32]
  private let numbers: RowGroups
  private let enterprises: RowGroups
  /// By row its address, mixed to a number, where others have its enterprise.
  private let addresses: [UInt64?]
  /// By unit its rows, in their order.
  private let units: [String: [Int32]]
  /// The submissions of a file by its hash.
  private let byFile: [String: [Int]]
  /// Reports of units by form, unit and period.
  private let reports: [[String]: Verdict]

  /// - Parameter submissions: of each unit, form and period the one that counts.
  package init(_ submissions: [RecordedVerdict], isComplete: Bool, notice: Notice) {
    self.isComplete = isComplete
    var ofCases: [RecordedVerdict] = []
    var starts = [0]
    var files: [String: [Int]] = [:]
    var reports: [[String]: Verdict] = [:]
    for submission in submissions.sorted(by: RecordedVerdict.isBefore) {
      guard let form = notice.form(submission.verdict.form) else { continue }
      switch form.rows {
      case .cases:
        files[submission.verdict.file.sha256, default: []].append(ofCases.count)
        ofCases.append(submission)
        starts.append(starts[starts.count - 1] + submission.cases.count)
      case .units:
        if let unit = submission.verdict.unit?.id, let period = submission.verdict.period {
          reports[[form.id, unit, period]] = submission.verdict
        }
      }
    }
    var owners: [Int32] = []
    owners.reserveCapacity(starts[ofCases.count])
    for (place, submission) in ofCases.enumerated() {
      owners.append(contentsOf: repeatElement(Int32(place), count: submission.cases.count))
    }
    (self.submissions, self.starts, self.owners, byFile) = (ofCases, starts, owners, files)
    self.reports = reports
    let mixed = { @Sendable [ofCases, count = owners.count] (key: (RecordedVerdict.Case) -> UInt64?) in
      var mixed: [UInt64?] = []
      mixed.reserveCapacity(count)
      for submission in ofCases { for known in submission.cases { mixed.append(key(known)) } }
      return mixed
    }
    let place = { @Sendable [owners, starts] (row: Int) in
      let owner = Int(owners[row])
      return (owner, row - starts[owner])
    }
    // Nobody goes on before all is made.
    let beside = Beside { [ofCases, starts] in
      func number(_ row: Int) -> String? {
        let (owner, index) = place(row)
        return ofCases[owner].number(ofCase: index)
      }
      let numbers = RowGroups(mixed { $0.number }) { number($0) == number($1) }
      return (numbers, Self.units(ofCases, starts))
    }
    func enterprise(_ row: Int) -> ReadCell? {
      let (owner, index) = place(row)
      return ofCases[owner].enterprise(ofCase: index)
    }
    let enterprises = RowGroups(mixed { $0.enterprise }) { left, right in
      guard let left = enterprise(left), let right = enterprise(right) else { return false }
      return left.hasSameLicenceName(as: right)
    }
    self.enterprises = enterprises
    let mixedAddresses = { @Sendable [ofCases] (rows: Range<Int>) -> [UInt64?] in
      rows.map { row in
        guard enterprises.isShared(row) else { return nil }
        let (owner, index) = place(row)
        return ofCases[owner].withAddress(ofCase: index) { TextMix.whole($0) }
      }
    }
    let middle = owners.count / 2
    let others = Beside { [count = owners.count] in mixedAddresses(middle..<count) }
    addresses = mixedAddresses(0..<middle) + others.get()
    (numbers, units) = beside.get()
  }

  private static func units(_ submissions: [RecordedVerdict], _ starts: [Int]) -> [String: [Int32]] {
    var units: [String: [Int32]] = [:]
    for (start, submission) in zip(starts, submissions) {
      for (unit, id) in submission.units.enumerated() {
        let rows = submission.cases.indices.lazy.filter { submission.cases[$0].unit == unit }
        units[id, default: []].append(contentsOf: rows.map { Int32(start + $0) })
      }
    }
    return units
  }

  private func record(_ index: Int) -> CaseRecord {
    let owner = Int(owners[index])
    return CaseRecord(
      submission: submissions[owner], index: index - starts[owner], mixedAddress: addresses[index])
  }

  /// The rows of a verdict whose number or enterprise other rows have as well, with their records.
  func sharedCases(of verdict: Verdict) -> [(row: Verdict.Row, index: Int, record: CaseRecord)] {
    let own = (byFile[verdict.file.sha256] ?? []).filter {
      submissions[$0].verdict.form == verdict.form && submissions[$0].verdict.file.name == verdict.file.name
    }
    let shared = own.flatMap { submission in
      (starts[submission]..<starts[submission + 1]).filter { numbers.isShared($0) || enterprises.isShared($0) }
    }
    return shared.compactMap { index in
      let record = record(index)
      let row = record.row
      func isSame(_ other: Verdict.Row) -> Bool { other.row == row.row && other.sheet == row.sheet }
      // Most often they are the very rows of this verdict.
      if record.index < verdict.rows.count, isSame(verdict.rows[record.index]) {
        return (verdict.rows[record.index], index, record)
      }
      return verdict.rows.first(where: isSame).map { ($0, index, record) }
    }
  }

  func report(form: String, unit: String, period: Period) -> Verdict? { reports[[form, unit, "\(period)"]] }

  func hasRows(withNumber number: String) -> Bool {
    !numbers.rows(TextMix.whole(number)) { record($0).number == number }.isEmpty
  }

  /// The rows with the case number of one, which is among them, in order.
  func rows(withNumberOf index: Int) -> some BidirectionalCollection<(index: Int, record: CaseRecord)> {
    records(numbers.rows(like: index))
  }

  /// The rows of the enterprise of one, which is among them, in order.
  func rows(ofEnterpriseOf index: Int) -> some BidirectionalCollection<(index: Int, record: CaseRecord)> {
    records(enterprises.rows(like: index))
  }

  private func records(
    _ indices: RowGroups.LazyRows
  ) -> some BidirectionalCollection<(index: Int, record: CaseRecord)> {
    indices.map { (index: $0, record: self.record($0)) }
  }

  func hasRows(ofUnit unit: String, form: String) -> Bool {
    units[unit]?.contains { record(Int($0)).form == form } ?? false
  }

  /// A unit's cases of a quarter, each once in its latest state; a row without a number is a case of its own.
  func cases(ofUnit unit: String, form: String, quarter: Period, notice: Notice) -> [CaseRecord] {
    var latest: [String: Int] = [:]
    var found: [Int] = []
    for index in (units[unit] ?? []).lazy.map({ Int($0) }) {
      let record = record(index)
      guard record.form == form else { continue }
      if let number = record.number { latest[number] = index } else { found.append(index) }
    }
    return (found + latest.values).sorted().map { record($0) }.filter { $0.quarter(notice) == quarter }
  }
}
