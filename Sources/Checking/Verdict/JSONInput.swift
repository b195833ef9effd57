import Glibc
import Spreadsheets

/// Reads JSON (RFC 8259) from front to back, making no more of it than is asked for.
///
/// Our own rather than Foundation's `JSONDecoder`, because merging begins with reading every verdict of every machine, and
/// that takes seven times as long (`JSONSerialization`, which only makes a tree, four times). It is strict, as files come
/// from elsewhere: what is not JSON, or more than anybody's data, is refused with its place.
struct JSONInput {
  /// What nests deeper is nobody's data.
  static let deepest = 64
  /// Members of one object.
  static let widest = 256

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0
  /// The names met in objects that are not closed yet, those of each object in their order.
  private var names: [JSONName] = []
  /// Texts by what they begin and end with: one that comes again is the same `String`.
  private var recent: [String] = Array(repeating: "", count: 256)

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Reads the one value that a range of bytes holds; errors count from the beginning of the range.
  static func read<Value>(
    _ bytes: [UInt8], _ range: Range<Int>, _ value: (inout JSONInput) throws(JSONError) -> Value
  ) throws(JSONError) -> Value {
    try bytes.withUnsafeBufferPointer { (bytes) throws(JSONError) in
      let bytes = UnsafeBufferPointer(rebasing: bytes[range])
      // Once for all: texts are then taken as they are.
      if let fault = UTF8Survey.firstFault(in: UnsafeRawBufferPointer(bytes)) {
        throw JSONError(cause: .notUTF8, offset: fault)
      }
      var input = JSONInput(bytes)
      let read = try value(&input)
      input.skipSpace()
      if input.position < input.bytes.count { throw input.error() }
      return read
    }
  }

  /// What is wrong here: it breaks off, or else the cause.
  private func error(_ cause: JSONError.Cause = .unexpected) -> JSONError {
    JSONError(cause: position < bytes.count ? cause : .ended, offset: min(position, bytes.count))
  }

  // MARK: Structure

  /// Calls `member` with each name; it must read or skip the value.
  ///
  /// - Returns: where the object begins.
  @discardableResult
  mutating func object(_ member: (inout JSONInput, JSONName) throws(JSONError) -> Void) throws(JSONError) -> Int {
    let start = try open(UInt8(ascii: "{"))
    let firstName = names.count
    if try close(UInt8(ascii: "}"), first: true) { return start }
    repeat {
      skipSpace()
      let place = position
      try take(UInt8(ascii: "\""))
      let quoted = try quoted()
      let name = JSONName(
        UnsafeBufferPointer(rebasing: bytes[quoted.range]),
        unescaped: quoted.isPlain ? nil : try unescaped(quoted.range))
      try remember(name, from: firstName, at: place)
      skipSpace()
      try take(UInt8(ascii: ":"))
      try member(&self, name)
    } while try !close(UInt8(ascii: "}"), first: false)
    names.removeLast(names.count - firstName)
    return start
  }

  /// Names that stand in their order, as ours do, are each looked at once.
  private mutating func remember(_ name: JSONName, from first: Int, at offset: Int) throws(JSONError) {
    if names.count - first == Self.widest { throw JSONError(cause: .tooWide, offset: offset) }
    var place = names.count
    while place > first, !names[place - 1].precedes(name) {
      place -= 1
      if !name.precedes(names[place]) { throw JSONError(cause: .repeatedName(name.string), offset: offset) }
    }
    if place == names.count { names.append(name) } else { names.insert(name, at: place) }
  }

  /// Calls `element` for each element; it must read or skip it.
  mutating func array(_ element: (inout JSONInput) throws(JSONError) -> Void) throws(JSONError) {
    try open(UInt8(ascii: "["))
    if try close(UInt8(ascii: "]"), first: true) { return }
    repeat { try element(&self) } while try !close(UInt8(ascii: "]"), first: false)
  }

  @discardableResult
  private mutating func open(_ bracket: UInt8) throws(JSONError) -> Int {
    skipSpace()
    let start = position
    try take(bracket)
    depth += 1
    if depth > Self.deepest { throw JSONError(cause: .tooDeep, offset: start) }
    return start
  }

  /// Whether the bracket closes here; else a comma must stand here, unless nothing came before.
  @inline(__always)
  private mutating func close(_ bracket: UInt8, first: Bool) throws(JSONError) -> Bool {
    skipSpace()
    guard position < bytes.count else { throw error() }
    if bytes[position] == bracket {
      position += 1
      depth -= 1
      return true
    }
    if !first { try take(UInt8(ascii: ",")) }
    return false
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8) throws(JSONError) {
    guard position < bytes.count, bytes[position] == byte else { throw error() }
    position += 1
  }

  @inline(__always)
  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  /// The byte that the next value begins with.
  @inline(__always)
  private mutating func peek() throws(JSONError) -> UInt8 {
    skipSpace()
    guard position < bytes.count else { throw error() }
    return bytes[position]
  }

  /// Reads an object whose bytes are as we write them ourselves; nil, with nothing read, where they are not.
  ///
  /// - Parameter value: reads it from bracket to bracket, asking for names and marks by `follows`.
  mutating func objectAsWritten<Value>(
    _ value: (inout JSONInput) throws(JSONError) -> Value?
  ) throws(JSONError) -> Value? {
    guard depth < Self.deepest else { return nil }
    let start = position
    depth += 1
    let read = try value(&self)
    depth -= 1
    if read == nil { position = start }
    return read
  }

  /// Whether these bytes come next, which are then gone past.
  @inline(__always)
  mutating func follows(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count, let base = bytes.baseAddress,
      memcmp(base + position, text.utf8Start, count) == 0
    else { return false }
    position += count
    return true
  }

  /// The same for bytes that are not known beforehand.
  @inline(__always)
  mutating func follows(_ text: [UInt8]) -> Bool {
    let isNext = text.withUnsafeBufferPointer { text in
      guard position + text.count <= bytes.count, let base = bytes.baseAddress, let start = text.baseAddress
      else { return text.isEmpty }
      return memcmp(base + position, start, text.count) == 0
    }
    if isNext { position += text.count }
    return isNext
  }

  /// How many bytes have been read.
  var count: Int { position }

  /// What has been read since so many bytes had been.
  func bytes(from start: Int) -> [UInt8] { [UInt8](bytes[start..<position]) }

  /// Whether what has been read since so many bytes had been goes on as these bytes do; the rest of them is then gone past.
  mutating func follows(_ text: [UInt8], from start: Int) -> Bool {
    let read = position
    position = start
    if follows(text) { return true }
    position = read
    return false
  }

  /// A cell's reference and the quotation mark behind it; nil, with nothing read, for anything else.
  mutating func reference() -> CellReference? {
    // `XFD1048576` is the last.
    let end = min(position + 11, bytes.count)
    guard let quote = bytes[position..<end].firstIndex(of: UInt8(ascii: "\"")),
      let reference = CellReference(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[position..<quote]))
    else { return nil }
    position = quote + 1
    return reference
  }

  /// A string whose first quotation mark has been read, by its place, and the number that it is looked up by; its second
  /// one has been read, too.
  mutating func mixedString() throws(JSONError) -> (text: Quoted, mixed: UInt64) {
    let text = try quoted()
    return (text, TextMix.of(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[text.range])))
  }

  // MARK: Plain values

  mutating func optional<Value>(
    _ read: (inout JSONInput) throws(JSONError) -> Value
  ) throws(JSONError) -> Value? {
    guard try peek() == UInt8(ascii: "n") else { return try read(&self) }
    try literal("null")
    return nil
  }

  mutating func boolean() throws(JSONError) -> Bool {
    let isTrue = try peek() == UInt8(ascii: "t")
    try literal(isTrue ? "true" : "false")
    return isTrue
  }

  private mutating func literal(_ text: StaticString) throws(JSONError) {
    for index in 0..<text.utf8CodeUnitCount { try take(text.utf8Start[index]) }
  }

  mutating func integer() throws(JSONError) -> Int {
    let start = position
    guard let whole = Int(exactly: try number()) else { throw JSONError(cause: .numberOutOfRange, offset: start) }
    return whole
  }

  mutating func number() throws(JSONError) -> Double {
    _ = try peek()
    let start = position
    if bytes[start] == UInt8(ascii: "-") { position += 1 }
    let whole = position
    let digits = try self.digits()
    if digits > 1, bytes[whole] == UInt8(ascii: "0") { throw JSONError(cause: .unexpected, offset: whole) }
    var isWhole = true
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      try self.digits()
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
        position += 1
      }
      try self.digits()
    }
    // What a double holds exactly needs no rounding.
    if isWhole, digits <= 15 {
      let magnitude = Double(bytes[whole..<position].reduce(0) { $0 * 10 + Int($1 &- 0x30) })
      return whole > start ? -magnitude : magnitude
    }
    guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)), number.isFinite else {
      throw JSONError(cause: .numberOutOfRange, offset: start)
    }
    return number
  }

  /// - Returns: how many there are; at least one.
  @discardableResult
  private mutating func digits() throws(JSONError) -> Int {
    let start = position
    while position < bytes.count, bytes[position] &- 0x30 < 10 { position += 1 }
    if position == start { throw error() }
    return position - start
  }

  // MARK: Strings

  mutating func string() throws(JSONError) -> String {
    skipSpace()
    try take(UInt8(ascii: "\""))
    return try restOfString()
  }

  /// A string whose first quotation mark has been read.
  mutating func restOfString() throws(JSONError) -> String {
    try text(of: try quoted())
  }

  /// Where a string stands, without its quotation marks.
  struct Quoted {
    var range: Range<Int>
    /// Whether none of its bytes is escaped.
    var isPlain: Bool
    var isASCII: Bool
  }

  /// Whether the same string comes next once more, which is then gone past.
  mutating func follows(_ quoted: Quoted) -> Bool {
    // With the quotation marks around it.
    let text = bytes[(quoted.range.lowerBound - 1)...quoted.range.upperBound]
    guard position + text.count <= bytes.count, let base = bytes.baseAddress,
      memcmp(base + position, base + text.startIndex, text.count) == 0
    else { return false }
    position += text.count
    return true
  }

  mutating func text(of quoted: Quoted) throws(JSONError) -> String {
    quoted.isPlain ? text(quoted.range, isASCII: quoted.isASCII) : try unescaped(quoted.range)
  }

  /// One of the words of a type.
  mutating func choice<Choice: RawRepresentable<String>>() throws(JSONError) -> Choice {
    skipSpace()
    let start = position
    let word = try string()
    guard let choice = Choice(rawValue: word) else { throw JSONError(cause: .unknownWord(word), offset: start) }
    return choice
  }

  /// The bytes up to the second quotation mark, which is gone past.
  private mutating func quoted() throws(JSONError) -> Quoted {
    let start = position
    var isPlain = true
    var isASCII = true
    while true {
      while position + EightBytes.count <= bytes.count {
        let eight = eight(at: position)
        let marks = eight.equal(to: UInt8(ascii: "\"")) | eight.equal(to: UInt8(ascii: "\\")) | eight.less(than: 0x20)
        isASCII = isASCII && eight.isASCII
        if marks != 0 {
          position += EightBytes.first(marks)
          break
        }
        position += EightBytes.count
      }
      guard position < bytes.count else { throw error() }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return Quoted(range: start..<(position - 1), isPlain: isPlain, isASCII: isASCII)
      case UInt8(ascii: "\\"):
        isPlain = false
        position += 2
      case 0..<0x20: throw error(.control)
      case let byte:
        isASCII = isASCII && byte < 0x80
        position += 1
      }
    }
  }

  private func eight(at offset: Int) -> EightBytes { EightBytes(UnsafeRawBufferPointer(bytes), at: offset) }

  private mutating func text(_ range: Range<Int>, isASCII: Bool) -> String {
    let source = UnsafeBufferPointer(rebasing: bytes[range])
    func copy() -> String { String(copying: UTF8Span(unchecked: source.span, isKnownASCII: isASCII)) }
    // Up to 15 bytes a String holds in itself.
    guard range.count > 15 else { return copy() }
    let mixed =
      (eight(at: range.lowerBound).word &* 0x9E37_79B9_7F4A_7C15 ^ eight(at: range.upperBound - 8).word)
      &* 0x9E37_79B9_7F4A_7C15
    let slot = Int(mixed >> 56)
    let isSame = recent[slot].utf8.withContiguousStorageIfAvailable { known in
      guard known.count == source.count, let a = known.baseAddress, let b = source.baseAddress else { return false }
      return memcmp(a, b, source.count) == 0
    }
    if isSame == true { return recent[slot] }
    let text = copy()
    recent[slot] = text
    return text
  }

  private func unescaped(_ range: Range<Int>) throws(JSONError) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      // A string does not end behind a backslash: one more byte is there.
      let escape = bytes[index]
      index += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "u"): text += UTF8.encode(try escapedScalar(&index, range.upperBound)).unsafelyUnwrapped
      default: throw JSONError(cause: .badEscape, offset: index - 2)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// What stands behind `\u`: four digits, or twelve bytes that are a pair of halves.
  private func escapedScalar(_ index: inout Int, _ end: Int) throws(JSONError) -> Unicode.Scalar {
    let start = index - 2
    let unit = try codeUnit(&index, end)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, index + 2 <= end, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
    else { throw JSONError(cause: .loneSurrogate, offset: start) }
    index += 2
    let second = try codeUnit(&index, end)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
    else { throw JSONError(cause: .loneSurrogate, offset: start) }
    return scalar
  }

  private func codeUnit(_ index: inout Int, _ end: Int) throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard index < end, let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
        throw JSONError(cause: .badEscape, offset: min(index, end))
      }
      unit = unit << 4 | UInt32(digit)
      index += 1
    }
    return unit
  }

  // MARK: Any value

  /// - Parameter other: a value that is likely alike, for the names of an object.
  mutating func value(like other: JSONValue = .null) throws(JSONError) -> JSONValue {
    switch try peek() {
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
      let names = if case .object(let other) = other { other.names } else { [String]() }
      return .object(try members(like: names) { (input, _) throws(JSONError) in try input.value() })
    default: return .number(try number())
    }
  }

  /// The members of an object.
  ///
  /// - Parameters:
  ///   - expected: the names of an object that is likely alike; they are shared where they are the same.
  ///   - value: reads what stands at a place, counted from 0.
  mutating func members<Value>(
    like expected: [String], _ value: (inout JSONInput, Int) throws(JSONError) -> Value
  ) throws(JSONError) -> NamedValues<Value> {
    var names = expected
    var values: [Value] = []
    values.reserveCapacity(expected.count)
    try object { (input, name) throws(JSONError) in
      let place = values.count
      if place >= names.count || !name.isEqual(to: names[place]) {
        names.removeSubrange(place...)
        names.append(name.string)
      }
      values.append(try value(&input, place))
    }
    if names.count > values.count { names.removeSubrange(values.count...) }
    return NamedValues(names: names, values: values, like: expected)
  }

  /// Goes past a value, which must be one.
  mutating func skip() throws(JSONError) {
    switch try peek() {
    case UInt8(ascii: "\""):
      position += 1
      let quoted = try quoted()
      if !quoted.isPlain { _ = try unescaped(quoted.range) }
    case UInt8(ascii: "["): try array { (input) throws(JSONError) in try input.skip() }
    case UInt8(ascii: "{"): try object { (input, _) throws(JSONError) in try input.skip() }
    default: _ = try value()
    }
  }
}

extension JSONValue {
  /// - Throws: `JSONError` for what is not one JSON value.
  package init(json bytes: [UInt8]) throws(JSONError) {
    self = try JSONInput.read(bytes, bytes.indices) { (input) throws(JSONError) in try input.value() }
  }
}
