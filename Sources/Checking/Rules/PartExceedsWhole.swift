extension Rule {
  static let partExceedsWhole: Rule = Rule(
    id: "part-exceeds-whole", severity: .error,
    fault: "其中的数比总数大。",
    message: "「{column}」里“{part}”比“{whole}”大：{left} 大于 {right}。",
    why: "“其中”是总数的一部分，不会比总数大，至少有一个数错了。",
    fix: "请核对两个数。",
    bad: .situation("共3家，其中一类5家"),
    good: .situation("共5家，其中一类3家"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  form.relationFaults { $0.severity == .error }.map { row, column, broken in
    PlacedFault(Fault(.partExceedsWhole, given: row.cells[column.key]?.given, words: broken), in: row, column)
  }
}
