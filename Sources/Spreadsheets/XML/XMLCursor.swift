import Glibc

/// Reads the XML that producers really write, in place and without copies: UTF-8, double quotes, the five entities and
/// character references. Whatever is otherwise it leaves to libxml2, malformed or not.
///
/// The bytes end in a NUL that is not part of them. No step accepts a NUL, so none goes beyond the end, and a step that fails
/// there fails for want of more bytes.
struct XMLCursor {
  private(set) var at: UnsafePointer<UInt8>
  private let begin: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  /// `bytes` must be followed by a NUL, and that by seven bytes more that can be read.
  init(_ bytes: UnsafeRawBufferPointer, from offset: Int) {
    let base = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
    at = base + offset
    begin = base
    end = base + bytes.count
  }

  var byte: UInt8 { at.pointee }
  /// The byte after this one; the NUL at the end.
  var next: UInt8 { at == end ? 0 : at[1] }
  var isAtEnd: Bool { at == end }
  var offset: Int { at - begin }

  func offset(of text: UnsafeRawBufferPointer) -> Int {
    text.baseAddress.map { $0 - UnsafeRawPointer(begin) } ?? 0
  }

  /// Fails for another reason than want of bytes, so does not stay at the end.
  mutating func fail() -> Bool {
    if at == end, at > begin { at -= 1 }
    return false
  }

  mutating func advance() { at += 1 }
  mutating func rewind(to place: UnsafePointer<UInt8>) { at = place }

  /// Goes past `literal`; where it differs, stops at the first byte that does.
  @inline(__always)
  mutating func skip(_ literal: StaticString) -> Bool {
    let bytes = literal.utf8Start
    if stands(literal) {
      at += literal.utf8CodeUnitCount
      return true
    }
    for index in 0..<literal.utf8CodeUnitCount {
      guard at.pointee == bytes[index] else { return false }
      at += 1
    }
    return true
  }

  /// Whether `literal` stands here, looked at in two words that may overlap. The second is looked at only where the first is
  /// right, so not behind the end by more than what can be read there. Of the shortest and longest literals it says nothing.
  @inline(__always)
  private func stands(_ literal: StaticString) -> Bool {
    let (here, wanted) = (UnsafeRawPointer(at), UnsafeRawPointer(literal.utf8Start))
    func isSame<Word: FixedWidthInteger>(_ offset: Int, _: Word.Type) -> Bool {
      here.loadUnaligned(fromByteOffset: offset, as: Word.self)
        == wanted.loadUnaligned(fromByteOffset: offset, as: Word.self)
    }
    let count = literal.utf8CodeUnitCount
    return switch count {
    case 4...7: isSame(0, UInt32.self) && isSame(count - 4, UInt32.self)
    case 8...16: isSame(0, UInt64.self) && isSame(count - 8, UInt64.self)
    default: false
    }
  }

  /// Goes past `bytes`; stays where it is if others stand there.
  @inline(__always)
  mutating func skip(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress, end - at >= bytes.count, memcmp(at, base, bytes.count) == 0 else {
      return false
    }
    at += bytes.count
    return true
  }

  /// Goes past a number of one to seven digits.
  @inline(__always)
  mutating func skipNumber() -> Int? {
    var number = 0
    let start = at
    while case let digit = at.pointee &- 0x30, digit < 10, at - start < 8 {
      number = number &* 10 &+ Int(digit)
      at += 1
    }
    return (1...7).contains(at - start) ? number : nil
  }

  /// Goes past the white space between two tags.
  @inline(__always)
  mutating func skipSpace() {
    while at.pointee == 0x20 || at.pointee == 0x0A || at.pointee == 0x0D || at.pointee == 0x09 { at += 1 }
  }

  /// Goes to the next `<` past text; false where the text is not plainly valid.
  mutating func skipText(_ text: inout ScannedText) -> Bool {
    let start = at
    var hasReference = false
    while true {
      skipPlainCharacters()
      let byte = at.pointee
      if byte >= 0x80 {
        guard skipMultibyte(byte) else { return false }
        continue
      }
      if byte == UInt8(ascii: "<") { break }
      if byte == UInt8(ascii: "&") {
        hasReference = true
      } else if byte != UInt8(ascii: ">") || at[-1] == UInt8(ascii: "]") && at[-2] == UInt8(ascii: "]") {
        return false
      }
      at += 1
    }
    text = ScannedText(bytes: UnsafeRawBufferPointer(start: start, count: at - start), hasReference: hasReference)
    return true
  }

  /// Goes to the next character that must be looked at: anything in ASCII that text may not hold as it is, and characters of
  /// other than one and three bytes.
  @inline(__always)
  private mutating func skipPlainCharacters() {
    var at = at
    while true {
      // Nearly every Chinese character is three bytes, of which no two forms need a closer look. Mostly two come together.
      let word = UnsafeRawPointer(at).loadUnaligned(as: UInt64.self).littleEndian
      if word & 0xC0_C0F0 == 0x80_80E0 {
        if word & 0xC0C0_F000_0000 == 0x8080_E000_0000,
          Self.plainLeads >> (word & 0xF) & Self.plainLeads >> (word >> 24 & 0xF) & 1 == 1
        {
          at += 6
          continue
        }
        let lead = word & 0xFF
        guard lead != 0xE0, lead != 0xED, lead != 0xEF || word & 0xFF00 != 0xBF00 else { break }
        at += 3
        continue
      }
      // `<`, `&`, `>` and the controls but for tab and line feed all are below 0x40.
      let byte = word & 0xFF
      guard byte < 0x80, byte >= 0x40 || Self.special >> byte & 1 == 0 else { break }
      at += 1
    }
    self.at = at
  }

  /// The low halves of the first bytes of three that say enough: all but `E0`, `ED` and `EF`.
  private static let plainLeads: UInt64 = 0x5FFE

  /// Goes to the next character of an attribute's value that must be looked at: what ends it, or is not ASCII.
  @inline(__always)
  mutating func skipPlainValue() {
    var at = at
    while case let byte = at.pointee, byte &- 0x20 < 0x60, byte >= 0x40 || Self.valueMarks >> UInt64(byte) & 1 == 0 {
      at += 1
    }
    self.at = at
  }

  /// `"`, `&` and `<`, a bit each.
  private static let valueMarks: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x3C

  /// Past one character of an attribute's value, neither a quote nor the beginning of a reference or of a tag.
  @inline(__always)
  mutating func skipValueCharacter() -> Bool {
    let byte = at.pointee
    if byte >= 0x80 { return skipMultibyte(byte) }
    guard byte >= 0x20, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&"), byte != UInt8(ascii: "\"") else {
      return false
    }
    at += 1
    return true
  }

  private static let special: UInt64 =
    0xFFFF_FFFF & ~(1 << 0x09 | 1 << 0x0A) | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E

  /// Past one character of two to four bytes (Unicode 15, table 3-7), U+FFFE and U+FFFF left out as XML does.
  @inline(__always)
  private mutating func skipMultibyte(_ first: UInt8) -> Bool {
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if first == 0xE0 { low = 0xA0 }
      if first == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      length = 4
      if first == 0xF0 { low = 0x90 }
      if first == 0xF4 { high = 0x8F }
    default: return false
    }
    at += 1
    guard at.pointee >= low, at.pointee <= high else { return false }
    let second = at.pointee
    at += 1
    for _ in 2..<length {
      guard at.pointee & 0xC0 == 0x80 else { return false }
      at += 1
    }
    if first == 0xEF, second == 0xBF, at[-1] >= 0xBE { return false }
    return true
  }
}

/// Text in place, as it is written.
struct ScannedText {
  var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
  var hasReference = false

  func holds(_ byte: UInt8) -> Bool { bytes.baseAddress.flatMap { memchr($0, Int32(byte), bytes.count) } != nil }

  /// A number of one to nine digits and nothing else.
  var plainIndex: Int? {
    guard (1...9).contains(bytes.count) else { return nil }
    var index = 0
    for byte in bytes {
      guard case let digit = byte &- 0x30, digit < 10 else { return nil }
      index = index &* 10 &+ Int(digit)
    }
    return index
  }
}

/// What the cursor meets within a start tag.
enum XMLTagStep {
  case attribute(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)
  /// `>`
  case open
  /// `/>`
  case empty
  case unclear
}

/// Walks the attributes of one tag, and sees that no two have one name.
struct XMLTagWalk {
  private let start: UnsafePointer<UInt8>
  private var seen: UInt64 = 0
  private(set) var count = 0

  /// The cursor stands behind the name of the element.
  init(_ cursor: XMLCursor) { start = cursor.at }

  @inline(__always)
  mutating func step(_ cursor: inout XMLCursor, _ limits: borrowing Limits) -> XMLTagStep {
    var isAfterSpace = false
    while cursor.byte == 0x20 {
      cursor.advance()
      isAfterSpace = true
    }
    if cursor.byte == UInt8(ascii: ">") {
      cursor.advance()
      return .open
    }
    if cursor.byte == UInt8(ascii: "/") {
      cursor.advance()
      return cursor.skip(">") ? .empty : .unclear
    }
    guard isAfterSpace else { return .unclear }
    let nameStart = cursor.at
    while Self.isNameByte(cursor.byte) { cursor.advance() }
    let nameEnd = cursor.at
    guard nameEnd > nameStart, Self.isLetter(nameStart[0]), cursor.byte == UInt8(ascii: "=") else { return .unclear }
    cursor.advance()
    guard cursor.byte == UInt8(ascii: "\"") else { return .unclear }
    cursor.advance()
    let valueStart = cursor.at
    while Self.isPlainValueByte(cursor.byte) { cursor.advance() }
    let valueEnd = cursor.at
    guard cursor.byte == UInt8(ascii: "\"") else { return .unclear }
    cursor.advance()
    count += 1
    let length = nameEnd - nameStart
    // Two names that fall on one bit are taken for the same: libxml2 will tell.
    let bit = (UInt64(nameStart[0]) &* 5 &+ UInt64(nameEnd[-1]) &* 11 &+ UInt64(length) &* 3) & 63
    guard seen & (1 << bit) == 0, cursor.at - start + 16 < limits.tagBytes, count <= limits.attributes,
      !(length >= 5 && nameStart[0] == UInt8(ascii: "x") && nameStart[1] == UInt8(ascii: "m"))
    else {
      // A declaration of a namespace (`xmlns`) changes what the names mean. Never a mere want of bytes.
      cursor.rewind(to: nameStart)
      return .unclear
    }
    seen |= 1 << bit
    return .attribute(
      name: UnsafeRawBufferPointer(start: nameStart, count: length),
      value: UnsafeRawBufferPointer(start: valueStart, count: valueEnd - valueStart))
  }

  @inline(__always)
  private static func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte == UInt8(ascii: ":") || byte >= 0x30 && byte <= 0x39
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  /// ASCII without quotes, references, `<` and controls.
  @inline(__always)
  private static func isPlainValueByte(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<")
  }
}

/// Replaces references in a text that has been walked over.
enum XMLReferences {
  /// Appends `text` with its references replaced; false for one that is not plainly valid.
  static func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) -> Bool {
    var rest = text.bindMemory(to: UInt8.self)
    while let base = rest.baseAddress, let found = memchr(base, Int32(UInt8(ascii: "&")), rest.count) {
      let start = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: rest[..<start]))
      guard let end = rest[(start + 1)...].prefix(10).firstIndex(of: UInt8(ascii: ";")),
        let scalar = scalar(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest[(start + 1)..<end])))
      else { return false }
      if scalar.isASCII {
        bytes.append(UInt8(scalar.value))
      } else if let encoded = Unicode.UTF8.encode(scalar) {
        bytes.append(contentsOf: encoded)
      }
      rest = UnsafeBufferPointer(rebasing: rest[(end + 1)...])
    }
    bytes.append(contentsOf: rest)
    return true
  }

  private static func scalar(_ name: UnsafeRawBufferPointer) -> Unicode.Scalar? {
    if name.elementsEqual("amp".utf8) { return "&" }
    if name.elementsEqual("lt".utf8) { return "<" }
    if name.elementsEqual("gt".utf8) { return ">" }
    if name.elementsEqual("quot".utf8) { return "\"" }
    if name.elementsEqual("apos".utf8) { return "'" }
    guard name.count >= 2, name[0] == UInt8(ascii: "#") else { return nil }
    let isHexadecimal = name[1] == UInt8(ascii: "x")
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    guard (1...7).contains(digits.count) else { return nil }
    var value: UInt32 = 0
    for byte in digits {
      guard let digit = hexadecimal(byte), isHexadecimal || digit < 10 else { return nil }
      value = value * (isHexadecimal ? 16 : 10) + UInt32(digit)
    }
    // `Char` of XML 1.0, 2.2.
    guard value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D, value != 0xFFFE, value != 0xFFFF else {
      return nil
    }
    return Unicode.Scalar(value)
  }
}
