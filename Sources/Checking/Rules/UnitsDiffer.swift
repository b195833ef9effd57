extension Rule {
  static let unitsDiffer: Rule = Rule(
    id: "units-differ", severity: .warning,
    fault: "两列单位不一样。",
    message: "「{column}」是“{given}”，「{other}」是“{expected}”。",
    why: "这两列通常是同一个单位。",
    fix: "请核对；如确实不同，不必改。",
    bad: .situation("两列单位不同"),
    good: .situation("两列单位相同"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  let columns = form.form.columns.filter { $0.sameAs != nil }
  return form.rows.flatMap { row in
    columns.compactMap { column -> PlacedFault? in
      guard let key = column.sameAs, let other = form.form.column(key), let cell = row.cells[column.key],
        let unit = cell.reading.unit, let usual = row.cells[key]?.reading.unit, unit != usual
      else { return nil }
      let fault = Fault(.unitsDiffer, given: cell.given, expected: usual.name, words: ["other": other.header])
      return PlacedFault(fault, in: row, column)
    }
  }
}
