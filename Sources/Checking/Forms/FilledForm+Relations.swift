/// What the rules about the cells of one row share.
extension FilledForm {
  /// The faults that `find` sees in the rows to which a relation applies.
  func rowRelationFaults(_ find: (FilledRow, RowRelation, FilledForm) -> [PlacedFault]) -> [PlacedFault] {
    guard !form.relations.isEmpty else { return [] }
    return form.relations.flatMap { relation in
      rows.flatMap { row in applies(relation, to: row) ? find(row, relation, self) : [] }
    }
  }

  private func applies(_ relation: RowRelation, to row: FilledRow) -> Bool {
    relation.condition.allSatisfy { field, ids in terms(row, field).contains(where: ids.contains) }
  }

  /// The ids of the terms that a cell says.
  private func terms(_ row: FilledRow, _ field: String) -> [String] {
    switch row.cells[field]?.value {
    case .string(let id)?: [id]
    case .array(let items)?: items.compactMap { if case .string(let id) = $0 { id } else { nil } }
    case .object(let parts)?: if case .string(let id)? = parts["status"] { [id] } else { [] }
    default: []
    }
  }

  func isBlank(_ cell: FieldValue) -> Bool {
    cell.given.isEmpty || notice.lookup.nothing.contains(cell.given)
  }

  func number(_ row: FilledRow, _ field: String) -> Double? {
    if case .number(let number)? = row.cells[field]?.value { number } else { nil }
  }

  /// What a row says that makes a relation apply to it: `「整改状态」是“已整改”`.
  func words(of condition: [String: Set<String>], in row: FilledRow) -> String {
    let parts = form.columns.compactMap { column -> String? in
      guard let ids = condition[column.key] else { return nil }
      let said = terms(row, column.key).filter(ids.contains)
      let vocabulary = column.type.vocabulary.flatMap { notice.vocabularies[$0] }
      let terms = (vocabulary?.terms ?? []).filter { said.contains($0.id) }.map { "“\($0.term)”" }
      return "「\(column.header)」是\(terms.joined(separator: "、"))"
    }
    return parts.joined(separator: "，")
  }
}
