extension Rule {
  static let conditionalValueUnexpected: Rule = Rule(
    id: "conditional-value-unexpected", severity: .error,
    fault: "按本行别的栏所填，这一栏应当空着。",
    message: "这一行的{condition}，「{column}」却写了“{given}”：{why}。",
    why: "两栏说法相反，汇总时不知道信哪一栏。",
    fix: "请核对这两栏，改掉不对的一栏。",
    bad: .situation("写了还没有完成，却写了完成的日期"),
    good: .situation("还没有完成的，完成的日期空着"),
    find: { $0.rowRelationFaults(unexpected) }
  )
}

private func unexpected(
  _ row: FilledForm.FilledRow, _ relation: RowRelation, _ form: FilledForm
) -> [PlacedFault] {
  guard case .absent(let fields) = relation.kind else { return [] }
  return fields.compactMap { field in
    guard let column = form.form.column(field), let cell = row.cells[field], !form.isBlank(cell) else { return nil }
    let words = ["why": relation.why, "condition": form.words(of: relation.condition, in: row)]
    let fault = Fault(.conditionalValueUnexpected, given: cell.given, words: words, severity: relation.severity)
    return PlacedFault(fault, in: row, column)
  }
}
