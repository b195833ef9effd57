extension Rule {
  static let earlierWeekReported: Rule = Rule(
    id: "earlier-week-reported", severity: .note,
    fault: "是以前各周的，按补报处理。",
    message: "「{column}」的 {read} 早于本期（{period}），按补报处理。",
    why: "每周的表报当周新增的；以前的可以补报，会算到它自己的季度。",
    fix: "不必改。请核对日期没有敲错。",
    bad: .situation("六月底的表里有一行是五月的"),
    good: .situation("各行都是当周的"),
    gathersAnyText: true,
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  guard form.form.period == .week, let period = form.period, let column = form.column(role: .period) else { return [] }
  // The week runs from the day after the last deadline's weekday: a Saturday's find belongs to the next week.
  let first = form.notice.span(of: period).lowerBound.adding(days: -2)
  return form.faults(in: column) { cell in
    guard let day = cell.day, day < first else { return nil }
    return Fault(.earlierWeekReported, given: cell.given, words: ["read": "\(day)", "period": period.spoken])
  }
}
