extension Rule {
  static let periodDisagrees: Rule = Rule(
    id: "period-disagrees", severity: .warning,
    fault: "标题与正文说的不是同一期。",
    message: "标题写的是{given}，正文写的是{expected}，已按标题理解。",
    why: "可能是拿上一期的表改的，没有改干净。",
    fix: "请核对是哪一期，把不对的地方改过来。",
    bad: .situation("标题是第二季度，正文写 7 月"),
    good: .situation("标题与正文一致"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.periodDisagreement
}
