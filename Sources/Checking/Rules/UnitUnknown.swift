extension Rule {
  static let unitUnknown: Rule = Rule(
    id: "unit-unknown", severity: .error,
    fault: "不是通知所列的单位。",
    message: "「{column}」的“{given}”不是通知所列的单位。",
    why: "单位对不上，就不知道算在谁的名下。",
    fix: "请写通知所列的单位全称，一字不差。",
    bad: .cell(.unit, "样例单位"),
    good: .cell(.unit, "{unit}")
  )
}
