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
  guard form.isDamaged else { return [] }
  return form.rows.flatMap { row -> [PlacedFault] in
    guard row.cells.values.contains(where: \.content.isDamaged) else { return [] }
    return form.form.columns.compactMap { column in
      guard let cell = row.cells[column.key], cell.content.isDamaged else { return nil }
      return PlacedFault(Fault(.textUndecodable, given: cell.given), in: row, column)
    }
  }
}
