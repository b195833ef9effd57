/// Who reports: the unit column says it; where it does not, the lines above the table, then the file's name.
extension FilledForm {
  private enum Place: String {
    case lines = "表上方写的"
    case fileName = "文件名里"
  }

  mutating func findUnit() {
    let units = notice.lookup.units
    unitOfRows = unitOfMostRows
    unit = unitOfRows ?? unitOfNilRow ?? only(units.mentioned(in: lines)) ?? only(units.mentioned(in: fileName))
  }

  private var unitOfMostRows: Unit? {
    guard let column = column(role: .submitter) else { return nil }
    var counts: [String: Int] = [:]
    var (last, lastUnit, count): (ObjectIdentifier?, Unit?, Int) = (nil, nil, 0)
    forEachCell(of: column) { _, cell in
      // Most often all rows say the same.
      if ObjectIdentifier(cell) != last {
        if let lastUnit { counts[lastUnit.id, default: 0] += count }
        (last, lastUnit, count) = (ObjectIdentifier(cell), cell.unit, 0)
      }
      count += 1
    }
    if let lastUnit { counts[lastUnit.id, default: 0] += count }
    guard let most = counts.values.max() else { return nil }
    let leaders = counts.filter { $0.value == most }
    return leaders.count == 1 ? notice.unit(leaders.keys.first) : nil
  }

  private var unitOfNilRow: Unit? {
    guard isNil, let column = column(role: .submitter) else { return nil }
    return only(
      notice.lookup.units.mentioned(
        in: tables.compactMap { $0.nilRow[column.key]?.value?.shown }.joined(separator: "\n")))
  }

  private var lines: String { tables.flatMap { $0.above + [$0.sheet.name] }.joined(separator: "\n") }

  private func only(_ units: [Unit]) -> Unit? { units.count == 1 ? units.first : nil }

  /// What the lines above and the file's name say when it is not what the unit column says.
  var unitDisagreement: [PlacedFault] {
    guard let ofRows = unitOfRows, let column = column(role: .submitter), let table = tables.first else { return [] }
    let units = notice.lookup.units
    let others = [(Place.lines, units.mentioned(in: lines)), (.fileName, units.mentioned(in: fileName))]
      .compactMap { place, found in only(found).flatMap { $0 == ofRows ? nil : "\(place.rawValue)是“\($0.name)”" } }
    guard !others.isEmpty else { return [] }
    let fault = Fault(
      .unitDisagrees, given: ofRows.name, words: ["elsewhere": others.joined(separator: "，")])
    return [PlacedFault(fault, sheet: table.sheet.name, column: column)]
  }
}

extension Notice {
  /// The only unit a file's name speaks of.
  func unitNamed(in fileName: String) -> Unit? {
    let units = lookup.units.mentioned(in: fileName)
    return units.count == 1 ? units.first : nil
  }
}
