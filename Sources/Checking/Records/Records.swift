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
  /// By the enterprise's number.
  private var byEnterprise: [[Int]]
  /// By the hash of the file, in the order of its rows.
  private let byFile: [String: [Int]]
  private var byUnit: [String: [Int]] = [:]
  /// Reports of units by form, unit and period.
  private var reports: [[String]: Verdict] = [:]

  /// - Parameter verdicts: of each unit, form and period the one that counts.
  package init(_ verdicts: some Sequence<Verdict>, isComplete: Bool, notice: Notice) {
    self.isComplete = isComplete
    var cases: [CaseRecord] = []
    var enterprises = EnterpriseNames()
    var files: [String: [Int]] = [:]
    let ordered = verdicts.map { (order: [$0.period ?? "", $0.receivedAt ?? "", $0.file.sha256], verdict: $0) }
      .sorted { $0.order.lexicographicallyPrecedes($1.order) }.map(\.verdict)
    for verdict in ordered {
      guard let form = notice.form(verdict.form) else { continue }
      switch form.rows {
      case .cases:
        let reader = CaseReader(form, notice)
        let first = cases.count
        for row in verdict.rows { cases.append(reader.record(of: row, in: verdict, &enterprises)) }
        files[verdict.file.sha256, default: []] += first..<cases.count
      case .units:
        if let unit = verdict.unit?.id, let period = verdict.period { reports[[form.id, unit, period]] = verdict }
      }
    }
    self.cases = cases
    byFile = files
    byEnterprise = Array(repeating: [], count: enterprises.count)
    for (index, record) in cases.enumerated() {
      if let number = record.number { byNumber[number, default: []].append(index) }
      if !record.enterprise.isEmpty { byEnterprise[record.enterprise.number].append(index) }
      if let unit = record.unit { byUnit[unit, default: []].append(index) }
    }
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

  /// Rows with a case number, in order.
  func rows(withNumber number: String) -> some BidirectionalCollection<(index: Int, record: CaseRecord)> {
    numbered(byNumber[number])
  }

  /// Rows of an enterprise, in order.
  func rows(ofEnterprise enterprise: CaseRecord.Enterprise) -> some BidirectionalCollection<
    (index: Int, record: CaseRecord)
  > {
    numbered(byEnterprise[enterprise.number])
  }

  /// No array is made: most often there is one row, and it is the one that is asked about.
  private func numbered(_ indices: [Int]?) -> some BidirectionalCollection<(index: Int, record: CaseRecord)> {
    let cases = cases
    return (indices ?? []).lazy.map { (index: $0, record: cases[$0]) }
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

/// Names of enterprises as they are compared, each once.
private struct EnterpriseNames {
  // By their bytes: a `String` of Chinese is normalised whenever it is hashed.
  private var known: [Text: CaseRecord.Enterprise] = ["": .unnamed]

  var count: Int { known.count }

  mutating func enterprise(named name: String) -> CaseRecord.Enterprise {
    // Entered where it is missing, and looked up only once: most names are new.
    func entered(_ enterprise: inout CaseRecord.Enterprise) -> CaseRecord.Enterprise { enterprise }
    let next = CaseRecord.Enterprise(number: known.count)
    return entered(&known[Text(name), default: next])
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
    date = form.periodField
    unit = form.columns.first { $0.role == .submitter }?.key
    prefixes = notice.crossChecks.addressPrefixes.map { Folding.fold($0) }
  }

  func record(of row: Verdict.Row, in verdict: Verdict, _ enterprises: inout EnterpriseNames) -> CaseRecord {
    let values = row.values
    let closed = notice.crossChecks.closed
    return CaseRecord(
      place: verdict.place(of: row), form: form.id, sender: verdict.unit?.id,
      unit: string(values, unit) ?? verdict.unit?.id, isAccepted: row.accepted, number: string(values, number),
      enterprise: enterprises.enterprise(named: name(values)), address: address(values),
      day: string(values, date).flatMap { CalendarDay(iso: $0) },
      quarter: notice.quarter(of: row, in: verdict, by: date),
      isClosed: closed.map { $0.form == form.id && $0.path.value(in: values) == .string($0.value) } ?? false,
      values: values)
  }

  private func string(_ values: FieldValues, _ field: String?) -> String? {
    if let field, case .string(let text)? = values[field]?.value { text } else { nil }
  }

  private func name(_ values: FieldValues) -> String {
    guard let enterprise, case .object(let parts)? = values[enterprise]?.value,
      case .string(let name)? = parts["licenceName"]
    else { return "" }
    return Folding.fold(name)
  }

  private func address(_ values: FieldValues) -> String {
    var address = Folding.fold(addressFields.reduce(into: "") { $0 += values[$1]?.given ?? "" })
    for prefix in prefixes where address.opens(with: prefix) {
      address = String(Substring(address.utf8.dropFirst(prefix.utf8.count)))
    }
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
