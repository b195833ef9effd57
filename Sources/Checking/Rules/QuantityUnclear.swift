extension Rule {
  static let quantityUnclear: Rule = Rule(
    id: "quantity-unclear", severity: .error,
    fault: "数字对不上或不合常理。",
    message: "「{column}」的“{given}”读不准：同一项有两个数，或该是整数的带了小数。",
    why: "数字读不准就不能相加。",
    fix: "每一项只写一个数；按件数计的写整数。",
    bad: .cell(.quantities, "{quantity}1.5{quantityUnit}"),
    good: .cell(.quantities, "{quantity}2{quantityUnit}")
  )
}
