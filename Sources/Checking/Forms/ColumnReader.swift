import Spreadsheets

/// Reads the cells of one column. What was read once is remembered: columns say the same over and over.
struct ColumnReader {
  let column: Column
  private let read: (Entry) -> Reading
  private let nothing: Set<String>
  private let isDisplayText: Bool
  private var memory: [CellValue: Reading]

  init(_ column: Column, of form: Form, notice: Notice, receivedOn: CalendarDay?, isDisplayText: Bool) {
    self.column = column
    self.isDisplayText = isDisplayText
    nothing = notice.lookup.nothing
    memory = notice.lookup.known(form, column)
    read = notice.lookup.reader(form, column) ?? DateValue(receivedOn: receivedOn, issued: notice.issued).read
  }

  /// Reads a cell; nil stands for an empty one.
  mutating func read(_ cell: Cell?) -> (given: String, reading: Reading) {
    guard let value = cell?.value else {
      if cell?.hasFormula == true { return ("", Reading(faults: [unanswered(.formulaWithoutValue)])) }
      return ("", Reading(faults: blank(given: nil)))
    }
    if let known = memory[value] { return (value.shown, known) }
    let reading = fresh(value)
    // Case numbers, names and sentences differ from row to row: to remember them all would only cost memory.
    switch column.type {
    case .terms, .unit, .progress, .quantities, .date, .number: if memory.count < 4096 { memory[value] = reading }
    case .sequence, .text, .narrative, .caseNumber, .enterprise: break
    }
    return (value.shown, reading)
  }

  private func fresh(_ value: CellValue) -> Reading {
    let entry = Entry(value, isDisplayText: isDisplayText)
    if entry.text.isEmpty { return Reading(faults: blank(given: nil)) }
    if case .error(let text) = value { return Reading(faults: [unanswered(.errorValue, given: text)]) }
    if entry.text.count >= 3, column.type.kind != .caseNumber, entry.text.allSatisfy({ $0 == "#" }) {
      return Reading(faults: [unanswered(.valueTooWide, given: entry.text)])
    }
    if column.blank == .error, column.type.kind != .narrative, entry.text.utf8.count <= 12,
      nothing.contains(Folding.fold(entry.text))
    {
      return Reading(faults: blank(given: entry.text))
    }
    return read(entry)
  }

  private func blank(given: String?) -> [Fault] {
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
