extension Rule {
  static let caseNumberRepeated: Rule = Rule(
    id: "case-number-repeated", severity: .error,
    fault: "同一编号出现了两次。",
    message: "「{column}」的“{given}”与第 {row} 行相同。",
    why: "一件一个编号，相同的编号会被当成同一件。",
    fix: "请照平台核对；如是同一件，请只留一行。",
    bad: .situation("两行编号相同"),
    good: .situation("各行编号不同"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  guard form.form.rows == .cases, let column = form.column(.caseNumber) else { return [] }
  let cells = form.cells(of: column)
  func number(_ place: Int) -> String? { if case .string(let number) = cells[place].cell.value { number } else { nil } }
  let numbers = RowGroups(cells.indices.map { number($0).map { TextMix.whole($0) } }) { number($0) == number($1) }
  var faults: [PlacedFault] = []
  for (place, (index, cell)) in cells.enumerated() where numbers.isShared(place) {
    // Each is told beside the first.
    guard let earlier = numbers.rows(like: place).first, earlier < place else { continue }
    let (first, row) = (form.rows[cells[earlier].index], form.rows[index])
    let place = first.sheet == row.sheet ? "\(first.number)" : "（工作表“\(first.sheet)”）\(first.number)"
    faults.append(PlacedFault(Fault(.caseNumberRepeated, given: cell.given, words: ["row": place]), in: row, column))
  }
  return faults
}
