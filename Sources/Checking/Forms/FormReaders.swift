import Spreadsheets

/// The readers of the forms' columns, kept from file to file with what they remember.
struct FormReaders: Sendable {
  private struct Kind: Hashable {
    var form: String
    var isDisplayText: Bool
  }

  private struct Readers {
    var receivedOn: CalendarDay?
    /// In the order of the form's columns.
    var columns: [ColumnReader]
  }

  private var kinds: [Kind: Readers] = [:]

  /// Lends the readers of a form's columns, in their order, for a submission that came on a day.
  mutating func use<Result>(
    for form: Form, notice: Notice, receivedOn: CalendarDay?, isDisplayText: Bool,
    _ body: (inout [ColumnReader]) -> Result
  ) -> Result {
    let kind = Kind(form: form.id, isDisplayText: isDisplayText)
    // Taken out, not copied: what is remembered is changed in place.
    var readers = kinds.removeValue(forKey: kind) ?? Readers(columns: [])
    defer { kinds[kind] = readers }
    func reader(_ column: Column) -> ColumnReader {
      ColumnReader(column, of: form, notice: notice, receivedOn: receivedOn, isDisplayText: isDisplayText)
    }
    if readers.columns.isEmpty {
      readers.columns = form.columns.map(reader)
    } else if readers.receivedOn != receivedOn {
      for (index, column) in form.columns.enumerated() where column.type.kind == .date {
        readers.columns[index] = reader(column)
      }
    }
    readers.receivedOn = receivedOn
    for index in readers.columns.indices { readers.columns[index].beginFile() }
    return body(&readers.columns)
  }
}
