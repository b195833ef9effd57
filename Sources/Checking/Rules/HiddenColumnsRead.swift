import Spreadsheets

extension Rule {
  static let hiddenColumnsRead: Rule = Rule(
    id: "hidden-columns-read", severity: .note,
    fault: "有隐藏的列，也读了。",
    message: "「{column}」列是隐藏的，里面的内容照样读取了。",
    why: "隐藏的列容易被忘记；它们仍是报送内容的一部分。",
    fix: "请取消隐藏，核对里面的内容。",
    bad: .situation("把一列隐藏了"),
    good: .situation("没有隐藏的列"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.tables.flatMap { table in
    table.header.matches.filter { match in table.sheet.hiddenColumns.contains { $0.contains(match.column) } }.map {
      match in
      PlacedFault(
        Fault(.hiddenColumnsRead), sheet: table.sheet.name,
        cells: [CellReference(column: match.column, row: table.header.row)], column: match.field)
    }
  }
}
