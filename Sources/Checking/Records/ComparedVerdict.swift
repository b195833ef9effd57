import Spreadsheets

/// A verdict beside the records. Rules that need more than one file look at this.
struct ComparedVerdict {
  let verdict: Verdict
  let form: Form
  let records: Records
  let notice: Notice
  /// The rows of a case form whose number or enterprise other rows have as well, with their records.
  let sharedCases: [(row: Verdict.Row, index: Int, record: CaseRecord)]

  init(verdict: Verdict, form: Form, records: Records, notice: Notice) {
    (self.verdict, self.form, self.records, self.notice) = (verdict, form, records, notice)
    sharedCases = form.rows == .cases ? records.sharedCases(of: verdict) : []
  }

  func column(_ kind: ColumnType.Kind) -> Column? { form.columns.first { $0.type.kind == kind } }

  /// The row that holds the reporting unit's sentences.
  var reportRow: Verdict.Row? {
    let field = form.columns.first { $0.role == .submitter }?.key
    let own = verdict.rows.first { row in
      guard let field, case .string(let unit)? = row.values[field]?.value else { return false }
      return unit == verdict.unit?.id
    }
    return own ?? verdict.rows.first
  }

  func unitName(_ record: CaseRecord) -> String {
    notice.unit(record.sender)?.name ?? notice.unit(record.unit)?.name ?? "另一份表"
  }

  /// A fault in one cell of a row.
  func placed(_ fault: Fault, in row: Verdict.Row, _ column: Column) -> PlacedFault {
    var placed = PlacedFault(fault, sheet: row.sheet, column: column)
    placed.cells = [row.values[column.key]?.reference ?? CellReference(column: 1, row: row.row)]
    placed.row = row.row
    placed.key = form.keyColumns.key { row.values[$0]?.given }
    return placed
  }
}

extension Verdict {
  /// The verdict with what only other submissions can show. Findings of an earlier comparison are replaced, so that
  /// comparing twice, or first with a part of the records, gives the same.
  ///
  /// - Parameter records: all that counts, this verdict included; nil for one that does not count.
  package func compared(with records: Records?, notice: Notice) -> Verdict {
    var verdict = self
    let own = findings.filter { Rule.named($0.rule)?.findAcross == nil }
    var faults = FindingList()
    if let records, let form = notice.form(form) {
      let compared = ComparedVerdict(verdict: self, form: form, records: records, notice: notice)
      for find in Rule.findersAcross { for fault in find(compared) { faults.add(fault) } }
    }
    if own.count == findings.count, faults.isEmpty { return self }
    verdict.take(own.joined(faults.findings(sheets: sheets, clause: notice.form(form)?.clause), sheets: sheets))
    return verdict
  }

  private var sheets: [String] {
    var sheets: [String] = []
    for match in header where sheets.last != match.sheet && !sheets.contains(match.sheet) { sheets.append(match.sheet) }
    return sheets
  }
}

extension [Finding] {
  /// Two lists in the order of findings: errors first, then by sheet, row and column; of equals, this list's first.
  fileprivate func joined(_ others: [Finding], sheets: [String]) -> [Finding] {
    func rank(_ finding: Finding) -> (Int, Int, CellReference) {
      let first = finding.cells.compactMap { CellReference($0) }.min() ?? CellReference(column: 1, row: 0)
      return (
        Severity.allCases.firstIndex(of: finding.severity) ?? 0, sheets.firstIndex { $0 == finding.sheet } ?? 0, first
      )
    }
    return (self + others).map { ($0, rank($0)) }.enumerated().sorted { left, right in
      let (a, b) = (left.element.1, right.element.1)
      return (a.0, a.1, a.2, left.offset) < (b.0, b.1, b.2, right.offset)
    }.map(\.element.0)
  }
}
