extension Rule {
  static let counterNotRead: Rule = Rule(
    id: "counter-not-read", severity: .warning,
    fault: "句子里有数读不准，没有取。",
    message: "「{column}」里有数读不准，没有取：{how}。",
    why: "读不准的数宁可不取，取错了会混进全区的总数。",
    fix: "请照表上的提示改写这一句；各项都写数和单位。",
    bad: .situation("4月若干家"),
    good: .situation("4月3家"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.faults(ofNarratives: [.ambiguous, .unitMissing, .notWhole, .partialMonths, .imageOnly]) { column, _, given in
    Fault(.counterNotRead, given: given)
  }
}
