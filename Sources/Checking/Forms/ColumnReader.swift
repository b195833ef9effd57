import Spreadsheets

/// What stands in a cell and what it was understood to say. Cells that say the same share one.
final class ReadCell: Sendable {
  let given: String
  let reading: Reading

  init(given: String, _ reading: Reading) {
    self.given = given
    self.reading = reading
  }
}

/// Reads the cells of one column. What was read once is remembered: columns say the same over and over.
struct ColumnReader: Sendable {
  private let column: Column
  private let read: @Sendable (Entry) -> Reading
  private let nothing: WordSet
  private let isDisplayText: Bool
  private let isRemembering: Bool
  private var memory: [CellValue: ReadCell]
  private let empty: ReadCell

  /// How many values are remembered, and of how many bytes.
  private static let mostRemembered = 4096
  private static let longestRemembered = 256

  init(_ column: Column, of form: Form, notice: Notice, receivedOn: CalendarDay?, isDisplayText: Bool) {
    self.column = column
    self.isDisplayText = isDisplayText
    nothing = notice.lookup.nothing
    memory = notice.lookup.known(form, column)
    read = notice.lookup.reader(form, column) ?? DateValue(receivedOn: receivedOn, issued: notice.issued).read
    // Case numbers, names and sentences differ from row to row: to remember them all would only cost memory.
    isRemembering =
      switch column.type {
      case .terms, .unit, .progress, .quantities, .date, .number, .sequence: true
      case .text, .narrative, .caseNumber, .enterprise: false
      }
    empty = ReadCell(given: "", Reading(faults: Self.blank(column, given: nil)))
  }

  /// Reads a cell; nil stands for an empty one.
  mutating func read(_ cell: Cell?) -> ReadCell {
    guard let value = cell?.value else {
      return cell?.hasFormula == true
        ? ReadCell(given: "", Reading(faults: [unanswered(.formulaWithoutValue)])) : empty
    }
    guard isRemembering else { return fresh(value) }
    if let known = memory[value] { return known }
    let cell = fresh(value)
    if memory.count < Self.mostRemembered, let key = Self.key(value) { memory[key] = cell }
    return cell
  }

  /// What a value is remembered by; nil for a long text. A text as it is read holds on to all the texts around it: this one
  /// stands by itself.
  private static func key(_ value: CellValue) -> CellValue? {
    guard case .text(let text) = value else { return value }
    return text.utf8.count <= longestRemembered ? .text(Text(text.string)) : nil
  }

  private func fresh(_ value: CellValue) -> ReadCell {
    let entry = Entry(value, isDisplayText: isDisplayText)
    return ReadCell(given: entry.text, reading(entry))
  }

  private func reading(_ entry: Entry) -> Reading {
    if entry.text.isEmpty { return empty.reading }
    if case .error(let text) = entry.value { return Reading(faults: [unanswered(.errorValue, given: text)]) }
    if entry.text.utf8.count >= 3, column.type.kind != .caseNumber,
      entry.text.utf8.allSatisfy({ $0 == UInt8(ascii: "#") })
    {
      return Reading(faults: [unanswered(.valueTooWide, given: entry.text)])
    }
    if column.blank == .error, column.type.kind != .narrative, entry.text.utf8.count <= 12,
      nothing.contains(entry.text)
    {
      return Reading(faults: Self.blank(column, given: entry.text))
    }
    return read(entry)
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
