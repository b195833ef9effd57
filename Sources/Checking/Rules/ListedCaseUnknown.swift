extension Rule {
  static let listedCaseUnknown: Rule = Rule(
    id: "listed-case-unknown", severity: .warning,
    fault: "列出的编号以前没有报过。",
    message: "「{column}」列出的“{number}”不在台账里。",
    why: "这里列的是以前报过的案件，台账里应当找得到；找不到的，多半是编号写错。",
    fix: "请照平台核对编号；是启用台账以前报的，不必改。",
    bad: .situation("列出的编号谁也没有报过"),
    good: .situation("列出的编号以前报过"),
    findAcross: faults(in:)
  )
}

private func faults(in compared: ComparedVerdict) -> [PlacedFault] {
  guard compared.records.isComplete, let row = compared.reportRow else { return [] }
  return compared.notice.crossChecks.listedCases.flatMap { path -> [PlacedFault] in
    guard let column = compared.form.column(path.field), let member = path.member,
      case .object(let counters)? = compared.verdict.counters?[path.field],
      case .array(let numbers)? = counters[member]
    else { return [] }
    return numbers.compactMap { number in
      guard case .string(let text) = number else { return nil }
      if compared.records.hasRows(withNumber: CaseNumberValue.compact(text)) { return nil }
      return compared.placed(
        Fault(.listedCaseUnknown, given: row.values[column.key]?.given, words: ["number": text]), in: row, column)
    }
  }
}
