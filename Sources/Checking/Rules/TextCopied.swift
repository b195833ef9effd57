extension Rule {
  static let textCopied: Rule = Rule(
    id: "text-copied", severity: .warning,
    fault: "文字与上一期的相同。",
    message: "「{column}」的文字与{earlier}报的相同。",
    why: "每期的情况不同，文字一样的多半是拿上一期的表改的，忘了改这一格。",
    fix: "请按本期的情况填写；情况确实没有变化的，不必改。",
    bad: .situation("这季度的文字与上季度一字不差"),
    good: .situation("文字写的是本季度的情况"),
    findAcross: faults(in:)
  )
}

/// In folded characters; shorter texts are alike by chance.
private let shortestCopy = 12

private func faults(in compared: ComparedVerdict) -> [PlacedFault] {
  guard compared.form.rows == .units, let unit = compared.verdict.unit?.id, let row = compared.reportRow,
    let previous = compared.verdict.period.flatMap({ Period($0) })?.previousQuarter,
    let earlier = compared.records.report(form: compared.form.id, unit: unit, period: previous)
  else { return [] }
  let before = ComparedVerdict(
    verdict: earlier, form: compared.form, records: compared.records, notice: compared.notice)
  return compared.form.columns.compactMap { column in
    let isNarrative = column.type.kind == .narrative
    guard isNarrative || column.type.kind == .text, let given = row.values[column.key]?.given,
      let other = before.reportRow?.values[column.key]?.given
    else { return nil }
    let (now, then) = (Folding.fold(given), Folding.fold(other))
    guard now.count >= shortestCopy, isNarrative ? now == then : withoutNumbers(now) == withoutNumbers(then),
      !isNarrative || tellsOfAnything(compared.verdict.counters?[column.key])
    else { return nil }
    return compared.placed(
      Fault(.textCopied, given: given, words: ["earlier": previous.spoken]), in: row, column)
  }
}

/// A text in which only the quarter and some figures were changed is still the old one.
private func withoutNumbers(_ text: String) -> String {
  text.filter { !$0.isASCIIDigit && !"〇零一二三四五六七八九十上下".contains($0) }
}

/// Sentences that tell of nothing but zeros are alike in every quarter.
private func tellsOfAnything(_ counters: JSONValue?) -> Bool {
  guard case .object(let members)? = counters else { return false }
  return members.values.contains { if case .number(let number) = $0 { number > 0 } else { false } }
}
