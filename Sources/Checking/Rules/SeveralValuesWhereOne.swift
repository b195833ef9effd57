extension Rule {
  static let severalValuesWhereOne: Rule = Rule(
    id: "several-values-where-one", severity: .error,
    fault: "只能填一项，填了几项。",
    message: "「{column}」的“{given}”可能是 {expected}，只能填一项。",
    why: "这一项按一件一类计数，程序不能替您选。",
    fix: "请只留一项。",
    bad: .cell(.terms, "{term}/{otherTerm}"),
    good: .cell(.terms, "{term}")
  )
}
