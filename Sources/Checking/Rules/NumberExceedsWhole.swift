extension Rule {
  static let numberExceedsWhole: Rule = Rule(
    id: "number-exceeds-whole", severity: .error,
    fault: "一部分比全部还多。",
    message: "「{column}」的 {part} 多于「{whole}」的 {total}：{why}。",
    why: "部分不会多于全部，总有一个数填错了。",
    fix: "请核对这两栏。",
    bad: .situation("总数 10，其中 12"),
    good: .situation("总数 10，其中 2"),
    find: { $0.rowRelationFaults(exceeding) }
  )
}

private func exceeding(_ row: FilledForm.FilledRow, _ relation: RowRelation, _ form: FilledForm) -> [PlacedFault] {
  guard case .part(let partField, let wholeField) = relation.kind, let column = form.form.column(partField),
    let whole = form.form.column(wholeField), let part = form.number(row, partField),
    let total = form.number(row, wholeField), part > total
  else { return [] }
  let words = [
    "part": JSONValue.number(part).text, "whole": whole.header, "total": JSONValue.number(total).text,
    "why": relation.why,
  ]
  let fault = Fault(.numberExceedsWhole, given: row.cells[partField]?.given, words: words, severity: relation.severity)
  return [PlacedFault(fault, in: row, column)]
}
