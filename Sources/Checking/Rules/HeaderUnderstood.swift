import Spreadsheets

extension Rule {
  static let headerUnderstood: Rule = Rule(
    id: "header-understood", severity: .note,
    fault: "列名与通知不完全一样，已认出。",
    message: "“{given}”列已按「{column}」理解。",
    why: "列名不同也能认出来，写明是为了便于核对。",
    fix: "不必改。如理解有误，请把列名改成通知里的名称。",
    bad: .situation("列名用了通常的别称"),
    good: .situation("列名与通知一致"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.tables.flatMap { table in
    table.header.matches.filter { $0.match == .alias }.map { match in
      PlacedFault(
        Fault(.headerUnderstood, given: match.text, expected: match.field.header), sheet: table.sheet.name,
        cells: [CellReference(column: match.column, row: table.header.row)], column: match.field)
    }
  }
}
