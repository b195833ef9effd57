extension Rule {
  static let quantityApproximate: Rule = Rule(
    id: "quantity-approximate", severity: .warning,
    fault: "写的是大约的数。",
    message: "「{column}」的“{given}”是大约的数，已按这个数读取。",
    why: "大约的数相加后误差会变大。",
    fix: "请填准确的数。",
    bad: .cell(.quantities, "{quantity}约2{quantityUnit}"),
    good: .cell(.quantities, "{quantity}2{quantityUnit}")
  )
}
