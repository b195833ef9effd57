extension Rule {
  static let fileUnreadable: Rule = Rule(
    id: "file-unreadable", severity: .error,
    fault: "文件打不开。",
    message: "{detail}",
    why: "打不开的文件里一行也看不到，无法汇总。",
    fix: "按提示另存为 .xlsx 或 CSV 后重新报送；原文件请留着。",
    bad: .situation("设了打开密码的工作簿，或 .xls、.doc、图片、网页"),
    good: .situation("不带密码的 .xlsx，或 CSV")
  )
}
