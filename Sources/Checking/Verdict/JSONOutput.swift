import Spreadsheets

/// JSON as it is written, on one line: slashes as they are, whole numbers without a point. The same calls give the same bytes.
struct JSONOutput: ~Copyable {
  // Not an array, which looks with every byte whether it is the only owner of its memory: verdicts are many megabytes.
  private var buffer: UnsafeMutableRawBufferPointer
  /// How many bytes have been written.
  private(set) var count = 0
  private var needsComma = false

  /// What may be written behind the last byte that counts: a whole word is stored where fewer bytes are meant.
  private static let slack = 16

  /// - Parameter capacity: how many bytes there is room for at first.
  init(capacity: Int = 4096) { buffer = .allocate(byteCount: capacity + Self.slack, alignment: 1) }

  deinit { buffer.deallocate() }

  var bytes: [UInt8] { [UInt8](written) }
  var text: String { String(decoding: written, as: UTF8.self) }

  /// What has been written so far; stays where it is until more is.
  private var written: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<count]) }

  /// Begins anew in the same room.
  mutating func removeAll() { (count, needsComma) = (0, false) }

  func withBytes<Result, Failure: Error>(_ body: (RawSpan) throws(Failure) -> Result) throws(Failure) -> Result {
    try body(written.bytes)
  }

  // MARK: Bytes

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more + Self.slack > buffer.count { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(buffer.count * 2, count + more + Self.slack), alignment: 1)
    larger.copyMemory(from: written)
    buffer.deallocate()
    buffer = larger
  }

  /// Where the next byte goes; there must be room.
  private var end: UnsafeMutableRawPointer {
    @inline(__always) get { buffer.baseAddress.unsafelyUnwrapped + count }
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    reserve(1)
    end.storeBytes(of: byte, as: UInt8.self)
    count += 1
  }

  @inline(__always)
  private mutating func put(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    guard let source = bytes.baseAddress else { return }
    end.copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  @inline(__always)
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

  /// A name as it is written, with its colon.
  static func key(_ name: String) -> [UInt8] {
    var output = JSONOutput()
    output.key(name)
    return output.bytes
  }

  /// The name of a member that needs no escapes.
  @inline(__always)
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

  /// Bytes that were encoded before, with whatever comma belongs around them.
  @inline(__always)
  mutating func encoded(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { put($0) }
    needsComma = false
  }

  @inline(__always)
  mutating func encoded(_ text: StaticString) {
    put(text)
    needsComma = false
  }

  /// A cell that was encoded before, behind what stands in front of it and between the two its reference.
  @inline(__always)
  mutating func encoded(_ opening: RawSpan, _ cell: CellReference, _ digits: RowDigits, _ members: RawSpan) {
    guard digits.fit(cell) else {
      encoded(opening)
      reference(cell, digits)
      return encoded(members)
    }
    let length = opening.byteCount + 1 + digits.count
    reserve(length + members.byteCount)
    let target = end
    opening.withUnsafeBytes { target.copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: $0.count) }
    (target + opening.byteCount).storeBytes(of: letter(of: cell), as: UInt8.self)
    (target + opening.byteCount + 1).storeBytes(of: digits.word.littleEndian, as: UInt64.self)
    members.withUnsafeBytes {
      (target + length).copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: $0.count)
    }
    count += length + members.byteCount
    needsComma = false
  }

  /// Of a column that has one.
  @inline(__always)
  private func letter(of cell: CellReference) -> UInt8 { UInt8(ascii: "@") + UInt8(truncatingIfNeeded: cell.column) }

  /// A cell's reference, the quotation mark behind it and a comma.
  @inline(__always)
  mutating func reference(_ cell: CellReference, _ digits: RowDigits) {
    if digits.fit(cell) {
      reserve(1 + digits.count)
      end.storeBytes(of: letter(of: cell), as: UInt8.self)
      (end + 1).storeBytes(of: digits.word.littleEndian, as: UInt64.self)
      count += 1 + digits.count
    } else {
      literal("\(cell)\",")
    }
    needsComma = false
  }

  @inline(__always)
  private mutating func separate() {
    if needsComma { put(UInt8(ascii: ",")) }
  }

  // MARK: Values

  mutating func null() { literal("null") }
  mutating func boolean(_ value: Bool) { if value { literal("true") } else { literal("false") } }
  mutating func integer(_ value: Int) {
    guard let small = UInt32(exactly: value) else { return literal("\(value)") }
    separate()
    put(digits: small)
    needsComma = true
  }

  mutating func number(_ value: Double) {
    if let whole = UInt32(exactly: value) { integer(Int(whole)) } else { literal(JSONValue.text(of: value)) }
  }

  @inline(__always)
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

  /// Members of a cell: what stands there and what it says, which often is the same text.
  ///
  /// - Returns: whether it is; else the value must be written next.
  mutating func cell(given: String, sameValue value: JSONValue) -> Bool {
    encoded("\"given\":")
    let start = count
    string(given)
    let length = count - start
    encoded(",\"value\":")
    guard case .string(given) = value else { return false }
    reserve(length)
    end.copyMemory(from: buffer.baseAddress.unsafelyUnwrapped + start, byteCount: length)
    count += length
    needsComma = true
    return true
  }

  /// A string, or null for nil.
  mutating func string(_ string: String?) {
    guard let string else { return null() }
    separate()
    string.utf8Span.span.bytes.withUnsafeBytes { put(quoted: $0) }
    needsComma = true
  }

  /// A text between quotation marks.
  private mutating func put(quoted text: UnsafeRawBufferPointer) {
    reserve(text.count + 2)
    put(UInt8(ascii: "\""))
    var rest = text
    while true {
      let plain = copyPlain(rest)
      if plain == rest.count { break }
      let length = put(special: rest[plain...])
      rest = UnsafeRawBufferPointer(rebasing: rest[(plain + length)...])
      reserve(rest.count + 1)
    }
    put(UInt8(ascii: "\""))
  }

  /// Copies what stands for itself, up to the first byte that may not; there must be room for all.
  ///
  /// - Returns: how many bytes that are.
  @inline(__always)
  private mutating func copyPlain(_ text: UnsafeRawBufferPointer) -> Int {
    let target = end
    var index = 0
    if text.count >= SixteenBytes.count {
      while index < text.count {
        // The last sixteen may overlap those before.
        let start = min(index, text.count - SixteenBytes.count)
        let sixteen = SixteenBytes(text, at: start)
        target.storeBytes(of: sixteen.bytes, toByteOffset: start, as: SIMD16<UInt8>.self)
        if let first = sixteen.first(Self.special(sixteen)) {
          count += start + first
          return start + first
        }
        index = start + SixteenBytes.count
      }
    } else if let ends = SixteenBytes(endsOf: text), ends.first(Self.special(ends)) == nil {
      ends.store(to: target, count: text.count)
      index = text.count
    } else {
      while index < text.count, case let byte = text[index], !Self.isSpecial(byte) {
        target.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
        index += 1
      }
    }
    count += index
    return index
  }

  /// Which bytes may not stand for themselves. U+2028 and U+2029, which begin with 0xE2, end a line for some readers of
  /// JSON Lines.
  @inline(__always)
  private static func special(_ text: SixteenBytes) -> SixteenBytes.Marks {
    text.less(than: 0x20) .| text.equal(to: UInt8(ascii: "\"")) .| text.equal(to: UInt8(ascii: "\\"))
      .| text.equal(to: 0x7F) .| text.equal(to: 0xE2)
  }

  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F || byte == 0xE2
  }

  /// The character that a text begins with, escaped if it must be.
  ///
  /// - Returns: its length in the text.
  @inline(never)
  private mutating func put(special text: Slice<UnsafeRawBufferPointer>) -> Int {
    let start = text.startIndex
    let byte = text[start]
    switch byte {
    case UInt8(ascii: "\""): put("\\\"")
    case UInt8(ascii: "\\"): put("\\\\")
    case UInt8(ascii: "\n"): put("\\n")
    case UInt8(ascii: "\r"): put("\\r")
    case UInt8(ascii: "\t"): put("\\t")
    case 0xE2:
      switch (text[start + 1], text[start + 2]) {
      case (0x80, 0xA8): put("\\u2028")
      case (0x80, 0xA9): put("\\u2029")
      default: put(UnsafeRawBufferPointer(rebasing: text[start..<start + 3]))
      }
      return 3
    default:
      put("\\u00")
      for digit in [byte >> 4, byte & 0xF] { put(digit + UInt8(ascii: digit < 10 ? "0" : "W")) }
    }
    return 1
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
