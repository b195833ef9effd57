extension Rule {
  static let caseRenumbered: Rule = Rule(
    id: "case-renumbered", severity: .warning,
    fault: "以前报过的企业换了编号。",
    message: "「{column}」的“{given}”：名称、地址都相同的企业以前报过，编号是“{expected}”（{place}），还没有办结。",
    why: "同一件在各周的编号应当一样，换了编号就会算成两件。",
    fix: "请照平台核对编号；如确是两件，不必改。",
    bad: .situation("同一企业上周和这周的编号不同"),
    good: .situation("同一件各周编号相同"),
    findAcross: faults(in:)
  )
}

private func faults(in compared: ComparedVerdict) -> [PlacedFault] {
  guard let column = compared.column(.caseNumber) else { return [] }
  return compared.sharedCases.compactMap { row, index, own in
    guard let number = own.number, own.hasEnterprise else { return nil }
    let same = compared.records.rows(ofEnterpriseOf: index).filter { _, other in
      !other.isOfSameSubmission(as: own) && !other.isOfAnotherUnit(than: own) && other.isAtSameAddress(as: own)
    }
    // A number that was there before is the case's own.
    guard let earlier = same.last(where: { $0.index < index && $0.record.number != nil }),
      earlier.record.number != number, !same.contains(where: { $0.index < index && $0.record.number == number }),
      !earlier.record.isClosed
    else { return nil }
    return compared.placed(
      Fault(
        .caseRenumbered, given: row.values[column.key]?.given, expected: earlier.record.number,
        words: ["place": earlier.record.place.spoken]), in: row, column)
  }
}
