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
  var seen: [String: Int] = [:]
  seen.reserveCapacity(cells.count)
  var faults: [PlacedFault] = []
  for (index, cell) in cells {
    guard case .string(let number) = cell.value else { continue }
    guard let earlier = seen.updateValue(index, forKey: number) else { continue }
    // Each is told beside the first.
    seen[number] = earlier
    let (first, row) = (form.rows[earlier], form.rows[index])
    let place = first.sheet == row.sheet ? "\(first.number)" : "（工作表“\(first.sheet)”）\(first.number)"
    faults.append(PlacedFault(Fault(.caseNumberRepeated, given: cell.given, words: ["row": place]), in: row, column))
  }
  return faults
}
