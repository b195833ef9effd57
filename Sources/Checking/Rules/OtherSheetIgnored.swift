extension Rule {
  static let otherSheetIgnored: Rule = Rule(
    id: "other-sheet-ignored", severity: .note,
    fault: "有的工作表里不是这张表，没有读。",
    message: "工作表“{given}”里没有这张表的表头，没有读取。",
    why: "程序会看每一张工作表，只读认得出表头的。",
    fix: "不必改。如里面有要报送的内容，请把表头补上。",
    bad: .situation("第二张工作表是别的内容"),
    good: .situation("只有要报送的工作表"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.otherSheets.map { PlacedFault(Fault(.otherSheetIgnored, given: $0)) }
}
