import Spreadsheets

/// One row of a case form, as it was sent once. Nothing is copied: few rows are looked at once all are put together.
struct CaseRecord {
  /// Where a row stands in what was sent.
  struct Place: Hashable {
    var file: String
    var sheet: String
    var row: Int
    /// Whether the file has only one sheet, named as the file is.
    var isDelimited: Bool
  }

  let submission: RecordedVerdict
  /// Among the submission's rows.
  let index: Int
  /// Its address mixed to a number; nil where there is none, or where nobody else has its enterprise.
  let mixedAddress: UInt64?

  private var verdict: Verdict { submission.verdict }
  private var fields: CaseFields? { submission.fields }
  private var known: RecordedVerdict.Case { submission.cases[index] }

  var row: Verdict.Row { verdict.rows[index] }
  var values: FieldValues { verdict.rows[index].values }
  var form: String? { verdict.form }
  /// The unit that sent it and the one the row names, which is usually the same.
  var sender: String? { verdict.unit?.id }
  var unit: String? { known.unit.map { submission.units[$0] } }
  var isAccepted: Bool { verdict.rows[index].accepted }
  /// The case's number; nil where it could not be read.
  var number: String? { submission.number(ofCase: index) }
  var hasEnterprise: Bool { known.enterprise != nil }
  var day: CalendarDay? { values.text(of: fields?.day).flatMap { CalendarDay(iso: $0) } }
  /// The quarter that the case belongs to.
  func quarter(_ notice: Notice) -> Period? {
    day.map { notice.quarter(of: $0) } ?? notice.quarter(ofSubmission: verdict)
  }

  /// Whether both have an address, and the same.
  func isAtSameAddress(as other: CaseRecord) -> Bool {
    guard mixedAddress != nil, mixedAddress == other.mixedAddress else { return false }
    return submission.withAddress(ofCase: index) { own in
      other.submission.withAddress(ofCase: other.index) { $0.elementsEqual(own) }
    } == true
  }

  var isClosed: Bool {
    fields?.closed.map { $0.path.value(in: values) == .string($0.value) } ?? false
  }

  var place: Place {
    Place(
      file: verdict.file.name, sheet: row.sheet, row: row.row,
      isDelimited: verdict.file.format == "csv" || verdict.file.format == "tsv")
  }

  /// Whether two rows come from different units: sent by, or about.
  func isOfAnotherUnit(than other: CaseRecord) -> Bool { sender != other.sender || unit != other.unit }

  func isOfSameSubmission(as other: CaseRecord) -> Bool {
    submission === other.submission || verdict.file.sha256 == other.verdict.file.sha256 && form == other.form
  }
}

extension CaseRecord.Place {
  /// As people say it: `“甲街道附件1.xlsx”的“Sheet1”第 7 行`.
  var spoken: String { isDelimited ? "“\(file)”第 \(row) 行" : "“\(file)”的工作表“\(sheet)”第 \(row) 行" }
}

extension CrossChecks.ValuePath {
  func value(in values: FieldValues) -> JSONValue? {
    guard let value = values[field]?.value else { return nil }
    guard let member else { return value }
    if case .object(let members) = value { return members[member] }
    return nil
  }
}
