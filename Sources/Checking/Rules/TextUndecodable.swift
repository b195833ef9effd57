extension Rule {
  static let textUndecodable: Rule = Rule(
    id: "text-undecodable", severity: .error,
    fault: "有些字已经损坏，读不出来。",
    message: "有些字已经损坏，显示为“�”，原来是什么已无从得知。",
    why: "文件另存时编码转换出错，字就丢了；照样汇总会把错字带进全区的表。",
    fix: "请在原来的表格软件里重新另存为 .xlsx 再报送。",
    bad: .cell(.text, "样例�8号"),
    good: .cell(.text, "样例路8号"),
    gathersAnyText: true,
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.rows.flatMap { row in
    let damaged = row.cells.filter { $0.value.given.utf8.contains(0xEF) && $0.value.given.contains("\u{FFFD}") }
    return form.form.columns.filter { damaged[$0.key] != nil }.map { column in
      PlacedFault(Fault(.textUndecodable, given: damaged[column.key]?.given), in: row, column)
    }
  }
}
