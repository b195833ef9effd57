extension Rule {
  static let termAmbiguous: Rule = Rule(
    id: "term-ambiguous", severity: .error,
    fault: "说得不够具体，可能是两项。",
    message: "「{column}」的“{given}”可能是 {expected}，不能替您选定。",
    why: "通知把它们分作两项，汇总时分开计数。",
    fix: "请改成其中一项；两项都有的，两项都填。",
    bad: .cell(.terms, "{ambiguous}"),
    good: .cell(.terms, "{meant}")
  )
}
