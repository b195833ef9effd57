extension Rule {
  static let dateAmbiguous: Rule = Rule(
    id: "date-ambiguous", severity: .error,
    fault: "日期有两种读法。",
    message: "「{column}」的“{given}”可能是 {expected}，不能替您选定。",
    why: "按数字填“4.10”，表格软件会变成 4.1，末尾的 0 就丢了。",
    fix: "请写成带年份的日期，如 {year}-04-10。",
    bad: .number(.date, 4.1),
    good: .cell(.date, "{year}-04-10")
  )
}
