extension Rule {
  static let quantityWithoutUnit: Rule = Rule(
    id: "quantity-without-unit", severity: .note,
    fault: "没有写单位，已按通知的单位读取。",
    message: "「{column}」的“{given}”没有写单位，{term}已按“{expected}”理解。",
    why: "通知规定了单位，写明是为了便于核对。",
    fix: "不必改。",
    bad: .cell(.quantities, "{quantity}2"),
    good: .cell(.quantities, "{quantity}2{quantityUnit}")
  )
}
