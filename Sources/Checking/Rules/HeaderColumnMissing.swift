extension Rule {
  static let headerColumnMissing: Rule = Rule(
    id: "header-column-missing", severity: .error,
    fault: "少了一列。",
    message: "没有找到「{column}」这一列。",
    why: "少一列，这一项就无从汇总。",
    fix: "请补上这一列并逐行填写，列名用通知里的名称。",
    bad: .situation("表头里没有其中一列"),
    good: .situation("表头各列齐全"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.tables.flatMap { table in
    table.header.missing.map { column in
      PlacedFault(
        Fault(.headerColumnMissing, expected: column.header, severity: form.isNil ? .note : column.missing),
        sheet: table.sheet.name, column: column)
    }
  }
}
