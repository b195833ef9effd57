extension Rule {
  static let headerColumnsReordered: Rule = Rule(
    id: "header-columns-reordered", severity: .note,
    fault: "列的先后与通知不同，已按列名读取。",
    message: "列的先后与通知不同，已按列名读取。",
    why: "程序按列名认列，不靠位置。",
    fix: "不必改。",
    bad: .situation("把两列对调了"),
    good: .situation("各列按通知的先后排"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.tables.filter { !$0.header.isInOrder }.map { table in
    PlacedFault(Fault(.headerColumnsReordered), sheet: table.sheet.name)
  }
}
