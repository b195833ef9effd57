extension Rule {
  static let halfOfTerm: Rule = Rule(
    id: "half-of-term", severity: .warning,
    fault: "只写了一项的一半，已按整项读取。",
    message: "「{column}」的“{given}”已按“{expected}”理解。",
    why: "这一项的名称中间有顿号，顿号两边合起来才是一项。",
    fix: "请核对；写全最好。",
    bad: .cell(.terms, "{half}"),
    good: .cell(.terms, "{whole}")
  )
}
