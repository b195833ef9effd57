extension Rule {
  static let dateAfterReceipt: Rule = Rule(
    id: "date-after-receipt", severity: .warning,
    fault: "日期在收件之后。",
    message: "「{column}」的 {read} 在收件日 {received} 之后。",
    why: "还没到的日子不会已经报送，多半是敲错了。",
    fix: "请核对日期。",
    bad: .situation("收件日是 6 月 17 日，填的是 6 月 27 日"),
    good: .situation("日期不晚于收件日"),
    find: faults(in:)
  )
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  guard let receivedOn = form.receivedOn else { return [] }
  let columns = form.form.columns.filter { $0.type.kind == .date && !$0.ahead }
  return columns.flatMap { column in
    form.faults(in: column) { cell in
      guard let day = cell.day, day > receivedOn else { return nil }
      return Fault(.dateAfterReceipt, given: cell.given, words: ["read": "\(day)", "received": "\(receivedOn)"])
    }
  }
}
