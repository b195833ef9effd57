import Spreadsheets

/// Counters of a report against the rows that its unit has sent in another form.
extension ComparedVerdict {
  struct Count {
    var row: Verdict.Row
    var column: Column
    var given: String?
    var stated: Double
    /// From what the rows say for certain to what they may say where a cell could not be read.
    var found: ClosedRange<Double>
    var words: [String: String]
  }

  /// The relations of a kind whose counters are stated, with both sides.
  func counts(_ sign: CrossChecks.CountRelation.Sign) -> [Count] {
    guard form.rows == .units, let unit = verdict.unit?.id, let quarter = verdict.period.flatMap({ Period($0) }),
      quarter.kind == .quarter, let row = reportRow
    else { return [] }
    return notice.crossChecks.counts.compactMap { relation in
      guard relation.form == form.id, relation.sign == sign, let stated = stated(relation.counters),
        let column = relation.counters.first.flatMap({ form.column($0.field) }), let other = notice.form(relation.rows),
        records.isComplete || records.hasRows(ofUnit: unit, form: relation.rows), !mustChange(row, column)
      else { return nil }
      let rows = records.cases(ofUnit: unit, form: relation.rows, quarter: quarter, notice: notice)
      let found = total(relation, rows)
      let pending = rows.count { !$0.isAccepted }
      let words = [
        "counter": relation.counters.map(label).joined(separator: "与"), "stated": JSONValue.number(stated).text,
        "window": spokenSpan(quarter), "rows": spoken(relation, other), "found": spoken(found),
        "pending": pending > 0 ? "（其中 \(pending) 行还有要改的）" : "", "why": relation.why,
        "reading": "本表按此理解：" + notice.settings.reading(.quarterSpan),
      ]
      return Count(
        row: row, column: column, given: row.values[column.key]?.given, stated: stated, found: found, words: words)
    }
  }

  /// Whether the sentences must be written anew: what their numbers do not agree with follows from that.
  private func mustChange(_ row: Verdict.Row, _ column: Column) -> Bool {
    verdict.findings.contains {
      $0.severity == .error && $0.field == column.key && $0.cells.contains(row.values[column.key]?.cell ?? "")
    }
  }

  private func stated(_ counters: [CrossChecks.ValuePath]) -> Double? {
    var sum = 0.0
    for path in counters {
      guard let member = path.member, case .object(let slots)? = verdict.counters?[path.field],
        case .number(let number)? = slots[member]
      else { return nil }
      sum += number
    }
    return sum
  }

  private func total(_ relation: CrossChecks.CountRelation, _ rows: [CaseRecord]) -> ClosedRange<Double> {
    var certain = 0.0
    var possible = 0.0
    for record in rows {
      if let (path, wanted) = relation.condition {
        guard let value = path.value(in: record.values), value != .null else {
          // An empty cell tells of nothing; one that could not be read may tell of anything.
          if record.values[path.field]?.given.isEmpty == false { possible += 1 }
          continue
        }
        guard value.holds(wanted) else { continue }
      }
      guard let sum = relation.sum else {
        certain += 1
        continue
      }
      if case .number(let number)? = sum.value(in: record.values) { certain += number }
    }
    // Tenths added up are not tenths: 0.1 + 0.2.
    certain = (certain * 10_000).rounded() / 10_000
    return certain...(certain + possible)
  }

  private func label(_ path: CrossChecks.ValuePath) -> String {
    notice.narratives[path.field]?.slots.first { $0.key == path.member }?.labels.first ?? path.member ?? path.field
  }

  /// `2022年4月1日至6月30日`.
  private func spokenSpan(_ quarter: Period) -> String {
    let span = notice.span(of: quarter)
    let last = span.upperBound
    return span.lowerBound.spokenWithYear + "至"
      + (last.year == span.lowerBound.year ? last.spoken : last.spokenWithYear)
  }

  /// `附件1中「线索来源」为“电力数据筛查”的行数是`.
  private func spoken(_ relation: CrossChecks.CountRelation, _ other: Form) -> String {
    var text = other.name
    if let (path, value) = relation.condition {
      text += "里「\(other.column(path.field)?.header ?? path.field)」\(term(path, value, in: other))"
    }
    guard let sum = relation.sum else { return text + "的行数是" }
    return text + "里“\(term(sum, in: other) ?? sum.field)”合计"
  }

  private func term(_ path: CrossChecks.ValuePath, _ value: String, in form: Form) -> String {
    if let name = term(path, in: form) { return "写明“\(name)”" }
    let vocabulary = form.column(path.field)?.type.vocabulary.flatMap { notice.vocabularies[$0] }
    return "为“\(vocabulary?.term(value)?.term ?? value)”"
  }

  private func term(_ path: CrossChecks.ValuePath, in form: Form) -> String? {
    let vocabulary = form.column(path.field)?.type.vocabulary.flatMap { notice.vocabularies[$0] }
    return vocabulary?.terms.first { $0.key != nil && $0.key == path.member }?.term
  }

  private func spoken(_ range: ClosedRange<Double>) -> String {
    let (least, most) = (JSONValue.number(range.lowerBound).text, JSONValue.number(range.upperBound).text)
    return least == most ? least : "\(least) 至 \(most)"
  }
}

extension JSONValue {
  /// Whether a value is a term, holds it, or is a flag that is so.
  fileprivate func holds(_ wanted: String) -> Bool {
    switch self {
    case .string(let text): text == wanted
    case .boolean(let flag): wanted == (flag ? "true" : "false")
    case .array(let items): items.contains(.string(wanted))
    default: false
    }
  }
}
