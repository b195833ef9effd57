import Spreadsheets

/// Reads rows. Those that stand as we write them are compared with the frame of the rows before; any others are read like
/// any JSON. What is remembered saves time and changes nothing.
struct WrittenRows: Sendable {
  /// The table of the last row first.
  private var tables: [WrittenTable] = []

  /// As many as an office has forms, and one.
  private static let most = 4

  mutating func row(_ input: inout JSONInput) throws(JSONError) -> Verdict.Row {
    if !tables.isEmpty, let row = try tables[0].row(&input) { return row }
    var row = try Verdict.Row(&input)
    if let place = tables.firstIndex(where: { $0.fields == row.values.fields }) {
      tables.swapAt(0, place)
    } else {
      tables.insert(WrittenTable(), at: 0)
      if tables.count > Self.most { tables.removeLast() }
    }
    tables[0].fit(row)
    row.values = FieldValues(names: row.values.fields, values: row.values.values, like: tables[0].fields)
    return row
  }
}

/// A table whose rows have the same fields.
private struct WrittenTable: Sendable {
  private var frame = RowFrame()
  private var columns: [WrittenColumn] = []

  var fields: [String] { frame.names.names }

  mutating func fit(_ row: Verdict.Row) {
    if frame.fit(row) { columns = row.values.values.map { _ in WrittenColumn() } }
  }

  /// nil, with nothing read, for a row that does not stand as we write it, or has another sheet or other fields.
  mutating func row(_ input: inout JSONInput) throws(JSONError) -> Verdict.Row? {
    guard let sheet = frame.sheet, !columns.isEmpty else { return nil }
    // Of the row, its values and each of these.
    return try input.asWritten(within: 3) { (input) throws(JSONError) in
      guard input.follows("{\"accepted\":") else { return nil }
      let isAccepted = input.follows("true")
      guard isAccepted || input.follows("false"), input.follows(",\"row\":"), let number = input.rowNumber(),
        input.follows(frame.sheetMember.span.bytes), let values = try values(&input, RowDigits(number)),
        input.follows("}}}")
      else { return nil }
      return Verdict.Row(
        sheet: sheet, row: number, accepted: isAccepted,
        values: FieldValues(names: fields, values: values, like: fields))
    }
  }

  /// The values up to the last one's bracket.
  private mutating func values(_ input: inout JSONInput, _ digits: RowDigits) throws(JSONError) -> [FieldValue]? {
    var values: [FieldValue] = []
    values.reserveCapacity(columns.count)
    for place in columns.indices {
      guard input.follows(frame.names.openings.span.bytes.extracting(frame.names.opening(of: place))),
        let reference = input.reference(digits), let content = try columns[place].cell(&input)
      else { return nil }
      values.append(FieldValue(content, at: reference))
    }
    return values
  }
}

/// What the cells of a column have said.
private struct WrittenColumn: Sendable {
  private var cells = CellTexts()
  /// Of the objects among them.
  private var names = NameFrame()
  /// The last cell, if it has come more than once: columns say the same over and over.
  private var last: ReadCell?

  /// The members of a cell behind where it stands; nil for others than we write.
  mutating func cell(_ input: inout JSONInput) throws(JSONError) -> ReadCell? {
    if isLast(&input), let last { return last }
    let start = input.position
    guard input.follows("\"given\":\"") else { return nil }
    let (text, mixed) = try input.mixedString()
    if let known = cells[mixed], known.follows(in: &input, from: start) {
      last = known
      return known
    }
    guard input.follows(",\"value\":") else { return nil }
    let given = try input.newText(of: text)
    let value = try value(&input, given, text)
    return cells.remember(mixed, given: given, value: value, json: input.bytes(from: start))
  }

  private func isLast(_ input: inout JSONInput) -> Bool {
    guard let last else { return false }
    return last.follows(in: &input)
  }

  private mutating func value(
    _ input: inout JSONInput, _ given: String, _ text: JSONInput.Quoted
  ) throws(JSONError) -> JSONValue {
    if input.follows(text) { return .string(given) }
    if let members = try members(&input, given, text) { return .object(members) }
    let value = try input.value()
    if case .object(let members) = value { names.fit(members.names) }
    return value
  }

  /// An object with the names of the one before; nil, with nothing read, for anything else.
  private func members(
    _ input: inout JSONInput, _ given: String, _ text: JSONInput.Quoted
  ) throws(JSONError) -> NamedValues<JSONValue>? {
    guard !names.names.isEmpty else { return nil }
    return try input.asWritten(within: 1) { (input) throws(JSONError) in
      var values: [JSONValue] = []
      values.reserveCapacity(names.names.count)
      for place in names.names.indices {
        guard input.follows(names.openings.span.bytes.extracting(names.opening(of: place))) else { return nil }
        // A part is often all that was given.
        values.append(input.follows(text) ? .string(given) : try input.value())
      }
      return input.follows("}") ? NamedValues(names: names.names, values: values, like: names.names) : nil
    }
  }
}

extension ReadCell {
  /// Whether its members come next, or from a place on, which are then gone past.
  @inline(__always)
  fileprivate func follows(in input: inout JSONInput, from start: Int? = nil) -> Bool {
    Unmanaged.passUnretained(self)._withUnsafeGuaranteedRef { cell in
      guard let json = cell.json else { return false }
      return start.map { input.follows(json.span.bytes, from: $0) } ?? input.follows(json.span.bytes)
    }
  }
}
