extension Rule {
  static let aliasUnderstood: Rule = Rule(
    id: "alias-understood", severity: .note,
    fault: "用了通常的别称，已认出。",
    message: "「{column}」的“{given}”已按“{expected}”理解。",
    why: "意思清楚，写明是为了便于核对。",
    fix: "不必改。如理解有误，请改成通知里的名称。",
    bad: .cell(.terms, "{alias}"),
    good: .cell(.terms, "{term}")
  )
}
