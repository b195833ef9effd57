import Spreadsheets

/// What else is known when a submission is looked at: the rows and reports of every submission that counts.
///
/// Made from verdicts alone, in whatever order they come, so that comparing stays as pure as checking.
package struct Records: Sendable {
  /// Whether these are all that was ever received, so that what is not here was never reported.
  package let isComplete: Bool
  /// In the order of their submissions' periods: of one case, the later state stands later.
  private let cases: [CaseRecord]
  private let numbers: RowGroups<String>
  private let enterprises: RowGroups<Text>
  private let units: RowGroups<String>
  /// By the hash of the file, in the order of its rows.
  private let byFile: [String: [Int]]
  /// Reports of units by form, unit and period.
  private var reports: [[String]: Verdict] = [:]

  /// - Parameter submissions: of each unit, form and period the one that counts.
  package init(_ submissions: some Sequence<RecordedVerdict>, isComplete: Bool, notice: Notice) {
    self.isComplete = isComplete
    var cases: [CaseRecord] = []
    var files: [String: [Int]] = [:]
    for submission in submissions.sorted(by: { $0.order.lexicographicallyPrecedes($1.order) }) {
      let verdict = submission.verdict
      guard let form = notice.form(verdict.form) else { continue }
      switch form.rows {
      case .cases:
        files[verdict.file.sha256, default: []] += cases.count..<cases.count + submission.cases.count
        cases += submission.cases
      case .units:
        if let unit = verdict.unit?.id, let period = verdict.period { reports[[form.id, unit, period]] = verdict }
      }
    }
    self.cases = cases
    byFile = files
    numbers = RowGroups(cases.map(\.number))
    enterprises = RowGroups(cases.map(\.enterprise))
    units = RowGroups(cases.map(\.unit))
  }

  /// The rows of a verdict that are known, with their records.
  func cases(of verdict: Verdict) -> [(row: Verdict.Row, index: Int, record: CaseRecord)] {
    let known = byFile[verdict.file.sha256] ?? []
    // Most often they are the very rows of this verdict.
    if known.count == verdict.rows.count,
      zip(verdict.rows, known).allSatisfy({ verdict.place(of: $0) == cases[$1].place })
    {
      return zip(verdict.rows, known).map { ($0, $1, cases[$1]) }
    }
    let places = Dictionary(known.map { (cases[$0].place, $0) }, uniquingKeysWith: { $1 })
    return verdict.rows.compactMap { row in places[verdict.place(of: row)].map { (row, $0, cases[$0]) } }
  }

  func report(form: String, unit: String, period: Period) -> Verdict? { reports[[form, unit, "\(period)"]] }

  func hasRows(withNumber number: String) -> Bool { !numbers.rows(of: number).isEmpty }

  /// The rows with the case number of one, which is among them, in order.
  func rows(withNumberOf index: Int) -> some BidirectionalCollection<(index: Int, record: CaseRecord)> {
    records(numbers.rows(like: index))
  }

  /// The rows of the enterprise of one, which is among them, in order.
  func rows(ofEnterpriseOf index: Int) -> some BidirectionalCollection<(index: Int, record: CaseRecord)> {
    records(enterprises.rows(like: index))
  }

  /// No array is made: most often there is one row, and it is the one that is asked about.
  private func records(
    _ indices: ArraySlice<Int>
  ) -> some BidirectionalCollection<(index: Int, record: CaseRecord)> {
    let cases = cases
    return indices.lazy.map { (index: $0, record: cases[$0]) }
  }

  func hasRows(ofUnit unit: String, form: String) -> Bool {
    units.rows(of: unit).contains { cases[$0].form == form }
  }

  /// A unit's cases of a quarter, each once in its latest state; a row without a number is a case of its own.
  func cases(ofUnit unit: String, form: String, quarter: Period) -> [CaseRecord] {
    var latest: [String: Int] = [:]
    var found: [Int] = []
    for index in units.rows(of: unit) where cases[index].form == form {
      if let number = cases[index].number { latest[number] = index } else { found.append(index) }
    }
    return (found + latest.values).sorted().map { cases[$0] }.filter { $0.quarter == quarter }
  }
}
