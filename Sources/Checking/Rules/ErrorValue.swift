extension Rule {
  static let errorValue: Rule = Rule(
    id: "error-value", severity: .error,
    fault: "格里是公式错误。",
    message: "「{column}」里是“{given}”，是公式出错后显示的，不是内容。",
    why: "公式出错后，原来要填的内容就没有了。",
    fix: "请改成要填的内容。",
    bad: .situation("格里显示 #REF! 或 #N/A"),
    good: .situation("格里是要填的内容")
  )
}
