extension Rule {
  static let caseNumberLostDigits: Rule = Rule(
    id: "case-number-lost-digits", severity: .error,
    fault: "编号丢了末尾几位。",
    message: "「{column}」的“{given}”被表格软件当成数字，末尾几位已经丢失。",
    why: "表格软件最多记 15 位数字，更长的编号后面会变成 0，丢了就找不回来，也对不上平台。",
    fix: "请把这一列的格式设为“文本”，照平台重新填写编号。",
    bad: .cell(.caseNumber, "3.50102E+17"),
    good: .cell(.caseNumber, "350102{year}0615000001")
  )
}
