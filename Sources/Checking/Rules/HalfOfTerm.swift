extension Rule {
  static let halfOfTerm: Rule = Rule(
    id: "half-of-term", severity: .warning,
    fault: "只写了一项的一半，已按整项读取。",
    message: "「{column}」的“{given}”已按“{expected}”理解。",
    why: "通知里“{expected}”是一项，中间的顿号不是分隔。",
    fix: "请核对；写全最好。",
    bad: .cell(.terms, "{half}"),
    good: .cell(.terms, "{whole}")
  )
}
