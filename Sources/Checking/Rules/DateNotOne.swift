extension Rule {
  static let dateNotOne: Rule = Rule(
    id: "date-not-one", severity: .error,
    fault: "一格里不止一个日期。",
    message: "「{column}」的“{given}”不止一天，只能填一天。",
    why: "一行是一件，只有一个日期，程序不能替您选。",
    fix: "请只留一天；如是几件，请分行填写。",
    bad: .cell(.date, "{year}.6.15-6.17"),
    good: .cell(.date, "{year}.6.15")
  )
}
