/// The columns that tell a clerk which row is meant: its number, its case and its enterprise.
final class KeyColumns: Sendable {
  private let seq: String?
  private let caseNo: String?
  private let enterprise: String?

  init(_ columns: [Column]) {
    func field(_ kind: ColumnType.Kind) -> String? { columns.first { $0.type.kind == kind }?.key }
    (seq, caseNo, enterprise) = (field(.sequence), field(.caseNumber), field(.enterprise))
  }

  /// - Parameter given: what stands in a row's cell of a field.
  func key(_ given: (String) -> String?) -> Finding.Key {
    func text(_ field: String?) -> String? { field.flatMap(given).flatMap { $0.isEmpty ? nil : $0 } }
    return Finding.Key(seq: text(seq), caseNo: text(caseNo), enterprise: text(enterprise))
  }
}
