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
  form.form.columns.flatMap { column -> [PlacedFault] in
    guard let key = column.sameAs, let other = form.form.column(key) else { return [] }
    return form.faults(in: column, beside: other) { cell, usual in
      guard let unit = cell.unit, let expected = usual.unit, unit != expected else { return nil }
      return Fault(.unitsDiffer, given: cell.given, expected: expected.name, words: ["other": other.header])
    }
  }
}
