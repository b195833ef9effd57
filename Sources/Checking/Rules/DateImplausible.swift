extension Rule {
  static let dateImplausible: Rule = Rule(
    id: "date-implausible", severity: .error,
    fault: "日期不合常理。",
    message: "「{column}」的“{given}”读出来是 {read}，不合常理。",
    why: "多半是数字被表格软件当成了日期，或年份敲错。",
    fix: "请核对后写全年月日。",
    bad: .cell(.date, "1900-04-21"),
    good: .cell(.date, "{year}-04-21")
  )
}
