/// Why a text is not the JSON that was expected.
package struct JSONError: Error {
  /// In bytes from the beginning.
  package var offset: Int
}

/// Reads JSON from front to back, making no more of it than is asked for.
struct JSONInput {
  private let bytes: [UInt8]
  private var position = 0
  private let end: Int
  private var depth = 0
  /// Names of members come again and again: by the place where the last object had its own.
  private var names: [String] = []

  /// What nests deeper is nobody's data.
  private static let deepest = 64

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    (position, end) = (range.lowerBound, range.upperBound)
  }

  private var error: JSONError { JSONError(offset: position) }

  /// After the value: nothing more may come.
  mutating func finish() throws(JSONError) {
    skipSpace()
    if position < end { throw error }
  }

  // MARK: Structure

  /// Calls `member` with each name; it must read or skip the value.
  mutating func object(_ member: (inout JSONInput, String) throws(JSONError) -> Void) throws(JSONError) {
    try open(UInt8(ascii: "{"))
    if try close(UInt8(ascii: "}"), first: true) { return }
    repeat {
      skipSpace()
      let name = try name()
      skipSpace()
      try take(UInt8(ascii: ":"))
      try member(&self, name)
    } while try !close(UInt8(ascii: "}"), first: false)
  }

  /// Calls `element` for each element; it must read or skip it.
  mutating func array(_ element: (inout JSONInput) throws(JSONError) -> Void) throws(JSONError) {
    try open(UInt8(ascii: "["))
    if try close(UInt8(ascii: "]"), first: true) { return }
    repeat { try element(&self) } while try !close(UInt8(ascii: "]"), first: false)
  }

  private mutating func open(_ bracket: UInt8) throws(JSONError) {
    skipSpace()
    try take(bracket)
    depth += 1
    if depth > Self.deepest { throw error }
  }

  /// Whether the bracket closes here; else a comma must stand here, unless nothing came before.
  private mutating func close(_ bracket: UInt8, first: Bool) throws(JSONError) -> Bool {
    skipSpace()
    guard position < end else { throw error }
    if bytes[position] == bracket {
      position += 1
      depth -= 1
      return true
    }
    if !first { try take(UInt8(ascii: ",")) }
    return false
  }

  private mutating func take(_ byte: UInt8) throws(JSONError) {
    guard position < end, bytes[position] == byte else { throw error }
    position += 1
  }

  private mutating func skipSpace() {
    while position < end, bytes[position] <= 0x20 { position += 1 }
  }

  // MARK: Values

  /// Whether null stands here; it is then read.
  mutating func null() throws(JSONError) -> Bool {
    skipSpace()
    guard position < end, bytes[position] == UInt8(ascii: "n") else { return false }
    try literal("null")
    return true
  }

  mutating func optional<Value>(
    _ read: (inout JSONInput) throws(JSONError) -> Value
  ) throws(JSONError) -> Value? {
    try null() ? nil : try read(&self)
  }

  mutating func boolean() throws(JSONError) -> Bool {
    skipSpace()
    guard position < end else { throw error }
    let isTrue = bytes[position] == UInt8(ascii: "t")
    try literal(isTrue ? "true" : "false")
    return isTrue
  }

  private mutating func literal(_ text: StaticString) throws(JSONError) {
    let count = text.utf8CodeUnitCount
    guard position + count <= end else { throw error }
    let isHere = text.withUTF8Buffer { $0.elementsEqual(bytes[position..<(position + count)]) }
    if !isHere { throw error }
    position += count
  }

  mutating func integer() throws(JSONError) -> Int {
    guard let whole = Int(exactly: try number()) else { throw error }
    return whole
  }

  mutating func number() throws(JSONError) -> Double {
    skipSpace()
    let start = position
    var small = 0
    while position < end, case let digit = bytes[position] &- 0x30, digit < 10, position - start < 15 {
      small = small * 10 + Int(digit)
      position += 1
    }
    if position > start, position == end || !Self.goesOn(bytes[position]) { return Double(small) }
    while position < end, Self.goesOn(bytes[position]) { position += 1 }
    guard position > start, let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)),
      number.isFinite
    else { throw error }
    return number
  }

  private static func goesOn(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  mutating func string() throws(JSONError) -> String {
    skipSpace()
    let (range, isPlain) = try quoted()
    return isPlain ? String(decoding: bytes[range], as: UTF8.self) : try unescaped(range)
  }

  /// A member's name, from memory where it was read before.
  private mutating func name() throws(JSONError) -> String {
    let (range, isPlain) = try quoted()
    if !isPlain { return try unescaped(range) }
    for index in names.indices where names[index].utf8.elementsEqual(bytes[range]) { return names[index] }
    let name = String(decoding: bytes[range], as: UTF8.self)
    if names.count < 64 { names.append(name) }
    return name
  }

  /// The bytes between two quotation marks, and whether none of them is escaped.
  private mutating func quoted() throws(JSONError) -> (Range<Int>, isPlain: Bool) {
    try take(UInt8(ascii: "\""))
    let start = position
    var isPlain = true
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return (start..<(position - 1), isPlain)
      case UInt8(ascii: "\\"):
        isPlain = false
        position += 2
      default: position += 1
      }
    }
    throw error
  }

  private func unescaped(_ range: Range<Int>) throws(JSONError) -> String {
    var text: [UInt8] = []
    var index = range.lowerBound
    var highSurrogate: UInt32?
    while index < range.upperBound {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "\\"), index + 1 < range.upperBound else {
        text.append(byte)
        index += 1
        continue
      }
      index += 2
      switch bytes[index - 1] {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "u"):
        guard index + 4 <= range.upperBound,
          let unit = UInt32(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
        else { throw JSONError(offset: index) }
        index += 4
        if let high = highSurrogate, (0xDC00...0xDFFF).contains(unit),
          let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00))
        {
          text += Character(scalar).utf8
        } else if let scalar = Unicode.Scalar(unit) {
          text += Character(scalar).utf8
        } else if !(0xD800...0xDBFF).contains(unit) {
          throw JSONError(offset: index)
        }
        highSurrogate = (0xD800...0xDBFF).contains(unit) ? unit : nil
      case let other: text.append(other)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  mutating func value() throws(JSONError) -> JSONValue {
    skipSpace()
    guard position < end else { throw error }
    switch bytes[position] {
    case UInt8(ascii: "n"):
      try literal("null")
      return .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean(try boolean())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "["):
      var items: [JSONValue] = []
      try array { (input) throws(JSONError) in items.append(try input.value()) }
      return .array(items)
    case UInt8(ascii: "{"):
      var members: [String: JSONValue] = [:]
      try object { (input, name) throws(JSONError) in members[name] = try input.value() }
      return .object(members)
    default: return .number(try number())
    }
  }
}

extension JSONValue {
  package init(json bytes: [UInt8]) throws(JSONError) {
    var input = JSONInput(bytes, bytes.indices)
    self = try input.value()
    try input.finish()
  }
}
