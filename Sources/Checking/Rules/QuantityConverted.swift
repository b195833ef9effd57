extension Rule {
  static let quantityConverted: Rule = Rule(
    id: "quantity-converted", severity: .warning,
    fault: "单位已换算。",
    message: "「{column}」的“{given}”已换算成 {expected}。",
    why: "通知用另一个单位，相加前要换算。",
    fix: "请核对换算后的数。",
    bad: .cell(.quantities, "{convertible}1000{otherUnitOfQuantity}"),
    good: .cell(.quantities, "{convertible}2{unitOfConvertible}")
  )
}
