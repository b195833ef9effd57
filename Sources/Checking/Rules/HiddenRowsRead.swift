import Spreadsheets

extension Rule {
  static let hiddenRowsRead: Rule = Rule(
    id: "hidden-rows-read", severity: .note,
    fault: "有隐藏或被筛选掉的行，也读了。",
    message: "第 {rows} 行被隐藏或筛选掉了，里面的内容照样读取了。",
    why: "隐藏的行容易被忘记；它们仍是报送内容的一部分。",
    fix: "如这些行不该报送，请删除后重报；如该报送，请取消隐藏和筛选，免得看漏。",
    bad: .situation("筛选后没有清除筛选就报送"),
    good: .situation("没有隐藏的行"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.tables.compactMap { table -> PlacedFault? in
    let rows = table.rows.filter(\.isHidden).map(\.number)
    guard !rows.isEmpty else { return nil }
    return PlacedFault(
      Fault(.hiddenRowsRead, words: ["rows": RowNumbers(rows: rows).description]), sheet: table.sheet.name,
      cells: rows.map { CellReference(column: table.header.matches.first?.column ?? 1, row: $0) })
  }
}
