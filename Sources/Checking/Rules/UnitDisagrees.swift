extension Rule {
  static let unitDisagrees: Rule = Rule(
    id: "unit-disagrees", severity: .warning,
    fault: "几处写的单位不一样。",
    message: "单位列是“{given}”，{elsewhere}，已按单位列理解。",
    why: "可能是拿别的单位的表改的，没有改干净。",
    fix: "请核对是哪个单位的表，把不对的地方改过来。",
    bad: .situation("单位列与标题里的单位不同"),
    good: .situation("各处单位一致"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.unitDisagreement
}
