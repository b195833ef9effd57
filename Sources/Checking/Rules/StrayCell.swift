extension Rule {
  static let strayCell: Rule = Rule(
    id: "stray-cell", severity: .warning,
    fault: "有一格孤零零的内容，没有读。",
    message: "“{given}”单独在一行里，看不出是哪一项，没有读取。",
    why: "一行里只有一格有字，多半是误碰或随手记的。",
    fix: "如是要报送的内容，请把这一行填全；如不是，请删去。",
    bad: .situation("表格下方有一格多余的字"),
    good: .situation("没有多余的字"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.tables.flatMap { table in
    table.strays.compactMap { cell -> PlacedFault? in
      guard let value = cell.value, value.shown.count > 1 || value.shown.first?.isLetter == true else { return nil }
      return PlacedFault(Fault(.strayCell, given: value.shown), sheet: table.sheet.name, cells: [cell.reference])
    }
  }
}
