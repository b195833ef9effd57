import Spreadsheets

extension Rule {
  static let headerColumnUnknown: Rule = Rule(
    id: "header-column-unknown", severity: .note,
    fault: "有通知里没有的列。",
    message: "“{given}”列不在通知所附的表里，没有汇总。",
    why: "多出来的列不影响报送，只是不进汇总表。",
    fix: "不必改。如这一列其实是表中某一列，请把列名改成通知里的名称。",
    bad: .situation("自己加了一列“网格员”"),
    good: .situation("只有通知所附的各列"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.tables.flatMap { table in
    table.header.unknown.map { column, text in
      PlacedFault(
        Fault(.headerColumnUnknown, given: text), sheet: table.sheet.name,
        cells: [CellReference(column: column, row: table.header.row)])
    }
  }
}
