extension Rule {
  static let usualValueMissing: Rule = Rule(
    id: "usual-value-missing", severity: .warning,
    fault: "通常要填的没有填。",
    message: "「{column}」没有填。",
    why: "空着看不出是没有，还是忘了填。",
    fix: "请补填；如没有可写的，请写“无”。",
    bad: .situation("一格叙述空着"),
    good: .situation("写了内容，或写“无”")
  )
}
