extension Rule {
  static let hiddenSheetIgnored: Rule = Rule(
    id: "hidden-sheet-ignored", severity: .note,
    fault: "隐藏的工作表没有读。",
    message: "工作表“{given}”是隐藏的，里面的表没有读取。",
    why: "隐藏的工作表多半是旧表。",
    fix: "如里面是要报送的内容，请取消隐藏后重报。",
    bad: .situation("工作簿里留着一张隐藏的旧表"),
    good: .situation("只有要报送的工作表"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.ignoredHiddenSheets.map { PlacedFault(Fault(.hiddenSheetIgnored, given: $0)) }
}
