extension Rule {
  static let noRows: Rule = Rule(
    id: "no-rows", severity: .error,
    fault: "表里没有填任何内容。",
    message: "表里没有填任何内容。",
    why: "空表看不出是没有可报的，还是忘了填。",
    fix: "请填写后重报；如本期确实没有可报的，请在表中写“{nil}”。",
    bad: .situation("只有表头和序号的表"),
    good: .situation("填了内容的表，或写明没有新增的表"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  guard form.rows.isEmpty, !form.isNil, let table = form.tables.first else { return [] }
  let said = form.notice.words.nilReturns.first ?? ""
  return [PlacedFault(Fault(.noRows, words: ["nil": said]), sheet: table.sheet.name)]
}
