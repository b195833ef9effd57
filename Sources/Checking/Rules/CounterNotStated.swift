extension Rule {
  static let counterNotStated: Rule = Rule(
    id: "counter-not-stated", severity: .note,
    fault: "提示里的有些项没有写。",
    message: "「{column}」没有写到：{missing}。",
    why: "没有写到的按“未填”处理，不当作 0。",
    fix: "没有的请写 0。",
    bad: .situation("只写了总数"),
    good: .situation("各项都写了，没有的写 0"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.faults(ofNarratives: [.omittedClause]) { column, _, given in
    Fault(.counterNotStated, given: given)
  }
}
