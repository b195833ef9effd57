extension Rule {
  static let caseNumberUnreadable: Rule = Rule(
    id: "case-number-unreadable", severity: .error,
    fault: "编号读不出来。",
    message: "「{column}」的“{given}”不是编号。",
    why: "编号里总有数字；也可能是编号被表格软件当成了日期或时间。",
    fix: "请把这一列的格式设为“文本”，照平台重新填写编号。",
    bad: .situation("编号变成了日期"),
    good: .situation("编号是文本")
  )
}
