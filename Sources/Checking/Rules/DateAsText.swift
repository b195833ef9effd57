extension Rule {
  static let dateAsText: Rule = Rule(
    id: "date-as-text", severity: .note,
    fault: "日期写法多样，已认出。",
    message: "「{column}」的“{given}”已按 {expected} 理解。",
    why: "写法不同，意思清楚，写明是为了便于核对；没有年份的，取收件日之前最近的一年。",
    fix: "不必改。如理解有误，请写全年月日。",
    bad: .cell(.date, "{year}.6.5"),
    good: .cell(.date, "{year}-06-05"),
    gathersAnyText: true
  )
}
