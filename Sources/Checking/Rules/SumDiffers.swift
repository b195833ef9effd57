extension Rule {
  static let sumDiffers: Rule = Rule(
    id: "sum-differs", severity: .error,
    fault: "各分项加起来不等于总数。",
    message: "「{column}」写的是 {total}，{parts}加起来是 {sum}：{why}。",
    why: "总数由分项组成；两边不等，汇总时不知道信哪个数。",
    fix: "请核对总数和各分项。",
    bad: .situation("总数 10，分项是 4、3、2"),
    good: .situation("总数 10，分项是 4、3、3"),
    find: { $0.rowRelationFaults(unequal) }
  )
}

private func unequal(_ row: FilledForm.FilledRow, _ relation: RowRelation, _ form: FilledForm) -> [PlacedFault] {
  guard case .sum(let fields, let totalField) = relation.kind, let column = form.form.column(totalField),
    let total = form.number(row, totalField)
  else { return [] }
  let numbers = fields.compactMap { form.number(row, $0) }
  // A part left blank may be anything: nothing is said until all are there.
  guard numbers.count == fields.count else { return [] }
  // Sums of decimals are compared to a millionth, as finely as any form prints them.
  let sum = (numbers.reduce(0, +) * 1e6).rounded() / 1e6
  guard abs(sum - total) >= 1e-6 else { return [] }
  let parts = fields.compactMap { form.form.column($0).map { "「\($0.header)」" } }.joined(separator: "、")
  let words = [
    "total": JSONValue.number(total).text, "sum": JSONValue.number(sum).text, "parts": parts, "why": relation.why,
  ]
  let fault = Fault(.sumDiffers, given: row.cells[totalField]?.given, words: words, severity: relation.severity)
  return [PlacedFault(fault, in: row, column)]
}
