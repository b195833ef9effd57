extension Rule {
  static let numberUnreadable: Rule = Rule(
    id: "number-unreadable", severity: .error,
    fault: "要填一个数的地方，读不出一个确定的数。",
    message: "「{column}」的“{given}”读不出一个确定的数。",
    why: "要汇总求和的栏，约数、区间和别的单位都无法相加。",
    fix: "请只填一个数，不写“约”“余”，也不写区间。",
    bad: .situation("人数一栏写“三四十”"),
    good: .situation("人数一栏写“35”")
  )
}
