extension Rule {
  static let counterNotFilled: Rule = Rule(
    id: "counter-not-filled", severity: .error,
    fault: "照着提示写的句子里，还有空没有填。",
    message: "「{column}」的“{given}”里还有空没有填。",
    why: "空着的数读不出来，就不能相加。",
    fix: "请把 *、__、几 改成数；没有的填 0。",
    bad: .situation("*月*家"),
    good: .situation("4月3家"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.unfilledNarratives.map { row, column, clauses in
    PlacedFault(Fault(.counterNotFilled, given: clauses), in: row, column)
  }
}
