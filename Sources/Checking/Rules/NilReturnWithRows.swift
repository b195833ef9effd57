extension Rule {
  static let nilReturnWithRows: Rule = Rule(
    id: "nil-return-with-rows", severity: .warning,
    fault: "既写了没有新增，又填了内容。",
    message: "表中写着“{given}”，但下面填了 {rows} 行，已按填写的内容读取。",
    why: "两处说法不一，不知道以哪一处为准。",
    fix: "如确有新增，请删去“没有新增”的字样；如没有，请删去这些行。",
    bad: .situation("写了没有新增，下面还有几行"),
    good: .situation("只写其中一样"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  guard !form.rows.isEmpty, form.form.rows == .cases else { return [] }
  return form.tables.compactMap { table -> PlacedFault? in
    guard let said = table.nilPhrase, !table.rows.isEmpty else { return nil }
    return PlacedFault(
      Fault(.nilReturnWithRows, given: said.text, words: ["rows": "\(table.rows.count)"]), sheet: table.sheet.name,
      cells: [said.cell])
  }
}
