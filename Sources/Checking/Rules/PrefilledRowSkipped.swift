extension Rule {
  static let prefilledRowSkipped: Rule = Rule(
    id: "prefilled-row-skipped", severity: .note,
    fault: "只填了单位名称的行没有算。",
    message: "第 {rows} 行只有单位名称，没有别的内容，没有算作一行。",
    why: "预先填好单位名称的空行很常见。",
    fix: "不必改。如这一行该填，请填全后重报。",
    bad: .situation("空表里预先填好了单位名称"),
    good: .situation("每一行都填了内容"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.tables.filter { !$0.prefilledRows.isEmpty }.map { table in
    let rows = RowNumbers(rows: table.prefilledRows).description
    return PlacedFault(Fault(.prefilledRowSkipped, words: ["rows": rows]), sheet: table.sheet.name)
  }
}
