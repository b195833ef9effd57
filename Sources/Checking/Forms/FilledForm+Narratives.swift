import Spreadsheets

/// The counters that stand in sentences.
extension FilledForm {
  mutating func readNarratives() {
    let fields = form.narrativeColumns.compactMap { column in notice.narratives[column.key].map { (column.key, $0) } }
    if fields.isEmpty { return }
    let tablesBySheet = Dictionary(tables.map { ($0.sheet.name, $0) }) { first, _ in first }
    let quarter: (year: Int, quarter: Int)? =
      if case .quarter(let year, let quarter)? = period { (year, quarter) } else { nil }
    for index in rows.indices {
      guard let table = tablesBySheet[rows[index].sheet] else { continue }
      for (key, declaration) in fields {
        guard let cell = rows[index].cells[key] else { continue }
        let beside = table.beside(cell.reference, header: key)
        if rows[index].narratives[key] == nil, Folding.hasWideLetters(cell.given), let column = form.column(key) {
          let fault = Fault(.writtenLoosely, given: cell.given, expected: Folding.narrowed(cell.given))
          faults.append(PlacedFault(fault, in: rows[index], column))
        }
        rows[index].narratives[key] = declaration.read(
          ([cell.given] + beside.texts).joined(separator: "\n"), quarter: quarter, links: beside.links,
          pictures: beside.pictures)
      }
    }
  }

  /// Whether every narrative cell says 无 or tells of a total of zero and no more.
  var saysNothingHappened: Bool {
    if form.narrativeColumns.isEmpty { return false }
    let readings = rows.flatMap { $0.narratives.values }
    let nothing: Set = [NarrativeFlag.nilReport.rawValue, NarrativeFlag.impliedZero.rawValue]
    return form.acceptsNilReturn && !readings.isEmpty && readings.allSatisfy { !nothing.isDisjoint(with: $0.flags) }
  }

  /// The counters of the unit's row by field; nil for a form that has none.
  var counters: [String: JSONValue]? {
    if form.narrativeColumns.isEmpty { return nil }
    let own = rows.first { row in
      guard let column = column(role: .submitter) else { return false }
      return row.cells[column.key]?.unit == unit
    }
    guard let row = own ?? rows.first else { return [:] }
    var counters: [String: JSONValue] = [:]
    for key in form.narrativeColumns.map(\.key) {
      if let reading = row.narratives[key], let declaration = notice.narratives[key] {
        counters[key] = reading.json(for: declaration)
      }
    }
    return counters
  }
}

extension Table {
  /// What belongs to a cell besides its own text: the texts of further columns that the field's header spans, addresses
  /// and pictures in any of them.
  fileprivate func beside(_ cell: CellReference, header key: String) -> (
    texts: [String], links: [String], pictures: Int
  ) {
    let column = header.column(of: key) ?? cell.column
    let range = sheet.mergedRanges.first { $0.contains(CellReference(column: column, row: header.row)) }
    let columns = range.map { $0.first.column...max($0.first.column, $0.last.column) } ?? column...column
    func isIn(_ reference: CellReference) -> Bool { reference.row == cell.row && columns.contains(reference.column) }
    let own = sheet.rows.first { $0.number == cell.row }?.cells ?? []
    let values = own.compactMap { cell in cell.value.map { (cell.reference, $0.shown) } }
    // A picture formula is read where it stands; the reader may know its picture too.
    let formulas = Set(values.filter { $0.1.contains("DISPIMG(") }.map(\.0))
    return (
      values.filter { isIn($0.0) && $0.0 != cell }.map(\.1),
      sheet.hyperlinks.filter { isIn($0.key) && !$0.value.hasPrefix("#") }.sorted { $0.key < $1.key }.map(\.value),
      sheet.pictures.count { isIn($0) && !formulas.contains($0) }
    )
  }
}
