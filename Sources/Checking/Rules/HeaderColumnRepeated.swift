import Spreadsheets

extension Rule {
  static let headerColumnRepeated: Rule = Rule(
    id: "header-column-repeated", severity: .warning,
    fault: "同一列出现了两次。",
    message: "“{given}”列与前面的列是同一项，只读了前面的一列。",
    why: "两列写的是同一项时，不知道以哪一列为准。",
    fix: "请只留一列。",
    bad: .situation("表头里同一列名出现两次"),
    good: .situation("每个列名只出现一次"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.tables.flatMap { table in
    table.header.repeated.map { match in
      PlacedFault(
        Fault(.headerColumnRepeated, given: match.text), sheet: table.sheet.name,
        cells: [CellReference(column: match.column, row: table.header.row)], column: match.field)
    }
  }
}
