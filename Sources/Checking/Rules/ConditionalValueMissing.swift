extension Rule {
  static let conditionalValueMissing: Rule = Rule(
    id: "conditional-value-missing", severity: .error,
    fault: "按本行别的栏所填，这一栏应当有内容。",
    message: "这一行的{condition}，「{column}」不能空着：{why}。",
    why: "有的栏只在某种情形下才要填；到了那种情形，空着就看不出办到了哪一步。",
    fix: "请补填这一栏；如果是前面的栏填错了，请改前面的栏。",
    bad: .situation("写了已完成，没有写完成的日期"),
    good: .situation("写了已完成，也写了完成的日期"),
    find: { $0.rowRelationFaults(missing) }
  )
}

private func missing(
  _ row: FilledForm.FilledRow, _ relation: RowRelation, _ form: FilledForm
) -> [PlacedFault] {
  guard case .required(let fields) = relation.kind else { return [] }
  return fields.compactMap { field in
    // A cell that holds something unreadable has its own finding; a missing column too.
    guard let column = form.form.column(field), let cell = row.cells[field], form.isBlank(cell) else { return nil }
    let words = ["why": relation.why, "condition": form.words(of: relation.condition, in: row)]
    return PlacedFault(Fault(.conditionalValueMissing, words: words, severity: relation.severity), in: row, column)
  }
}
