extension Rule {
  static let caseNumberOfAnotherUnit: Rule = Rule(
    id: "case-number-of-another-unit", severity: .warning,
    fault: "另一个单位报了同一编号。",
    message: "「{column}」的“{given}”，{other}也报了（{place}）。",
    why: "一件一个编号，各单位之间也不重复：多半有一方填错，或者两个单位都报了同一件。",
    fix: "请与对方核对是谁的案件，由填错的一方改正；核清以前两行都保留。",
    bad: .situation("两个单位的表里有同一个编号"),
    good: .situation("各单位的编号各不相同"),
    findAcross: faults(in:)
  )
}

private func faults(in compared: ComparedVerdict) -> [PlacedFault] {
  guard let column = compared.column(.caseNumber) else { return [] }
  return compared.sharedCases.compactMap { row, index, own in
    if own.number == nil { return nil }
    let other = compared.records.rows(withNumberOf: index).first {
      !$0.record.isOfSameSubmission(as: own) && $0.record.isOfAnotherUnit(than: own)
    }
    guard let other = other?.record else { return nil }
    let words = ["other": compared.unitName(other), "place": other.place.spoken]
    return compared.placed(
      Fault(.caseNumberOfAnotherUnit, given: row.values[column.key]?.given, words: words), in: row, column)
  }
}
