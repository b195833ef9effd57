extension Rule {
  static let quantityBareNumber: Rule = Rule(
    id: "quantity-bare-number", severity: .error,
    fault: "只有数字，看不出是什么数。",
    message: "「{column}」的“{given}”只有数字，看不出是哪一项、什么单位。",
    why: "通知这一列有几项，各有各的单位。",
    fix: "请写明项目和单位，如“项目名称＋数字＋单位”。",
    bad: .cell(.quantities, "120"),
    good: .cell(.quantities, "{quantity}2{quantityUnit}")
  )
}
