extension JSONValue {
  /// The value as JSON on one line: keys sorted by code point, slashes as they are, whole numbers without a point.
  /// The same value gives the same bytes.
  package var text: String {
    var text = ""
    write(into: &text)
    return text
  }

  private func write(into text: inout String) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let value): text += Self.text(of: value)
    case .string(let value): Self.write(value, into: &text)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.write(into: &text)
      }
      text += "]"
    case .object(let values):
      text += "{"
      for (index, pair) in values.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { text += "," }
        Self.write(pair.key, into: &text)
        text += ":"
        pair.value.write(into: &text)
      }
      text += "}"
    }
  }

  private static func text(of number: Double) -> String {
    // JSON knows neither infinities nor NaN.
    guard number.isFinite else { return "null" }
    // Whole numbers that a double holds exactly.
    if number == number.rounded(), abs(number) < 9_007_199_254_740_992 { return "\(Int(number))" }
    return "\(number)"
  }

  private static func write(_ string: String, into text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // Control characters, and the two separators that end a line for readers of JSON Lines.
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// A string, or null for nil.
  init(_ string: String?) { self = string.map(JSONValue.string) ?? .null }
}
