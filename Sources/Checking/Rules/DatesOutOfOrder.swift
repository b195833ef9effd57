import Spreadsheets

extension Rule {
  static let datesOutOfOrder: Rule = Rule(
    id: "dates-out-of-order", severity: .error,
    fault: "同一行里，后面一步的日期早于前面一步。",
    message: "「{column}」的 {read} 早于「{earlier}」的 {before}：{why}。",
    why: "后一步不会先于前一步，多半是年月日敲错了。",
    fix: "请核对这两栏的日期。",
    bad: .situation("发现是 6 月 15 日，办完是 6 月 5 日"),
    good: .situation("发现是 6 月 5 日，办完是 6 月 15 日"),
    find: { $0.rowRelationFaults(disordered) }
  )
}

/// Each date is held against the latest one to its left: one wrong date is one finding.
private func disordered(
  _ row: FilledForm.FilledRow, _ relation: RowRelation, _ form: FilledForm
) -> [PlacedFault] {
  guard case .order(let fields) = relation.kind else { return [] }
  var latest: (day: CalendarDay, column: Column)?
  for field in fields {
    guard let column = form.form.column(field), let cell = row.cells[field], let day = cell.day else {
      continue
    }
    if let earlier = latest, day < earlier.day {
      let words = [
        "read": "\(day)", "earlier": earlier.column.header, "before": "\(earlier.day)", "why": relation.why,
      ]
      let fault = Fault(.datesOutOfOrder, given: cell.given, words: words, severity: relation.severity)
      return [PlacedFault(fault, in: row, column)]
    }
    latest = (day, column)
  }
  return []
}
