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
  guard form.form.rows == .cases, let column = form.column(.enterprise),
    let number = form.column(.caseNumber)
  else { return [] }
  // The address is what the form's plain texts say before any term: name and all texts must agree.
  func folded(_ row: FilledForm.FilledRow) -> [String] {
    form.form.columns.filter { $0.type.kind == .text && $0.blank == .error }
      .map { Folding.fold(row.cells[$0.key]?.given ?? "") }
  }
  // By place, one for each row that has the column.
  var (rows, mixed): ([Int], [UInt64?]) = ([], [])
  rows.reserveCapacity(form.rows.count)
  mixed.reserveCapacity(form.rows.count)
  form.forEachCell(of: column) { row, cell in
    rows.append(row)
    mixed.append(cell.given.isEmpty ? nil : Folding.withFolded(cell.given) { TextMix.whole($0) })
  }
  func given(_ place: Int) -> String { form.rows[rows[place]].cells[column.key]?.given ?? "" }
  let names = RowGroups(mixed) { Folding.areSame(given($0), given($1)) }
  var faults: [PlacedFault] = []
  for (place, index) in rows.enumerated() where names.isShared(place) {
    let earlier = names.rows(like: place).prefix { $0 < place }
    if earlier.isEmpty { continue }
    let row = form.rows[index]
    let first = earlier.lazy.map { form.rows[rows[$0]] }.first { folded($0) == folded(row) }
    guard let first else { continue }
    // The same number is told as such.
    guard first.cells[number.key]?.value != row.cells[number.key]?.value else { continue }
    faults.append(
      PlacedFault(Fault(.enterpriseRepeated, given: given(place), words: ["row": "\(first.number)"]), in: row, column))
  }
  return faults
}
