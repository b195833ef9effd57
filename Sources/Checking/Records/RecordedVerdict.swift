import Spreadsheets

/// A verdict with what its cases are put together by: what `Records` are made of. Each is made from one verdict alone. A class:
/// they are put in order, and a verdict is large.
package final class RecordedVerdict: Sendable {
  /// What a row is put together with others by. Texts are mixed to numbers: most come only once and are never compared.
  struct Case: Sendable {
    /// The case's number; nil where it could not be read.
    var number: UInt64?
    /// The licence name as names are compared; nil where there is none.
    var enterprise: UInt64?
    /// The place among the submission's units of the one that the row names, or else of the one that sent it.
    var unit: Int?
  }

  package let verdict: Verdict
  /// By period, then by the time of receipt, then by content.
  private let order: (period: String, receivedAt: String, sha256: String)
  /// Nil for what is no case form.
  let fields: CaseFields?
  /// One a row of a case form.
  let cases: [Case]
  /// By id; most often one.
  let units: [String]

  package init(_ verdict: Verdict, notice: Notice) {
    self.verdict = verdict
    order = (verdict.period ?? "", verdict.receivedAt ?? "", verdict.file.sha256)
    fields = verdict.form.flatMap { notice.lookup.cases[$0] }
    guard let fields else {
      (cases, units) = ([], [])
      return
    }
    var reader = CaseReader(fields, verdict)
    cases = verdict.rows.map { reader.read($0.values) }
    units = reader.units
  }

  static func isBefore(_ left: RecordedVerdict, _ right: RecordedVerdict) -> Bool { left.order < right.order }
}

/// What a case says, without a record for it.
extension RecordedVerdict {
  private func values(_ index: Int) -> FieldValues { verdict.rows[index].values }

  /// The case's number; nil where it could not be read.
  func number(ofCase index: Int) -> String? { values(index).text(of: fields?.number) }

  func enterprise(ofCase index: Int) -> ReadCell? { (fields?.enterprise).flatMap { values(index)[$0]?.content } }

  /// Shows its address as addresses are compared; nothing where there is none.
  func withAddress<Result>(ofCase index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    guard let fields else { return nil }
    let values = values(index)
    let given = fields.address.compactMap { values[$0]?.given }
    return Folding.withFolded(given.count == 1 ? given[0] : given.joined()) { folded in
      let address = fields.stripped(folded)
      return address.isEmpty ? nil : body(address)
    }
  }
}

/// Reads what rows of a case form are put together by.
private struct CaseReader {
  private let fields: CaseFields
  /// The fields of the last row, and where it has those that are asked for: the rows of a table have the same.
  private var names: [String] = []
  private var (number, enterprise, unit): (Int?, Int?, Int?)
  private let sender: String?
  private(set) var units: [String] = []
  /// The unit that was read last: rows say the same over and over.
  private var lastUnit: (content: ReadCell, unit: Int?)?

  init(_ fields: CaseFields, _ verdict: Verdict) {
    self.fields = fields
    sender = verdict.unit?.id
  }

  mutating func read(_ values: FieldValues) -> RecordedVerdict.Case {
    if values.names != names { find(values.names) }
    let cells = values.values
    return RecordedVerdict.Case(
      number: number.flatMap { cells.span.withContent(at: $0, \.mixedText) },
      enterprise: enterprise.flatMap { cells.span.withContent(at: $0, \.mixedLicenceName) },
      unit: unit.flatMap { cells.span.withContent(at: $0) { unit(of: $0) } } ?? place(of: sender))
  }

  private mutating func find(_ names: [String]) {
    func place(_ field: String?) -> Int? { field.flatMap { names.firstIndex(of: $0) } }
    self.names = names
    (number, enterprise, unit) = (place(fields.number), place(fields.enterprise), place(fields.unit))
  }

  private mutating func unit(of content: ReadCell) -> Int? {
    if let lastUnit, lastUnit.content === content { return lastUnit.unit }
    let unit = if case .string(let id) = content.value { place(of: id) } else { place(of: sender) }
    lastUnit = (content, unit)
    return unit
  }

  private mutating func place(of unit: String?) -> Int? {
    guard let unit else { return nil }
    if let known = units.firstIndex(of: unit) { return known }
    units.append(unit)
    return units.count - 1
  }
}

extension ReadCell {
  /// The name on the licence as names are compared, mixed to a number; nil where there is none.
  fileprivate var mixedLicenceName: UInt64? {
    licenceName.flatMap { name in Folding.withFolded(name) { $0.isEmpty ? nil : TextMix.whole($0) } }
  }

  /// Whether both are enterprises with the same name on the licence.
  func hasSameLicenceName(as other: ReadCell) -> Bool {
    guard let own = licenceName else { return false }
    return self === other || other.licenceName.map { Folding.areSame(own, $0) } ?? false
  }

  /// The name on the licence of an enterprise.
  var licenceName: String? {
    if case .object(let parts) = value, case .string(let name)? = parts["licenceName"] { name } else { nil }
  }
}
