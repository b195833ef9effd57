extension Rule {
  static let quantityMissing: Rule = Rule(
    id: "quantity-missing", severity: .warning,
    fault: "写了项目，没有写数。",
    message: "「{column}」里有“{term}”，没有写多少{expected}。",
    why: "没有数就不能相加，这一项按未填处理。",
    fix: "请补上数；如没有，请删去这一项。",
    bad: .cell(.quantities, "{quantity}"),
    good: .cell(.quantities, "{quantity}2{quantityUnit}")
  )
}
