extension Rule {
  static let enterpriseReturned: Rule = Rule(
    id: "enterprise-returned", severity: .warning,
    fault: "办结过的企业又报了上来。",
    message: "「{column}」的“{given}”在 {earlier} 报过并已办结（{place}），这次换了编号又报：{relapse}。",
    why: "办结后又出现的，可能是同一企业又出了问题，要与第一次报的分开看。",
    fix: "请核对；确是又出了问题的，请在季度的表里列出原来的编号；是另一件的，不必改。",
    bad: .situation("上季度已办结的企业，这季度用新编号又报"),
    good: .situation("新报的企业以前没有报过"),
    findAcross: faults(in:)
  )
}

private func faults(in compared: ComparedVerdict) -> [PlacedFault] {
  guard let column = compared.column(.enterprise) else { return [] }
  return compared.sharedCases.compactMap { row, index, own in
    guard own.hasEnterprise, let day = own.day else { return nil }
    let earlier = compared.records.rows(ofEnterpriseOf: index).last { _, other in
      other.number != own.number && other.isClosed && (other.day.map { $0 < day } ?? false)
        && other.isAtSameAddress(as: own)
    }
    guard let earlier = earlier?.record, let earlierDay = earlier.day else { return nil }
    let words = [
      "earlier": earlierDay.spokenWithYear, "place": earlier.place.spoken,
      "relapse": compared.notice.crossChecks.relapse,
    ]
    return compared.placed(
      Fault(.enterpriseReturned, given: row.values[column.key]?.given, words: words), in: row, column)
  }
}
