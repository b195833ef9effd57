extension Rule {
  static let enterpriseOfAnotherUnit: Rule = Rule(
    id: "enterprise-of-another-unit", severity: .warning,
    fault: "另一个单位报了同一企业。",
    message: "「{column}」的“{given}”，{other}也报了，名称、地址都相同（{place}）。",
    why: "同一企业由两个单位各报一次，全区汇总时就会算成两家。",
    fix: "请与对方核对由谁报；核清以前两行都保留。",
    bad: .situation("两个单位报了名称和地址都相同的企业"),
    good: .situation("一家企业只由一个单位报"),
    findAcross: faults(in:)
  )
}

private func faults(in compared: ComparedVerdict) -> [PlacedFault] {
  guard let column = compared.column(.enterprise) else { return [] }
  let inside = compared.notice.crossChecks.insideOthers
  return compared.sharedCases.compactMap { row, index, own in
    guard own.hasEnterprise else { return nil }
    let other = compared.records.rows(ofEnterpriseOf: index).first { _, other in
      !other.isOfSameSubmission(as: own) && other.isOfAnotherUnit(than: own)
        // The same number is told as such, and units inside others have a rule of their own.
        && (other.number != own.number || own.number == nil)
        && inside[own.unit ?? ""] == nil && inside[other.unit ?? ""] == nil
        && other.isAtSameAddress(as: own)
    }
    guard let other = other?.record else { return nil }
    let words = ["other": compared.unitName(other), "place": other.place.spoken]
    return compared.placed(
      Fault(.enterpriseOfAnotherUnit, given: row.values[column.key]?.given, words: words), in: row, column)
  }
}
