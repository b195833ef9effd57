extension Rule {
  static let dateWithoutYear: Rule = Rule(
    id: "date-without-year", severity: .error,
    fault: "日期没有年份。",
    message: "「{column}」的“{given}”没有年份，也不知道文件是哪天收到的，推不出年份。",
    why: "不同年份的同一天会算到不同的季度。",
    fix: "请写全年月日。",
    bad: .situation("只写 4月21日，又不知收件时间"),
    good: .situation("写全年月日")
  )
}
