import Spreadsheets

/// Reads the cells of one column. What was read is remembered: columns say the same over and over.
struct ColumnReader: Sendable {
  private let column: Column
  private let value: ValueReader
  private let nothing: WordSet
  private let isDisplayText: Bool
  private var memory = CellMemory()
  private let isRemembering: Bool
  /// What a cell that is not there is read as.
  let empty: ReadCell

  init(_ column: Column, of form: Form, notice: Notice, receivedOn: CalendarDay?, isDisplayText: Bool) {
    self.column = column
    self.isDisplayText = isDisplayText
    nothing = notice.lookup.nothing
    value =
      notice.lookup.reader(form, column)
      ?? ValueReader(read: DateValue(receivedOn: receivedOn, issued: notice.issued).read)
    // Case numbers, names and sentences differ from row to row.
    isRemembering =
      switch column.type {
      case .terms, .unit, .progress, .quantities, .date, .number, .sequence, .text: true
      case .narrative, .caseNumber, .enterprise: false
      }
    empty = ReadCell(shared: "", Reading(faults: Self.blank(column, given: nil)))
  }

  mutating func beginFile() { memory.beginFile() }

  /// Reads one of a row's cells.
  mutating func read(_ cells: [Cell], at place: Int) -> ReadCell {
    // Most are texts that were read before, and are looked at where they stand: there they stay as long as `cells`, which the
    // caller holds. To hold each text as well would be counted twice a cell.
    if case .text(let text)? = cells[place].value { return read(text.withBytes { $0 }) }
    guard let value = cells[place].value else {
      return cells[place].hasFormula
        ? ReadCell(given: "", Reading(faults: [unanswered(.formulaWithoutValue)])) : empty
    }
    guard isRemembering, memory.isUseful, let number = CellNumber(value) else {
      return fresh(Entry(value, isDisplayText: isDisplayText))
    }
    if let known = memory.cell(of: number) { return known }
    let cell = fresh(Entry(value, isDisplayText: isDisplayText))
    memory.remember(cell, of: number)
    return cell
  }

  private mutating func read(_ text: UnsafeRawBufferPointer) -> ReadCell {
    guard isRemembering, memory.isUseful else { return fresh(Entry(text: text, isDisplayText: isDisplayText)) }
    if let known = memory.cell(of: text) { return known }
    let cell = fresh(Entry(text: text, isDisplayText: isDisplayText))
    memory.remember(cell, of: text)
    return cell
  }

  private func fresh(_ entry: Entry) -> ReadCell {
    var reading = reading(entry)
    reading.isDamaged = entry.traits.contains(.damage)
    return ReadCell(given: entry.text, consume reading)
  }

  private func reading(_ entry: Entry) -> Reading {
    if entry.text.isEmpty { return empty.reading }
    if case .error(let text)? = entry.value { return Reading(faults: [unanswered(.errorValue, given: text)]) }
    if entry.text.utf8.first == UInt8(ascii: "#"), entry.text.utf8.count >= 3, column.type.kind != .caseNumber,
      entry.text.utf8.allSatisfy({ $0 == UInt8(ascii: "#") })
    {
      return Reading(faults: [unanswered(.valueTooWide, given: entry.text)])
    }
    if entry.text.utf8.count <= 12, column.blank == .error, column.type.kind != .narrative,
      nothing.contains(entry.text)
    {
      return Reading(faults: Self.blank(column, given: entry.text))
    }
    return value.read(entry)
  }

  private static func blank(_ column: Column, given: String?) -> [Fault] {
    switch column.blank {
    case .allowed: []
    case .warning: [Fault(.usualValueMissing, given: given)]
    case .error: [Fault(.requiredValueMissing, given: given, expected: column.example.isEmpty ? nil : column.example)]
    }
  }

  /// A cell whose content did not reach us: as grave as the column is.
  private func unanswered(_ rule: Rule, given: String? = nil) -> Fault {
    Fault(rule, given: given, severity: column.blank == .error ? .error : .warning)
  }
}
