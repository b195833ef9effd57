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
  // By place, one for each row that has the column.
  var (rows, mixed): ([Int], [UInt64?]) = ([], [])
  rows.reserveCapacity(form.rows.count)
  mixed.reserveCapacity(form.rows.count)
  form.forEachCell(of: column) { row, cell in
    rows.append(row)
    mixed.append(cell.mixedText)
  }
  func number(_ place: Int) -> String? { form.rows[rows[place]].cells.text(of: column.key) }
  let numbers = RowGroups(mixed) { number($0) == number($1) }
  var faults: [PlacedFault] = []
  for (place, index) in rows.enumerated() where numbers.isShared(place) {
    // Each is told beside the first.
    guard let earlier = numbers.rows(like: place).first, earlier < place else { continue }
    let (first, row) = (form.rows[rows[earlier]], form.rows[index])
    let place = first.sheet == row.sheet ? "\(first.number)" : "（工作表“\(first.sheet)”）\(first.number)"
    let fault = Fault(.caseNumberRepeated, given: row.cells[column.key]?.given, words: ["row": place])
    faults.append(PlacedFault(fault, in: row, column))
  }
  return faults
}
