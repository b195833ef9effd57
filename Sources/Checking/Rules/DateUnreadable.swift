extension Rule {
  static let dateUnreadable: Rule = Rule(
    id: "date-unreadable", severity: .error,
    fault: "日期读不出来。",
    message: "「{column}」的“{given}”读不出是哪一天。",
    why: "没有准确的日期，就不知道算在哪一周、哪一季度。",
    fix: "请写全年月日，如 {year}-06-15、{year}.6.15、{year}年6月15日。",
    bad: .cell(.date, "{year}年6月31日"),
    good: .cell(.date, "{year}年6月30日")
  )
}
