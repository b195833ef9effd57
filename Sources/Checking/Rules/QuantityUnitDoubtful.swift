extension Rule {
  static let quantityUnitDoubtful: Rule = Rule(
    id: "quantity-unit-doubtful", severity: .warning,
    fault: "单位与通知不同，数照样读取。",
    message: "「{column}」的“{given}”，{term}的单位通知用“{expected}”，数已照样读取。",
    why: "单位不同，数的可能不是一回事。",
    fix: "请核对数和单位。",
    bad: .cell(.quantities, "{quantity}2{doubtfulUnit}"),
    good: .cell(.quantities, "{quantity}2{quantityUnit}")
  )
}
