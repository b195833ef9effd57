extension Rule {
  static let unitReportedTwice: Rule = Rule(
    id: "unit-reported-twice", severity: .error,
    fault: "同一单位填了两行。",
    message: "「{column}」的“{given}”在第 {row} 行已有一行，一个单位只填一行。",
    why: "两行数字不同时，不知道以哪一行为准。",
    fix: "请合并成一行。",
    bad: .situation("同一单位占了两行"),
    good: .situation("一个单位一行"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  guard form.form.rows == .units, let column = form.column(role: .submitter) else { return [] }
  // One table a month is allowed to each sheet; twice in one table is not.
  var seen: [String: Int] = [:]
  return form.rows.compactMap { row -> PlacedFault? in
    guard let cell = row.cells[column.key], let unit = cell.unit else { return nil }
    guard let first = seen.updateValue(row.number, forKey: row.sheet + "\u{0}" + unit.id) else { return nil }
    return PlacedFault(Fault(.unitReportedTwice, given: cell.given, words: ["row": "\(first)"]), in: row, column)
  }
}
