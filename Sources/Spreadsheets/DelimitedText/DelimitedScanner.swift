/// Splits UTF-8 text into records and fields (RFC 4180, with any of the three line ends).
struct DelimitedScanner {
  let text: [UInt8]
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

  /// Where a field's text stands: in the file's text, or by itself where quotes had to be taken out of it.
  enum Field {
    case inPlace(Range<Int>)
    case copied([UInt8])
  }

  /// Reads one record and hands out each field that is not empty, with its column counted from 1; false at the end.
  mutating func nextRecord(_ body: (Int, Field) -> Void) throws(SpreadsheetError) -> Bool {
    guard position < text.count else { return false }
    var column = 0
    while true {
      column += 1
      if column > limits.columns { try limits.check(column, \.columns, "columns", part: nil) }
      if position < text.count, text[position] == UInt8(ascii: "\"") {
        let field = try quotedField()
        switch field {
        case .inPlace(let range): if !range.isEmpty { body(column, field) }
        case .copied(let bytes): if !bytes.isEmpty { body(column, field) }
        }
      } else {
        let start = position
        position = endOfBareField(from: start)
        if position - start > limits.fieldBytes {
          try limits.check(position - start, \.fieldBytes, "field bytes", part: nil)
        }
        if position > start { body(column, .inPlace(start..<position)) }
      }
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

  @inline(__always)
  private func endOfBareField(from start: Int) -> Int {
    text.withUnsafeBytes { text in
      var index = start
      while index < text.count {
        // Separators and line ends all have the two high bits clear: pass over eight bytes that have not.
        if index + 8 <= text.count {
          let eight = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          if (eight | eight << 1) & 0x8080_8080_8080_8080 == 0x8080_8080_8080_8080 {
            index += 8
            continue
          }
        }
        let byte = text[index]
        if byte == separator || byte == 0x0A || byte == 0x0D { break }
        index += 1
      }
      return index
    }
  }

  private mutating func quotedField() throws(SpreadsheetError) -> Field {
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
    if !hasDoubled, end == index + 1 { return .inPlace(start..<index) }
    var content: [UInt8] = []
    var isSecond = false
    for byte in text[start..<index] {
      isSecond = byte == quote && !isSecond
      if !isSecond { content.append(byte) }
    }
    // What stands between the closing quote and the separator belongs to the field, as spreadsheet programs see it.
    content += text[(index + 1)..<end]
    return .copied(content)
  }
}
