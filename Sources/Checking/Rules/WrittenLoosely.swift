extension Rule {
  static let writtenLoosely: Rule = Rule(
    id: "written-loosely", severity: .note,
    fault: "有全角字符、空格、换行等，已认出。",
    message: "「{column}」的“{given}”已按“{expected}”理解。",
    why: "写法不同，意思清楚，写明是为了便于核对。",
    fix: "不必改。",
    bad: .situation("用了全角数字、空格或换行"),
    good: .situation("写法与通知一致"),
    gathersAnyText: true
  )
}
