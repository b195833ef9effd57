extension Rule {
  static let unitNotOne: Rule = Rule(
    id: "unit-not-one", severity: .error,
    fault: "一格里不止一个单位。",
    message: "「{column}」的“{given}”不止一个单位，只能填一个。",
    why: "一行只算在一个单位名下。",
    fix: "请只留一个单位。",
    bad: .cell(.unit, "{unit}、{otherUnit}"),
    good: .cell(.unit, "{unit}")
  )
}
