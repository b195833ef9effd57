extension Rule {
  static let requiredValueMissing: Rule = Rule(
    id: "required-value-missing", severity: .error,
    fault: "该填的没有填。",
    message: "「{column}」没有填。",
    why: "这一项通知要求填写，空着就无法汇总。",
    fix: "请补填。",
    bad: .cell(.text, ""),
    good: .cell(.text, "样例路8号")
  )
}
