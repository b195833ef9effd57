import Spreadsheets

/// Where the rows of a case form say which case they are: its number, its enterprise, where and when, and whether it has ended.
final class CaseFields: Sendable {
  let number: String?
  let enterprise: String?
  /// An address is what the form's plain texts that must be filled say.
  let address: [String]
  let day: String?
  let unit: String?
  /// Where a row says that its case has ended, and the value that says so.
  let closed: (path: CrossChecks.ValuePath, value: String)?
  /// What an address may begin with or leave out, folded, in UTF-8.
  private let prefixes: [[UInt8]]

  init(_ form: Form, _ crossChecks: CrossChecks) {
    number = form.columns.first { $0.type.kind == .caseNumber }?.key
    enterprise = form.columns.first { $0.type.kind == .enterprise }?.key
    address = form.columns.filter { $0.type.kind == .text && $0.blank == .error }.map(\.key)
    day = form.periodField
    unit = form.columns.first { $0.role == .submitter }?.key
    closed = crossChecks.closed.flatMap { $0.form == form.id ? ($0.path, $0.value) : nil }
    prefixes = crossChecks.addressPrefixes.map { Array(Folding.fold($0).utf8) }
  }
}

extension CaseFields {
  /// What an address says once it is folded, without what it may leave out.
  func stripped(_ address: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var rest = address[...]
    for prefix in prefixes where rest.starts(with: prefix) { rest = rest.dropFirst(prefix.count) }
    return UnsafeRawBufferPointer(rebasing: rest)
  }
}

extension FieldValues {
  /// What a field says as a text; nil where it says nothing or something else.
  func text(of field: String?) -> String? {
    if let field, case .string(let text)? = self[field]?.value { text } else { nil }
  }
}
