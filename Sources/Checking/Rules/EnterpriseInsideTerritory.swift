extension Rule {
  static let enterpriseInsideTerritory: Rule = Rule(
    id: "enterprise-inside-territory", severity: .warning,
    fault: "辖区重叠的两个单位报了同一企业。",
    message: "「{column}」的“{given}”，{other}也报了（{place}）。{why}。",
    why: "一个单位的地界在另一个单位之内时，同一企业容易两边都报，地址的写法还常常不同。",
    fix: "请与对方商定由谁报，另一方删去；核清以前两行都保留。",
    bad: .situation("园区和它周围的单位报了同一家企业"),
    good: .situation("园区里的企业只由一方报"),
    findAcross: faults(in:)
  )
}

private func faults(in compared: ComparedVerdict) -> [PlacedFault] {
  guard let column = compared.column(.enterprise) else { return [] }
  let inside = compared.notice.crossChecks.insideOthers
  if inside.isEmpty { return [] }
  return compared.sharedCases.compactMap { row, index, own in
    guard own.hasEnterprise else { return nil }
    let other = compared.records.rows(ofEnterpriseOf: index).first { _, other in
      !other.isOfSameSubmission(as: own) && other.unit != own.unit && (other.number != own.number || own.number == nil)
        && (inside[own.unit ?? ""] ?? inside[other.unit ?? ""]) != nil
    }
    guard let other = other?.record else { return nil }
    let words = [
      "other": compared.unitName(other), "place": other.place.spoken,
      "why": inside[own.unit ?? ""] ?? inside[other.unit ?? ""] ?? "",
    ]
    return compared.placed(
      Fault(.enterpriseInsideTerritory, given: row.values[column.key]?.given, words: words), in: row, column)
  }
}
