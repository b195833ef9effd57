/// JSON as it is written, on one line: slashes as they are, whole numbers without a point. The same calls give the same bytes.
struct JSONOutput {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  var text: String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Structure

  mutating func beginObject() { begin(UInt8(ascii: "{")) }
  mutating func endObject() { end(UInt8(ascii: "}")) }
  mutating func beginArray() { begin(UInt8(ascii: "[")) }
  mutating func endArray() { end(UInt8(ascii: "]")) }

  /// Ends the line of one value, in a text of many.
  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  /// The name of the member whose value comes next; callers keep names in the order of their code points.
  mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A name that comes again and again, encoded once.
  struct Key {
    fileprivate let bytes: [UInt8]

    init(_ name: String) {
      var output = JSONOutput()
      output.key(name)
      bytes = output.bytes
    }
  }

  mutating func key(_ key: Key) {
    separate()
    bytes += key.bytes
    needsComma = false
  }

  /// The same for a name that needs no escapes.
  mutating func member(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A member that is a string, or null for nil.
  mutating func member(_ name: StaticString, _ text: String?) {
    member(name)
    string(text)
  }

  mutating func member(_ name: StaticString, _ number: Int) {
    member(name)
    integer(number)
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  // MARK: Values

  mutating func null() { literal("null") }
  mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }
  mutating func integer(_ value: Int) { literal("\(value)") }
  mutating func number(_ value: Double) { literal(JSONValue.text(of: value)) }

  private mutating func literal(_ text: String) {
    separate()
    bytes += text.utf8
    needsComma = true
  }

  /// A string, or null for nil.
  mutating func string(_ string: String?) {
    guard var string else { return null() }
    separate()
    bytes.append(UInt8(ascii: "\""))
    string.withUTF8 { utf8 in
      if utf8.allSatisfy(Self.isPlain) { return bytes.append(contentsOf: utf8) }
      var start = 0
      for (index, byte) in utf8.enumerated() {
        // U+2028 and U+2029 end a line for some readers of JSON Lines.
        let isLineEnd =
          byte & 0xFE == 0xA8 && index - start > 1 && utf8[index - 1] == 0x80 && utf8[index - 2] == 0xE2
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F || isLineEnd
        else {
          continue
        }
        bytes.append(contentsOf: utf8[start..<(isLineEnd ? index - 2 : index)])
        start = index + 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        case UInt8(ascii: "\r"): bytes += "\\r".utf8
        case UInt8(ascii: "\t"): bytes += "\\t".utf8
        case 0xA8, 0xA9: bytes += (byte == 0xA8 ? "\\u2028" : "\\u2029").utf8
        default:
          let digits = String(byte, radix: 16)
          bytes += "\\u00\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8
        }
      }
      bytes.append(contentsOf: utf8[start...])
    }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Whether a byte stands for itself wherever it is; false says only that it must be looked at.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F && byte != 0xE2
  }

  mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .boolean(let flag): boolean(flag)
    case .number(let number): self.number(number)
    case .string(let text): string(text)
    case .array(let items):
      beginArray()
      for item in items { self.value(item) }
      endArray()
    case .object(let members):
      beginObject()
      for (name, member) in members {
        key(name)
        self.value(member)
      }
      endObject()
    }
  }
}

extension JSONValue {
  /// The value as JSON, members sorted by code point.
  package var text: String {
    var output = JSONOutput()
    output.value(self)
    return output.text
  }

  fileprivate static func text(of number: Double) -> String {
    // JSON knows neither infinities nor NaN.
    guard number.isFinite else { return "null" }
    // Whole numbers that a double holds exactly.
    if number == number.rounded(), abs(number) < 9_007_199_254_740_992 { return "\(Int(number))" }
    return "\(number)"
  }

  /// A string, or null for nil.
  init(_ string: String?) { self = string.map(JSONValue.string) ?? .null }
}
