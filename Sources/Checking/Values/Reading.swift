import Spreadsheets

/// A cell as a value reader gets it.
struct Entry {
  /// What the cell holds that is no text.
  let value: CellValue?
  /// What stands in the cell, as text.
  let text: String
  let traits: TextTraits
  /// Whether the file holds only what a screen would show (CSV): a number's format may have changed its digits.
  let isDisplayText: Bool

  init(_ value: CellValue, isDisplayText: Bool) {
    if case .text(let text) = value {
      self = text.withBytes { Entry(text: $0, isDisplayText: isDisplayText) }
      return
    }
    (self.value, self.isDisplayText) = (value, isDisplayText)
    text = value.untrimmed
    traits = TextTraits(text)
  }

  /// - Parameter text: must be UTF-8.
  init(text: UnsafeRawBufferPointer, isDisplayText: Bool) {
    (value, self.isDisplayText) = (nil, isDisplayText)
    traits = TextTraits(text)
    let whole = String(
      copying: UTF8Span(
        unchecked: text.bindMemory(to: UInt8.self).span, isKnownASCII: !traits.contains(.beyondASCII)))
    self.text = traits.contains(.blanks) ? whole.trimmed : whole
  }

  var hasLineBreak: Bool { traits.contains(.blanks) && text.hasLineBreak }

  /// The text as texts are compared.
  var folded: String { traits.contains(.folding) ? Folding.fold(text) : text }
}

/// Reads the entries of a column.
struct ValueReader: Sendable {
  let read: @Sendable (Entry) -> Reading
}

/// What an entry was understood to say: null where nothing is certain, with the faults that tell why.
struct Reading {
  var value: JSONValue = .null
  var day: CalendarDay?
  var unit: Unit?
  var faults: [Fault] = []
  /// Whether some of the text was lost before it came to us: U+FFFD stands for it.
  var isDamaged = false
}

extension CellValue {
  /// The value as text, the way a person would copy it out of the cell.
  var shown: String {
    if case .text = self { untrimmed.trimmed } else { untrimmed }
  }

  /// The value as text, with what white space stands around it.
  fileprivate var untrimmed: String {
    switch self {
    case .number(let number): Self.shown(number)
    case .text(let text): text.string
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    case .error(let text): text
    case .date(let date, _): date.time == TimeOfDay(hour: 0, minute: 0) ? "\(date.day)" : "\(date.day) \(date.time)"
    case .time(let time, _): "\(time)"
    case .duration(_, let serial): Self.shown(serial)
    }
  }

  private static func shown(_ number: Double) -> String {
    guard number == number.rounded(), abs(number) < 9e17 else { return "\(number)" }
    // Written out, with the 15 digits that a spreadsheet program shows: `350102202206150000`.
    var scale: Int64 = 1
    while abs(number) / Double(scale) >= 1e15 { scale *= 10 }
    return "\(Int64((number / Double(scale)).rounded()) * scale)"
  }
}
