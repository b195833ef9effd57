extension Rule {
  static let quantityWithoutLabel: Rule = Rule(
    id: "quantity-without-label", severity: .warning,
    fault: "没有写项目，已按单位读取。",
    message: "「{column}」的“{given}”没有写是哪一项，按单位看是{expected}，已按此理解。",
    why: "按单位推出来的，可能不对。",
    fix: "请核对；写明项目最好。",
    bad: .cell(.quantities, "2{quantityUnit}"),
    good: .cell(.quantities, "{quantity}2{quantityUnit}")
  )
}
