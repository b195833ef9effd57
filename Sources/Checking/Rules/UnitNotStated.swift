extension Rule {
  static let unitNotStated: Rule = Rule(
    id: "unit-not-stated", severity: .error,
    fault: "看不出是哪个单位报的。",
    message: "单位列、表上方和文件名里都看不出是哪个单位报的。",
    why: "不知道是谁报的，就无法归到名下，也无法回复。",
    fix: "请在单位列填写单位全称。",
    bad: .situation("单位列、标题、文件名都没有单位"),
    good: .situation("单位列填了单位全称"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  guard form.unit == nil, let table = form.tables.first, let column = form.column(role: .submitter) else { return [] }
  // A unit that is written and cannot be read, or a missing column, is told already.
  let isTold = form.faults.contains { $0.column?.key == column.key && $0.fault.severity == .error }
  // An empty form is told as such.
  let isEmpty = form.rows.isEmpty && !form.isNil
  guard !isTold, !isEmpty, table.header.column(of: column.key) != nil else { return [] }
  return [PlacedFault(Fault(.unitNotStated), sheet: table.sheet.name, column: column)]
}
