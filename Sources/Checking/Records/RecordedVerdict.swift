import Spreadsheets

/// A verdict with records of its cases: what `Records` are made of. Each is made from one verdict alone. A class: they are put
/// in order, and a verdict is large.
package final class RecordedVerdict: Sendable {
  let verdict: Verdict
  /// One a row of a case form.
  let cases: [CaseRecord]
  /// By period, then by the time of receipt, then by content.
  let order: [String]

  package init(_ verdict: Verdict, notice: Notice) {
    self.verdict = verdict
    order = [verdict.period ?? "", verdict.receivedAt ?? "", verdict.file.sha256]
    guard let form = notice.form(verdict.form), form.rows == .cases else {
      cases = []
      return
    }
    var reader = CaseReader(form, notice)
    cases = verdict.rows.map { reader.record(of: $0, in: verdict) }
  }
}

/// Makes records of a case form's rows.
private struct CaseReader {
  /// A field and where the last row had it.
  private struct Field {
    let name: String
    var place = 0

    mutating func value(in values: FieldValues) -> FieldValue? {
      guard let place = values.place(of: name, near: place) else { return nil }
      self.place = place
      return values.values[place]
    }

    mutating func text(in values: FieldValues) -> String? {
      if case .string(let text)? = value(in: values)?.value { text } else { nil }
    }
  }

  private let form: Form
  private let notice: Notice
  private var number: Field?
  private var name: Field?
  private var addressFields: [Field]
  private var date: Field?
  private var unit: Field?
  /// In UTF-8.
  private let prefixes: [[UInt8]]

  init(_ form: Form, _ notice: Notice) {
    (self.form, self.notice) = (form, notice)
    func field(_ column: Column?) -> Field? { column.map { Field(name: $0.key) } }
    number = field(form.columns.first { $0.type.kind == .caseNumber })
    name = field(form.columns.first { $0.type.kind == .enterprise })
    // An address is what the form's plain texts that must be filled say.
    addressFields = form.columns.filter { $0.type.kind == .text && $0.blank == .error }.map { Field(name: $0.key) }
    date = form.periodField.map { Field(name: $0) }
    unit = field(form.columns.first { $0.role == .submitter })
    prefixes = notice.crossChecks.addressPrefixes.map { Array(Folding.fold($0).utf8) }
  }

  mutating func record(of row: Verdict.Row, in verdict: Verdict) -> CaseRecord {
    let values = row.values
    let closed = notice.crossChecks.closed
    let day = (date?.text(in: values)).flatMap { CalendarDay(iso: $0) }
    return CaseRecord(
      place: verdict.place(of: row), form: form.id, sender: verdict.unit?.id,
      unit: unit?.text(in: values) ?? verdict.unit?.id, isAccepted: row.accepted, number: number?.text(in: values),
      enterprise: enterprise(values), address: address(values),
      day: day, quarter: day.map { notice.quarter(of: $0) } ?? notice.quarter(ofSubmission: verdict),
      isClosed: closed.map { $0.form == form.id && $0.path.value(in: values) == .string($0.value) } ?? false,
      values: values)
  }

  private mutating func enterprise(_ values: FieldValues) -> Text? {
    guard case .object(let parts)? = name?.value(in: values)?.value, case .string(let name)? = parts["licenceName"]
    else { return nil }
    let folded = Folding.fold(name)
    return folded.isEmpty ? nil : Text(folded)
  }

  private mutating func address(_ values: FieldValues) -> String {
    let given = addressFields.indices.compactMap { addressFields[$0].value(in: values)?.given }
    var address = Folding.fold(given.count == 1 ? given[0] : given.joined())
    return address.withUTF8 { bytes in
      var start = 0
      for prefix in prefixes where bytes[start...].starts(with: prefix) { start += prefix.count }
      return start == 0 ? nil : String(decoding: bytes[start...], as: UTF8.self)
    } ?? address
  }
}

extension Verdict {
  func place(of row: Row) -> CaseRecord.Place {
    CaseRecord.Place(
      file: file.name, sha256: file.sha256, sheet: row.sheet, row: row.row,
      isDelimited: file.format == "csv" || file.format == "tsv")
  }
}
