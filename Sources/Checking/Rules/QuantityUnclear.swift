extension Rule {
  static let quantityUnclear: Rule = Rule(
    id: "quantity-unclear", severity: .error,
    fault: "数字对不上或不合常理。",
    message: "「{column}」的“{given}”读不准：每一项要写一个确切的数，按件数计的要写整数。",
    why: "数字读不准就不能相加。",
    fix: "每一项只写一个数；按件数计的写整数。",
    bad: .cell(.quantities, "{quantity}1.5{quantityUnit}"),
    good: .cell(.quantities, "{quantity}2{quantityUnit}")
  )
}
