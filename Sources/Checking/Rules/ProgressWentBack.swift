extension Rule {
  static let progressWentBack: Rule = Rule(
    id: "progress-went-back", severity: .warning,
    fault: "报过办结的，又报没有办结。",
    message: "「{column}」是“{given}”，而同一编号以前报的是“{before}”（{place}），{remarks}没有说明。",
    why: "办结的退回到没有办结，不是填错，就是出现了反复，要有说明。",
    fix: "请核对；确有反复的，请在同一行写明原因。",
    bad: .situation("上周报已办结，这周报没有办结，也没有说明"),
    good: .situation("状态只往前走；有反复的写了原因"),
    findAcross: faults(in:)
  )
}

private func faults(in compared: ComparedVerdict) -> [PlacedFault] {
  guard let closed = compared.notice.crossChecks.closed, closed.form == compared.form.id,
    let column = compared.form.column(closed.path.field)
  else { return [] }
  let remarks = compared.notice.crossChecks.explainedIn
  return compared.sharedCases.compactMap { row, index, own in
    guard own.number != nil, !own.isClosed, let state = closed.path.value(in: own.values), state != .null else {
      return nil
    }
    if let remarks, row.values[remarks]?.given.isEmpty == false { return nil }
    let before = compared.records.rows(withNumberOf: index).last {
      $0.index < index && $0.record.isClosed && !$0.record.isOfAnotherUnit(than: own)
        && !$0.record.isOfSameSubmission(as: own)
    }
    guard let before = before?.record else { return nil }
    let words = [
      "before": before.values[column.key]?.given ?? "", "place": before.place.spoken,
      "remarks": remarks.flatMap { compared.form.column($0) }.map { "「\($0.header)」" } ?? "",
    ]
    return compared.placed(
      Fault(.progressWentBack, given: row.values[column.key]?.given, words: words), in: row, column)
  }
}
