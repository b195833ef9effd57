extension Rule {
  static let valueNotInVocabulary: Rule = Rule(
    id: "value-not-in-vocabulary", severity: .error,
    fault: "填的不是通知所列的内容。",
    message: "「{column}」的“{given}”不在通知所列的内容里。",
    why: "汇总时按通知所列的几项分类计数，别的说法归不了类。",
    fix: "请改成通知所列的内容，一字不差。",
    bad: .cell(.terms, "{typo}"),
    good: .cell(.terms, "{term}")
  )
}
