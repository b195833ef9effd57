extension JSONValue {
  /// The value as JSON on one line: keys sorted by code point, slashes as they are, whole numbers without a point.
  /// The same value gives the same bytes.
  package var text: String {
    var bytes: [UInt8] = []
    write(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(into bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .boolean(let value): bytes += (value ? "true" : "false").utf8
    case .number(let value): bytes += Self.text(of: value).utf8
    case .string(let value): Self.write(value, into: &bytes)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.write(into: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let values):
      bytes.append(UInt8(ascii: "{"))
      for (index, pair) in values.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(pair.key, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        pair.value.write(into: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func text(of number: Double) -> String {
    // JSON knows neither infinities nor NaN.
    guard number.isFinite else { return "null" }
    // Whole numbers that a double holds exactly.
    if number == number.rounded(), abs(number) < 9_007_199_254_740_992 { return "\(Int(number))" }
    return "\(number)"
  }

  private static func write(_ string: String, into bytes: inout [UInt8]) {
    var string = string
    bytes.append(UInt8(ascii: "\""))
    string.withUTF8 { utf8 in
      for (index, byte) in utf8.enumerated() {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        case UInt8(ascii: "\r"): bytes += "\\r".utf8
        case UInt8(ascii: "\t"): bytes += "\\t".utf8
        case 0..<0x20, 0x7F:
          let digits = String(byte, radix: 16)
          bytes += "\\u00\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8
        // U+2028 and U+2029 end a line for some readers of JSON Lines.
        case 0xA8 where index > 1 && utf8[index - 1] == 0x80 && utf8[index - 2] == 0xE2,
          0xA9 where index > 1 && utf8[index - 1] == 0x80 && utf8[index - 2] == 0xE2:
          bytes.removeLast(2)
          bytes += (byte == 0xA8 ? "\\u2028" : "\\u2029").utf8
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A string, or null for nil.
  init(_ string: String?) { self = string.map(JSONValue.string) ?? .null }
}
