extension Rule {
  static let caseNumberIsNumber: Rule = Rule(
    id: "case-number-is-number", severity: .note,
    fault: "编号是数字格式，已按文字读取。",
    message: "「{column}」的“{given}”是数字格式，已按文字读取。",
    why: "数字格式会丢掉开头的 0，超过 15 位还会丢末尾。",
    fix: "建议把这一列的格式设为“文本”。",
    bad: .number(.caseNumber, 20_220_001),
    good: .cell(.caseNumber, "20220001"),
    gathersAnyText: true
  )
}
