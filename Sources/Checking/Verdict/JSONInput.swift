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
  private(set) var position = 0
  private var depth = 0
  /// The names met in objects that are not closed yet, those of each object in their order.
  private var names: [JSONName] = []
  private var texts: RecentTexts

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ texts: consuming RecentTexts) {
    (self.bytes, self.texts) = (bytes, texts)
  }

  /// Reads the one value that bytes hold.
  ///
  /// - Parameter texts: what was read before, and from then on this, too.
  static func read<Value>(
    _ bytes: Span<UInt8>, texts: inout RecentTexts,
    _ value: (inout JSONInput) throws(JSONError) -> Value
  ) throws(JSONError) -> Value {
    try bytes.withUnsafeBufferPointer { (bytes) throws(JSONError) in
      var input = JSONInput(bytes, exchange(&texts, with: RecentTexts()))
      defer { texts = exchange(&input.texts, with: RecentTexts()) }
      do throws(JSONError) {
        let read = try value(&input)
        input.skipSpace()
        if input.position < input.bytes.count { throw input.error() }
        return read
      } catch {
        // Every text is looked at as it is read. What is no text at all is told before anything else that is wrong.
        throw UTF8Survey.firstFault(in: UnsafeRawBufferPointer(bytes)).map { JSONError(cause: .notUTF8, offset: $0) }
          ?? error
      }
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
      try check(quoted)
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

  // MARK: As written

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
  mutating func follows(_ text: RawSpan) -> Bool {
    let count = text.byteCount
    guard position + count <= bytes.count, let base = bytes.baseAddress else { return false }
    let isNext = text.withUnsafeBytes { text in
      text.baseAddress.map { memcmp(base + position, $0, count) == 0 } ?? true
    }
    if isNext { position += count }
    return isNext
  }

  /// Whether what has been read since a place goes on as these bytes do; the rest of them is then gone past.
  @inline(__always)
  mutating func follows(_ text: RawSpan, from start: Int) -> Bool {
    let read = position
    position = start
    if follows(text) { return true }
    position = read
    return false
  }

  /// What has been read since a place.
  func bytes(from start: Int) -> [UInt8] { [UInt8](bytes[start..<position]) }

  /// Reads what lies within so many brackets, as we write it ourselves; where it is nil, nothing has been read.
  @inline(__always)
  mutating func asWritten<Value>(
    within brackets: Int, _ value: (inout JSONInput) throws(JSONError) -> Value?
  ) throws(JSONError) -> Value? {
    guard depth + brackets <= Self.deepest else { return nil }
    let start = position
    depth += brackets
    let read = try value(&self)
    depth -= brackets
    if read == nil { position = start }
    return read
  }

  /// A row's number as we write it, without what may follow; nil for any other.
  mutating func rowNumber() -> Int? {
    var (number, index) = (0, position)
    while index < bytes.count, index < position + 7, case let digit = bytes[index] &- 0x30, digit < 10 {
      number = number * 10 + Int(digit)
      index += 1
    }
    guard index > position, bytes[position] != UInt8(ascii: "0") else { return nil }
    position = index
    return number
  }

  /// A cell's reference, the quotation mark behind it and a comma.
  @inline(__always)
  mutating func reference(_ digits: RowDigits) -> CellReference? {
    if position + 9 <= bytes.count {
      let column = Int(bytes[position]) - 0x40
      let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: position + 1, as: UInt64.self)
      if (1...26).contains(column), digits.begin(UInt64(littleEndian: word)) {
        position += 1 + digits.count
        return CellReference(column: column, row: digits.row)
      }
    }
    return anyReference()
  }

  private mutating func anyReference() -> CellReference? {
    // `XFD1048576` is the last.
    let end = min(position + 11, bytes.count)
    guard let quote = bytes[position..<end].firstIndex(of: UInt8(ascii: "\"")),
      let reference = CellReference(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[position..<quote]))
    else { return nil }
    position = quote + 1
    return follows(",") ? reference : nil
  }

  /// A string whose first quotation mark has been read, by its place, and the number that it is looked up by; its second
  /// one has been read, too.
  @inline(__always)
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

  @inline(__always)
  private mutating func literal(_ text: StaticString) throws(JSONError) {
    if !follows(text) { try broken(text) }
  }

  /// - Throws: where it is not this text.
  @inline(never)
  private mutating func broken(_ text: StaticString) throws(JSONError) {
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
  @inline(__always)
  mutating func follows(_ quoted: Quoted) -> Bool {
    // With the quotation marks around it.
    let count = quoted.range.count + 2
    guard position + count <= bytes.count, let base = bytes.baseAddress,
      memcmp(base + position, base + quoted.range.lowerBound - 1, count) == 0
    else { return false }
    position += count
    return true
  }

  mutating func text(of quoted: Quoted) throws(JSONError) -> String {
    try check(quoted)
    guard quoted.isPlain else { return try unescaped(quoted.range) }
    return texts.text(UnsafeBufferPointer(rebasing: bytes[quoted.range]), isASCII: quoted.isASCII)
  }

  /// The same for a text that hardly comes again.
  mutating func newText(of quoted: Quoted) throws(JSONError) -> String {
    try check(quoted)
    guard quoted.isPlain else { return try unescaped(quoted.range) }
    let text = UnsafeBufferPointer(rebasing: bytes[quoted.range])
    return String(copying: UTF8Span(unchecked: text.span, isKnownASCII: quoted.isASCII))
  }

  /// - Throws: where it is not UTF-8.
  @inline(__always)
  private func check(_ quoted: Quoted) throws(JSONError) {
    if quoted.isASCII { return }
    let text = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[quoted.range])
    if let fault = UTF8Survey.firstFault(in: text) {
      throw JSONError(cause: .notUTF8, offset: quoted.range.lowerBound + fault)
    }
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
  @inline(__always)
  private mutating func quoted() throws(JSONError) -> Quoted {
    let text = UnsafeRawBufferPointer(bytes)
    let start = position
    var index = start
    var isASCII = true
    while index + SixteenBytes.count <= text.count {
      let sixteen = SixteenBytes(text, at: index)
      let marks =
        sixteen.equal(to: UInt8(ascii: "\"")) .| sixteen.equal(to: UInt8(ascii: "\\")) .| sixteen.less(than: 0x20)
      if let first = sixteen.first(marks) {
        isASCII = isASCII && sixteen.areASCII(upTo: first)
        index += first
        break
      }
      isASCII = isASCII && sixteen.areASCII(upTo: SixteenBytes.count)
      index += SixteenBytes.count
    }
    if index < text.count, text[index] == UInt8(ascii: "\"") {
      position = index + 1
      return Quoted(range: start..<index, isPlain: true, isASCII: isASCII)
    }
    position = index
    return try restOfQuoted(from: start, isASCII: isASCII)
  }

  /// The same for a string with escapes, or near the end of all.
  @inline(never)
  private mutating func restOfQuoted(from start: Int, isASCII: Bool) throws(JSONError) -> Quoted {
    var (isASCII, isPlain) = (isASCII, true)
    while position < bytes.count {
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
    throw error()
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

  mutating func value() throws(JSONError) -> JSONValue {
    switch try peek() {
    case UInt8(ascii: "n"):
      try literal("null")
      return .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean(try boolean())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "["):
      var items: [JSONValue] = []
      try array { (input) throws(JSONError) in
        let item = try input.value()
        // Most often there is one, or few.
        if items.isEmpty { items = [item] } else { items.append(item) }
      }
      return .array(items)
    case UInt8(ascii: "{"): return .object(try members { (input) throws(JSONError) in try input.value() })
    default: return .number(try number())
    }
  }

  /// The members of an object.
  mutating func members<Value>(
    _ value: (inout JSONInput) throws(JSONError) -> Value
  ) throws(JSONError) -> NamedValues<Value> {
    var names: [String] = []
    var values: [Value] = []
    try object { (input, name) throws(JSONError) in
      names.append(name.string)
      values.append(try value(&input))
    }
    return NamedValues(names: names, values: values)
  }

  /// Goes past a value, which must be one.
  mutating func skip() throws(JSONError) {
    switch try peek() {
    case UInt8(ascii: "\""):
      position += 1
      let quoted = try quoted()
      try check(quoted)
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
    var texts = RecentTexts()
    self = try JSONInput.read(bytes.span, texts: &texts) { (input) throws(JSONError) in try input.value() }
  }
}
