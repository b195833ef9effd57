extension Rule {
  static let numbersDisagree: Rule = Rule(
    id: "numbers-disagree", severity: .warning,
    fault: "句子里的数前后对不上。",
    message: "「{column}」里{numbers}：{why}。",
    why: "两个数的单位不同或口径不同，不一定错，请看一眼。",
    fix: "请核对；没有错的不必改。",
    bad: .situation("其中一项的件数比总的家数多"),
    good: .situation("前后对得上"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.relationFaults { $0.severity != .error }.map { row, column, broken in
    PlacedFault(Fault(.numbersDisagree, given: row.cells[column.key]?.given, words: broken), in: row, column)
  }
}
