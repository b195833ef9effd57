/// Splits UTF-8 text into records and fields (RFC 4180, with any of the three line ends).
struct DelimitedScanner {
  private let text: [UInt8]
  private let separator: UInt8
  private let limits: Limits
  private var position: Int
  private var line = 1

  init(text: [UInt8], start: Int, separator: UInt8, limits: Limits) {
    self.text = text
    self.separator = separator
    self.limits = limits
    position = start
  }

  /// Reads one record and hands out each field that is not empty, with its column counted from 1; false at the end.
  mutating func nextRecord(_ body: (Int, Text) -> Void) throws(SpreadsheetError) -> Bool {
    guard position < text.count else { return false }
    var column = 0
    while true {
      column += 1
      try limits.check(column, \.columns, "columns", part: nil)
      let field = try nextField()
      if !field.isEmpty { body(column, field) }
      guard position < text.count else { return true }
      let byte = text[position]
      position += 1
      if byte == separator {
        // A separator at the very end of the text is followed by an empty field.
        if position == text.count { return true }
        continue
      }
      if byte == 0x0D, position < text.count, text[position] == 0x0A { position += 1 }
      line += 1
      return true
    }
  }

  private mutating func nextField() throws(SpreadsheetError) -> Text {
    let start = position
    if position < text.count, text[position] == UInt8(ascii: "\"") { return try quotedField() }
    position = endOfBareField(from: start)
    try limits.check(position - start, \.fieldBytes, "field bytes", part: nil)
    return Text(bytes: text, start: UInt32(start), end: UInt32(position))
  }

  private func endOfBareField(from start: Int) -> Int {
    text.withUnsafeBufferPointer { text in
      var index = start
      while index < text.count {
        let byte = text[index]
        if byte == separator || byte == 0x0A || byte == 0x0D { break }
        index += 1
      }
      return index
    }
  }

  private mutating func quotedField() throws(SpreadsheetError) -> Text {
    let quote = UInt8(ascii: "\"")
    let opened = line
    let start = position + 1
    var index = start
    var hasDoubled = false
    while true {
      guard let next = text[index...].firstIndex(of: quote) else {
        throw SpreadsheetError(.damaged, detail: "the quote opened on line \(opened) never ends")
      }
      if next + 1 < text.count, text[next + 1] == quote {
        hasDoubled = true
        index = next + 2
        continue
      }
      index = next
      break
    }
    try limits.check(index - start, \.fieldBytes, "field bytes", part: nil)
    for byte in text[start..<index] where byte == 0x0A { line += 1 }
    let end = endOfBareField(from: index + 1)
    position = end
    if !hasDoubled, end == index + 1 { return Text(bytes: text, start: UInt32(start), end: UInt32(index)) }
    var content: [UInt8] = []
    var isSecond = false
    for byte in text[start..<index] {
      isSecond = byte == quote && !isSecond
      if !isSecond { content.append(byte) }
    }
    // What stands between the closing quote and the separator belongs to the field, as spreadsheet programs see it.
    content += text[(index + 1)..<end]
    return Text(bytes: content)
  }
}
