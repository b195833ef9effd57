import Spreadsheets

/// JSON as it is written, on one line: slashes as they are, whole numbers without a point. The same calls give the same bytes.
struct JSONOutput: ~Copyable {
  // Not an array, which looks with every byte whether it is the only owner of its memory: verdicts are many megabytes.
  private var buffer: UnsafeMutableRawBufferPointer
  private var count = 0
  private var needsComma = false

  /// - Parameter capacity: how many bytes there is room for at first.
  init(capacity: Int = 4096) { buffer = .allocate(byteCount: capacity, alignment: 1) }

  deinit { buffer.deallocate() }

  var bytes: [UInt8] { [UInt8](UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
  var text: String { String(decoding: UnsafeRawBufferPointer(rebasing: buffer[..<count]), as: UTF8.self) }

  // MARK: Bytes

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > buffer.count { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(buffer.count * 2, count + more), alignment: 1)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    buffer.deallocate()
    buffer = larger
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    reserve(1)
    buffer[count] = byte
    count += 1
  }

  @inline(__always)
  private mutating func put(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count)
    (buffer.baseAddress.unsafelyUnwrapped + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  private mutating func put(_ text: StaticString) {
    put(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  // MARK: Structure

  mutating func beginObject() { begin(UInt8(ascii: "{")) }
  mutating func endObject() { end(UInt8(ascii: "}")) }
  mutating func beginArray() { begin(UInt8(ascii: "[")) }
  mutating func endArray() { end(UInt8(ascii: "]")) }

  /// Ends the line of one value, in a text of many.
  mutating func endLine() {
    put(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    put(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    put(bracket)
    needsComma = true
  }

  /// The name of the member whose value comes next; callers keep names in the order of their code points.
  mutating func key(_ name: String) {
    string(name)
    put(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A name that comes again and again, encoded once.
  struct Key {
    let bytes: [UInt8]

    init(_ name: String) {
      var output = JSONOutput()
      output.key(name)
      bytes = output.bytes
    }
  }

  mutating func key(_ key: Key) {
    separate()
    key.bytes.withUnsafeBytes { put($0) }
    needsComma = false
  }

  /// The same for a name that needs no escapes.
  mutating func member(_ name: StaticString) {
    separate()
    put(UInt8(ascii: "\""))
    put(name)
    put("\":")
    needsComma = false
  }

  /// A member that is a string, or null for nil.
  mutating func member(_ name: StaticString, _ text: String?) {
    member(name)
    string(text)
  }

  /// Begins the member that tells of a cell, with where it stands: `"unit":{"cell":"G5"`.
  mutating func beginCell(_ key: Key, _ reference: CellReference) {
    self.key(key)
    guard (1...26).contains(reference.column), reference.row > 0 else {
      beginObject()
      return member("cell", "\(reference)")
    }
    // As nearly all are: a letter and a few digits.
    let opening: StaticString = "{\"cell\":\""
    let longest = opening.utf8CodeUnitCount + 16
    reserve(longest)
    var end = buffer.baseAddress.unsafelyUnwrapped + count
    end.copyMemory(from: opening.utf8Start, byteCount: opening.utf8CodeUnitCount)
    end += opening.utf8CodeUnitCount
    end.storeBytes(of: UInt8(ascii: "@") + UInt8(reference.column), as: UInt8.self)
    count = end + 1 - buffer.baseAddress.unsafelyUnwrapped
    put(digits: UInt32(reference.row))
    put(UInt8(ascii: "\""))
    needsComma = true
  }

  private mutating func put(digits number: UInt32) {
    var (length, power): (Int, UInt32) = (1, 10)
    while length < 10, number >= power { (length, power) = (length + 1, power &* 10) }
    reserve(length)
    var rest = number
    var place = count + length
    count = place
    repeat {
      place -= 1
      buffer[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
  }

  mutating func member(_ name: StaticString, _ number: Int) {
    member(name)
    integer(number)
  }

  /// Members that were encoded before.
  mutating func encoded(_ members: [UInt8]) {
    separate()
    members.withUnsafeBytes { put($0) }
    needsComma = true
  }

  @inline(__always)
  private mutating func separate() {
    if needsComma { put(UInt8(ascii: ",")) }
  }

  // MARK: Values

  mutating func null() { literal("null") }
  mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }
  mutating func integer(_ value: Int) {
    guard let small = UInt32(exactly: value) else { return literal("\(value)") }
    separate()
    put(digits: small)
    needsComma = true
  }

  mutating func number(_ value: Double) { literal(JSONValue.text(of: value)) }

  private mutating func literal(_ text: StaticString) {
    separate()
    put(text)
    needsComma = true
  }

  private mutating func literal(_ text: String) {
    separate()
    var text = text
    text.withUTF8 { put(UnsafeRawBufferPointer($0)) }
    needsComma = true
  }

  /// Two members that are strings, the second often the same as the first.
  mutating func members(
    _ name: StaticString, _ text: String, _ other: StaticString, _ otherText: String
  ) {
    member(name)
    let start = count
    string(text)
    let end = count
    member(other)
    if otherText != text { return string(otherText) }
    reserve(end - start)
    let source = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
    (buffer.baseAddress.unsafelyUnwrapped + count).copyMemory(
      from: source.baseAddress.unsafelyUnwrapped, byteCount: source.count)
    count += source.count
    needsComma = true
  }

  /// A string, or null for nil.
  mutating func string(_ string: String?) {
    guard var string else { return null() }
    separate()
    put(UInt8(ascii: "\""))
    string.withUTF8 { utf8 in
      let text = UnsafeRawBufferPointer(utf8)
      var start = 0
      var index = Self.firstSpecial(text, from: 0)
      while index < text.count {
        let byte = text[index]
        var length = 1
        let escape: StaticString? =
          switch byte {
          case UInt8(ascii: "\""): "\\\""
          case UInt8(ascii: "\\"): "\\\\"
          case UInt8(ascii: "\n"): "\\n"
          case UInt8(ascii: "\r"): "\\r"
          case UInt8(ascii: "\t"): "\\t"
          // U+2028 and U+2029 end a line for some readers of JSON Lines.
          case 0xE2 where text[index + 1] == 0x80 && text[index + 2] == 0xA8: "\\u2028"
          case 0xE2 where text[index + 1] == 0x80 && text[index + 2] == 0xA9: "\\u2029"
          case 0..<0x20, 0x7F: "\\u00"
          default: nil
          }
        if byte == 0xE2 { length = 3 }
        if let escape {
          put(UnsafeRawBufferPointer(rebasing: text[start..<index]))
          put(escape)
          // The two last digits of a control character are its own.
          if escape.utf8CodeUnitCount == 4 {
            for digit in [byte >> 4, byte & 0xF] { put(digit + UInt8(ascii: digit < 10 ? "0" : "W")) }
          }
          start = index + length
        }
        index = Self.firstSpecial(text, from: index + length)
      }
      put(UnsafeRawBufferPointer(rebasing: text[start...]))
    }
    put(UInt8(ascii: "\""))
    needsComma = true
  }

  /// The first byte that may not stand for itself, or the end.
  private static func firstSpecial(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index + EightBytes.count <= text.count {
      let eight = EightBytes(text, at: index)
      let marks =
        eight.equal(to: UInt8(ascii: "\"")) | eight.equal(to: UInt8(ascii: "\\")) | eight.equal(to: 0x7F)
        | eight.equal(to: 0xE2) | eight.less(than: 0x20)
      if marks != 0 { return index + EightBytes.first(marks) }
      index += EightBytes.count
    }
    while index < text.count {
      switch text[index] {
      case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F, 0xE2: return index
      default: index += 1
      }
    }
    return index
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
