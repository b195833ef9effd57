/// From rows to faults: what is read, whose it is, for when, and every rule asked.
extension FilledForm {
  mutating func judge() {
    readRows()
    isNil = form.acceptsNilReturn && rows.isEmpty && tables.contains { $0.nilPhrase != nil }
    findUnit()
    readNarratives()
    findPeriod()
    toldQuarter = quarterOfMonths
    // The quarter tells which months and figures are the report's own: read again with it, unless it is in doubt.
    if periodDisagreement.isEmpty { readNarratives() }
    isNil = isNil || saysNothingHappened
    for rule in Rule.all {
      if let find = rule.find { faults += find(self) }
    }
  }

  /// Rows with an error are not merged.
  func isAccepted(_ row: FilledRow) -> Bool {
    !faults.contains { $0.fault.severity == .error && $0.row?.number == row.number && $0.row?.sheet == row.sheet }
  }
}
