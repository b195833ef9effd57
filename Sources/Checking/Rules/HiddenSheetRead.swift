extension Rule {
  static let hiddenSheetRead: Rule = Rule(
    id: "hidden-sheet-read", severity: .note,
    fault: "表在隐藏的工作表里，已读取。",
    message: "要报送的表在隐藏的工作表“{sheet}”里，已读取。",
    why: "别的工作表里没有这张表，所以读了隐藏的。",
    fix: "请取消隐藏，核对是不是要报送的内容。",
    bad: .situation("整张表所在的工作表被隐藏"),
    good: .situation("表在看得见的工作表里"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.tables.filter { $0.sheet.visibility != .visible }.map {
    PlacedFault(Fault(.hiddenSheetRead), sheet: $0.sheet.name)
  }
}
