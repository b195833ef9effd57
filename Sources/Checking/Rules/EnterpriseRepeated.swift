import Spreadsheets

extension Rule {
  static let enterpriseRepeated: Rule = Rule(
    id: "enterprise-repeated", severity: .warning,
    fault: "同一企业出现了两次。",
    message: "「{column}」的“{given}”与第 {row} 行名称、地址都相同，编号不同。",
    why: "可能是同一件填了两遍。",
    fix: "请核对；如是同一件，请只留一行；如是两件，不必改。",
    bad: .situation("两行名称和地址都相同"),
    good: .situation("各行企业不同"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  guard form.form.rows == .cases, let column = form.columns(.enterprise).first,
    let number = form.columns(.caseNumber).first
  else { return [] }
  // The address is what the form's plain texts say before any term: name and all texts must agree.
  let texts = form.columns(.text).filter { $0.blank == .error }
  func folded(_ row: FilledForm.FilledRow) -> [String] {
    texts.map { Folding.fold(row.cells[$0.key]?.given ?? "") }
  }
  // By name the rows that are the first of their texts.
  var seen: [Text: [FilledForm.FilledRow]] = [:]
  var faults: [PlacedFault] = []
  for row in form.rows {
    guard let cell = row.cells[column.key], !cell.given.isEmpty else { continue }
    let name = Text(Folding.fold(cell.given))
    guard let first = seen[name]?.first(where: { folded($0) == folded(row) }) else {
      seen[name, default: []].append(row)
      continue
    }
    // The same number is told as such.
    guard first.cells[number.key]?.reading.value != row.cells[number.key]?.reading.value else { continue }
    faults.append(
      PlacedFault(Fault(.enterpriseRepeated, given: cell.given, words: ["row": "\(first.number)"]), in: row, column))
  }
  return faults
}
