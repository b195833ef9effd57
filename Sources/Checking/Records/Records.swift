import Spreadsheets

/// What else is known when a submission is looked at: the rows and reports of every submission that counts.
///
/// Made from verdicts alone, in whatever order they come, so that comparing stays as pure as checking.
package struct Records: Sendable {
  /// Whether these are all that was ever received, so that what is not here was never reported.
  package let isComplete: Bool
  /// In the order of their submissions' periods: of one case, the later state stands later.
  private let cases: [CaseRecord]
  private var byNumber: [String: [Int]] = [:]
  private var byEnterprise: [String: [Int]] = [:]
  private var byPlace: [CaseRecord.Place: Int] = [:]
  private var byUnit: [String: [Int]] = [:]
  /// Reports of units by form, unit and period.
  private var reports: [[String]: Verdict] = [:]

  /// - Parameter verdicts: of each unit, form and period the one that counts.
  package init(_ verdicts: some Sequence<Verdict>, isComplete: Bool, notice: Notice) {
    self.isComplete = isComplete
    var cases: [CaseRecord] = []
    let ordered = verdicts.map { (order: [$0.period ?? "", $0.receivedAt ?? "", $0.file.sha256], verdict: $0) }
      .sorted { $0.order.lexicographicallyPrecedes($1.order) }.map(\.verdict)
    for verdict in ordered {
      guard let form = notice.form(verdict.form) else { continue }
      switch form.rows {
      case .cases:
        let reader = CaseReader(form, notice)
        cases += verdict.rows.map { reader.record(of: $0, in: verdict) }
      case .units:
        if let unit = verdict.unit?.id, let period = verdict.period { reports[[form.id, unit, period]] = verdict }
      }
    }
    self.cases = cases
    for (index, record) in cases.enumerated() {
      byPlace[record.place] = index
      if let number = record.number { byNumber[number, default: []].append(index) }
      if !record.enterprise.isEmpty { byEnterprise[record.enterprise, default: []].append(index) }
      if let unit = record.unit { byUnit[unit, default: []].append(index) }
    }
  }

  func record(at place: CaseRecord.Place) -> (index: Int, record: CaseRecord)? {
    byPlace[place].map { ($0, cases[$0]) }
  }

  func report(form: String, unit: String, period: Period) -> Verdict? { reports[[form, unit, "\(period)"]] }

  /// Rows with a case number, in order.
  func rows(withNumber number: String) -> [(index: Int, record: CaseRecord)] {
    (byNumber[number] ?? []).map { ($0, cases[$0]) }
  }

  /// Rows of an enterprise by its folded name, in order.
  func rows(ofEnterprise name: String) -> [(index: Int, record: CaseRecord)] {
    (byEnterprise[name] ?? []).map { ($0, cases[$0]) }
  }

  func hasRows(ofUnit unit: String, form: String) -> Bool {
    (byUnit[unit] ?? []).contains { cases[$0].form == form }
  }

  /// A unit's cases of a quarter, each once in its latest state; a row without a number is a case of its own.
  func cases(ofUnit unit: String, form: String, quarter: Period) -> [CaseRecord] {
    var latest: [String: Int] = [:]
    var found: [Int] = []
    for index in byUnit[unit] ?? [] where cases[index].form == form {
      if let number = cases[index].number { latest[number] = index } else { found.append(index) }
    }
    return (found + latest.values).sorted().map { cases[$0] }.filter { $0.quarter == quarter }
  }
}

/// Makes records of a case form's rows.
private struct CaseReader {
  private let form: Form
  private let notice: Notice
  private let number: String?
  private let enterprise: String?
  private let addressFields: [String]
  private let date: String?
  private let unit: String?
  private let prefixes: [String]

  init(_ form: Form, _ notice: Notice) {
    (self.form, self.notice) = (form, notice)
    number = form.columns.first { $0.type.kind == .caseNumber }?.key
    enterprise = form.columns.first { $0.type.kind == .enterprise }?.key
    // An address is what the form's plain texts that must be filled say.
    addressFields = form.columns.filter { $0.type.kind == .text && $0.blank == .error }.map(\.key)
    date = form.columns.first { $0.role == .period }?.key
    unit = form.columns.first { $0.role == .submitter }?.key
    prefixes = notice.crossChecks.addressPrefixes.map { Folding.fold($0) }
  }

  func record(of row: Verdict.Row, in verdict: Verdict) -> CaseRecord {
    let values = row.values
    let closed = notice.crossChecks.closed
    return CaseRecord(
      place: verdict.place(of: row), form: form.id, sender: verdict.unit?.id,
      unit: string(values, unit) ?? verdict.unit?.id, isAccepted: row.accepted, number: string(values, number),
      enterprise: enterpriseName(values), address: address(values),
      day: string(values, date).flatMap { CalendarDay(iso: $0) },
      quarter: notice.quarter(of: row, in: verdict),
      isClosed: closed.map { $0.form == form.id && $0.path.value(in: values) == .string($0.value) } ?? false,
      values: values)
  }

  private func string(_ values: FieldValues, _ field: String?) -> String? {
    if let field, case .string(let text)? = values[field]?.value { text } else { nil }
  }

  private func enterpriseName(_ values: FieldValues) -> String {
    guard let enterprise, case .object(let parts)? = values[enterprise]?.value,
      case .string(let name)? = parts["licenceName"]
    else { return "" }
    return Folding.fold(name)
  }

  private func address(_ values: FieldValues) -> String {
    var address = Folding.fold(addressFields.compactMap { values[$0]?.given }.joined())
    for prefix in prefixes where address.hasPrefix(prefix) { address.removeFirst(prefix.count) }
    return address
  }
}

extension Verdict {
  func place(of row: Row) -> CaseRecord.Place {
    CaseRecord.Place(
      file: file.name, sha256: file.sha256, sheet: row.sheet, row: row.row,
      isDelimited: file.format == "csv" || file.format == "tsv")
  }
}
