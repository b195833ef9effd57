extension Rule {
  static let numberOutOfRange: Rule = Rule(
    id: "number-out-of-range", severity: .error,
    fault: "数字超出了这一栏允许的范围。",
    message: "「{column}」的“{given}”超出了范围。",
    why: "超出范围多半是多敲了一位，或填到了别的栏。",
    fix: "请核对数字。",
    bad: .situation("百分比一栏写 120"),
    good: .situation("百分比一栏写 20")
  )
}
