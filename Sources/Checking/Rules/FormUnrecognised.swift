extension Rule {
  static let formUnrecognised: Rule = Rule(
    id: "form-unrecognised", severity: .error,
    fault: "文件里没有找到通知要求的表。",
    message: "没有找到{expected}的表头。{detail}",
    why: "程序按表头文字认表，认不出表头就不知道每一列是什么。",
    fix: "请用通知所附的表填写，表头各列名称不要改；如发错了文件，请重发。",
    bad: .situation("别的表，或表头被删掉的表"),
    good: .situation("表头与通知所附的表相同，列的先后不限")
  )
}
