/// Finds the tags of a well-formed part and where they stand in its bytes, so that a few bytes can be changed and all
/// others stay as they are. Not a parser: what is to be believed of a part was read by the reader before.
struct MarkupScanner {
  struct Tag {
    enum Kind { case start, end, empty }

    var kind: Kind
    /// From `<` to behind `>`.
    var range: Range<Int>
    /// The name with its prefix.
    var name: Range<Int>
    /// How many elements are open around it: 0 for the root.
    var depth: Int
  }

  let bytes: [UInt8]
  /// What is thrown names it.
  let part: String
  private var position: Int
  private var depth = 0

  init(_ bytes: [UInt8], part: String) {
    self.bytes = bytes
    self.part = part
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next tag; nil behind the last.
  mutating func next() throws(SpreadsheetError) -> Tag? {
    while let open = index(of: UInt8(ascii: "<"), from: position) {
      guard open + 1 < bytes.count else { throw damaged("ends within a tag") }
      switch bytes[open + 1] {
      case UInt8(ascii: "?"): position = try end(of: "?>", from: open)
      case UInt8(ascii: "!"):
        if matches("<!--", at: open) {
          position = try end(of: "-->", from: open + 4)
        } else if matches("<![CDATA[", at: open) {
          position = try end(of: "]]>", from: open)
        } else {
          throw SpreadsheetError(.forbidden, part: part, detail: "a document type is not allowed")
        }
      default: return try tag(at: open)
      }
    }
    guard depth == 0 else { throw damaged("\(depth) elements are not closed") }
    return nil
  }

  private mutating func tag(at open: Int) throws(SpreadsheetError) -> Tag {
    var close = open + 1
    var quote: UInt8 = 0
    while close < bytes.count {
      let byte = bytes[close]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
      close += 1
    }
    guard close < bytes.count else { throw damaged("ends within a tag") }
    position = close + 1
    let isEnd = bytes[open + 1] == UInt8(ascii: "/")
    let isEmpty = !isEnd && bytes[close - 1] == UInt8(ascii: "/")
    let nameStart = isEnd ? open + 2 : open + 1
    var nameEnd = nameStart
    while nameEnd < close, bytes[nameEnd] > 0x20, bytes[nameEnd] != UInt8(ascii: "/") { nameEnd += 1 }
    if isEnd {
      depth -= 1
      guard depth >= 0 else { throw damaged("closes more elements than it opens") }
    }
    let tag = Tag(
      kind: isEnd ? .end : isEmpty ? .empty : .start, range: open..<(close + 1), name: nameStart..<nameEnd, depth: depth
    )
    if tag.kind == .start { depth += 1 }
    return tag
  }

  // MARK: What a tag says

  /// The name without its prefix.
  func local(_ tag: Tag) -> ArraySlice<UInt8> {
    let name = bytes[tag.name]
    return name.firstIndex(of: UInt8(ascii: ":")).map { bytes[($0 + 1)..<tag.name.upperBound] } ?? name
  }

  func isNamed(_ tag: Tag, _ local: StaticString) -> Bool { equal(self.local(tag), local) }

  /// The prefix with its colon; empty for none.
  func prefix(_ tag: Tag) -> String {
    let name = bytes[tag.name]
    return name.firstIndex(of: UInt8(ascii: ":")).map {
      String(decoding: bytes[tag.name.lowerBound...$0], as: UTF8.self)
    }
      ?? ""
  }

  /// Where an attribute stands: `name="value"` as a whole, and its value alone.
  struct Attribute {
    var whole: Range<Int>
    var name: Range<Int>
    var value: Range<Int>
  }

  func attributes(_ tag: Tag) -> [Attribute] {
    var found: [Attribute] = []
    forEachAttribute(tag) { attribute in
      found.append(attribute)
      return true
    }
    return found
  }

  /// An attribute by its name as written; `anyPrefix` takes one with any prefix.
  func attribute(_ name: StaticString, of tag: Tag, anyPrefix: Bool = false) -> Attribute? {
    var found: Attribute?
    forEachAttribute(tag) { attribute in
      var written = bytes[attribute.name]
      if anyPrefix, let colon = written.firstIndex(of: UInt8(ascii: ":")) { written = written[(colon + 1)...] }
      if equal(written, name) { found = attribute }
      return found == nil
    }
    return found
  }

  /// An attribute's value, its references resolved.
  func value(_ name: StaticString, of tag: Tag, anyPrefix: Bool = false) -> String? {
    attribute(name, of: tag, anyPrefix: anyPrefix).map { text(in: $0.value) }
  }

  func integer(_ name: StaticString, of tag: Tag) -> Int? { value(name, of: tag).flatMap { Int($0) } }

  private func forEachAttribute(_ tag: Tag, _ body: (Attribute) -> Bool) {
    var index = tag.name.upperBound
    let end = tag.range.upperBound - 1
    while index < end {
      while index < end, bytes[index] <= 0x20 { index += 1 }
      let nameStart = index
      while index < end, bytes[index] > 0x20, bytes[index] != UInt8(ascii: "=") { index += 1 }
      let name = nameStart..<index
      while index < end, bytes[index] <= 0x20 { index += 1 }
      guard index < end, bytes[index] == UInt8(ascii: "=") else { return }
      index += 1
      while index < end, bytes[index] <= 0x20 { index += 1 }
      guard index < end else { return }
      let quote = bytes[index]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return }
      guard let close = self.index(of: quote, from: index + 1), close < end else { return }
      if !body(Attribute(whole: nameStart..<(close + 1), name: name, value: (index + 1)..<close)) { return }
      index = close + 1
    }
  }

  /// Text or an attribute's value as it is meant: the five names and numbers of XML 1.0 4.6.
  func text(in range: Range<Int>) -> String {
    let raw = bytes[range]
    guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
    var text = ""
    var rest = raw
    while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += String(decoding: rest[..<ampersand], as: UTF8.self)
      guard let semicolon = rest[ampersand...].firstIndex(of: UInt8(ascii: ";")) else {
        rest = rest[ampersand...]
        break
      }
      text += Self.reference(String(decoding: rest[(ampersand + 1)..<semicolon], as: UTF8.self))
      rest = rest[(semicolon + 1)...]
    }
    return text + String(decoding: rest, as: UTF8.self)
  }

  private static func reference(_ name: String) -> String {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let digits = name.dropFirst()
      guard name.first == "#",
        let code = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10),
        let scalar = Unicode.Scalar(code)
      else { return "&\(name);" }
      return String(scalar)
    }
  }

  // MARK: Bytes

  private func equal(_ bytes: ArraySlice<UInt8>, _ name: StaticString) -> Bool {
    bytes.elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  private func index(of byte: UInt8, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == byte { return index }
      index += 1
    }
    return nil
  }

  private func matches(_ literal: StaticString, at start: Int) -> Bool {
    start + literal.utf8CodeUnitCount <= bytes.count
      && equal(bytes[start..<(start + literal.utf8CodeUnitCount)], literal)
  }

  private func end(of literal: StaticString, from start: Int) throws(SpreadsheetError) -> Int {
    var index = start
    let first = literal.utf8Start.pointee
    while let candidate = self.index(of: first, from: index) {
      if matches(literal, at: candidate) { return candidate + literal.utf8CodeUnitCount }
      index = candidate + 1
    }
    throw damaged("a comment, section or instruction is not closed")
  }

  private func damaged(_ detail: String) -> SpreadsheetError { SpreadsheetError(.damaged, part: part, detail: detail) }
}
