extension Rule {
  static let rowOfAnotherUnit: Rule = Rule(
    id: "row-of-another-unit", severity: .warning,
    fault: "有别的单位的行。",
    message: "这份表是{own}的，这一行写的是“{given}”。",
    why: "可能是拿别的单位的表改的，也可能是跨界的企业。",
    fix: "请核对；如是别的单位的，请删去，由该单位报。",
    bad: .situation("一份表里有一行写了别的单位"),
    good: .situation("各行都是本单位"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  guard let own = form.unit, let column = form.column(role: .submitter) else { return [] }
  return form.faults(in: column) { cell in
    guard let unit = cell.unit, unit != own else { return nil }
    return Fault(.rowOfAnotherUnit, given: cell.given, words: ["own": own.name])
  }
}
