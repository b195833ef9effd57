extension Rule {
  static let narrativeUnderstood: Rule = Rule(
    id: "narrative-understood", severity: .note,
    fault: "句子与提示的写法不同，已读出。",
    message: "「{column}」与提示的写法不同，已读出：{how}。",
    why: "写法不同，意思清楚，写明是为了便于核对。",
    fix: "不必改。如有误，请照表上的提示改写。",
    bad: .situation("二季度一共三家"),
    good: .situation("4月3家"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.faults(ofNarratives: [
    .zhNumeral, .unitConverted, .summedMonths, .cumulativeIgnored, .otherPeriod, .distractorNumber, .restZero,
  ]) { column, _, given in Fault(.narrativeUnderstood, given: given) }
}
