/// From rows to faults: what is read, whose it is, for when, and every rule asked.
extension FilledForm {
  mutating func judge(_ readers: inout FormReaders) {
    readRows(&readers)
    isNil = form.acceptsNilReturn && rows.isEmpty && tables.contains { $0.nilPhrase != nil }
    findUnit()
    readNarratives()
    findPeriod()
    toldQuarter = quarterOfMonths
    // The quarter tells which months and figures are the report's own: read again with it, unless it is in doubt.
    if periodDisagreement.isEmpty { readNarratives() }
    isNil = isNil || saysNothingHappened
    for find in Rule.finders { faults += find(self) }
  }

  /// The rows that have an error and are not merged, by sheet.
  var rowsInError: [String: Set<Int>] {
    var found: [String: Set<Int>] = [:]
    for placed in faults where placed.fault.severity == .error {
      if let sheet = placed.sheet, let row = placed.row { found[sheet, default: []].insert(row) }
    }
    // Where a column is missing that must be there, no row of the sheet is whole.
    for table in tables where table.header.missing.contains(where: { $0.missing == .error }) {
      found[table.sheet.name, default: []].formUnion(table.rows.map(\.number))
    }
    return found
  }
}
