extension Rule {
  static let licenceNameMissing: Rule = Rule(
    id: "licence-name-missing", severity: .warning,
    fault: "只有店招，没有执照名称。",
    message: "「{column}」的“{given}”只有括号里的店招，没有营业执照名称。",
    why: "通知要求填营业执照名称，括号内填店招。",
    fix: "请补上营业执照名称；如无照，请写经营者姓名或实际名称。",
    bad: .cell(.enterprise, "（样例小吃）"),
    good: .cell(.enterprise, "样例食品店（样例小吃）")
  )
}
