import Glibc

/// Shows elements to a handler as libxml2 would, in place and without copies, as long as they are as producers write them:
/// UTF-8, double quotes, no reference in an attribute, no comment, no instruction. It says of nothing that it is wrong: where
/// it declines, another handler is to hear it all from libxml2.
struct PlainXMLReader: ~Copyable {
  enum Outcome {
    /// Behind the start tag that the handler has waited for.
    case ready
    /// At the end of the document.
    case end
    case declined
  }

  private struct OpenElement {
    let name: XMLName
    /// How many bytes of `openNames` its name as it is written has.
    let length: Int
  }

  /// A prefix, none for the default, that means a namespace within an element.
  private struct Declaration {
    let prefix: ShortName
    let namespace: XMLNamespace
    let depth: Int
  }

  private let limits: Limits
  private var open: [OpenElement] = []
  private var openNames: [UInt8] = []
  private var declarations: [Declaration] = []
  private var attributes = PlainAttributes()
  private var scratch: [UInt8] = []
  /// Names mostly repeat: the last one, as it is written and as it is understood.
  private var last = (text: UnsafeRawBufferPointer(start: nil, count: 0), name: XMLName(namespace: .none, local: ""))
  /// Whether the last start tag's name has a prefix.
  private var isPrefixed = false
  private var hasBegun = false
  private var hasRoot = false

  /// What is deeper is left to libxml2.
  private static let mostDepth = 200

  init(limits: Limits) {
    self.limits = limits
    open.reserveCapacity(8)
    openNames.reserveCapacity(64)
  }

  /// Reads on from `position`. A NUL and seven more bytes stand behind `bytes`, which hold the rest of the document or end
  /// behind the tag that the handler waits for.
  mutating func read<Handler: ScannableHandler>(
    _ bytes: UnsafeRawBufferPointer, from position: inout Int, _ handler: Handler
  ) -> Outcome {
    var cursor = XMLCursor(bytes, from: position)
    if !hasBegun {
      guard skipDeclaration(&cursor) else { return .declined }
      hasBegun = true
    }
    // What it points to is elsewhere by now.
    forgetLastName()
    while true {
      if cursor.byte != UInt8(ascii: "<") {
        if open.isEmpty {
          cursor.skipSpace()
          if cursor.isAtEnd { return hasRoot ? .end : .declined }
        } else {
          guard showText(&cursor, handler) else { return .declined }
        }
        guard cursor.byte == UInt8(ascii: "<") else { return .declined }
      }
      if cursor.next == UInt8(ascii: "/") {
        guard endElement(&cursor, handler) else { return .declined }
        continue
      }
      guard !open.isEmpty || !hasRoot, let isEmpty = startElement(&cursor, handler) else { return .declined }
      if !isEmpty, handler.isReadyForScanner {
        // A scanner looks for names without a prefix, and takes them for those of this element's namespace.
        guard !isPrefixed else { return .declined }
        position = cursor.offset
        return .ready
      }
    }
  }

  private mutating func forgetLastName() { last.text = UnsafeRawBufferPointer(start: nil, count: 0) }

  /// `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` or less, after a byte order mark or none.
  private func skipDeclaration(_ cursor: inout XMLCursor) -> Bool {
    if cursor.byte == 0xEF { guard cursor.skip("\u{FEFF}") else { return false } }
    guard cursor.byte == UInt8(ascii: "<"), cursor.next == UInt8(ascii: "?") else { return true }
    guard cursor.skip("<?xml version="), skipQuoted(&cursor, ["1.0"]) else { return false }
    if cursor.byte == 0x20, cursor.next == UInt8(ascii: "e") {
      guard cursor.skip(" encoding="), skipQuoted(&cursor, ["UTF-8", "utf-8"]) else { return false }
    }
    if cursor.byte == 0x20, cursor.next == UInt8(ascii: "s") {
      guard cursor.skip(" standalone="), skipQuoted(&cursor, ["yes", "no"]) else { return false }
    }
    return cursor.skip("?>")
  }

  private func skipQuoted(_ cursor: inout XMLCursor, _ choices: [StaticString]) -> Bool {
    let quote = cursor.byte
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
    cursor.advance()
    let start = cursor.at
    for choice in choices {
      if cursor.skip(choice), cursor.byte == quote {
        cursor.advance()
        return true
      }
      cursor.rewind(to: start)
    }
    return false
  }

  private mutating func showText<Handler: XMLHandler>(_ cursor: inout XMLCursor, _ handler: Handler) -> Bool {
    var text = ScannedText()
    guard cursor.skipText(&text), text.bytes.count <= limits.cellTextBytes else { return false }
    do throws(SpreadsheetError) {
      guard text.hasReference else {
        try handler.text(text.bytes.bindMemory(to: UInt8.self).span)
        return true
      }
      scratch.removeAll(keepingCapacity: true)
      guard XMLReferences.append(text.bytes, to: &scratch) else { return false }
      try handler.text(scratch.span)
      return true
    } catch { return false }
  }

  private mutating func endElement<Handler: XMLHandler>(_ cursor: inout XMLCursor, _ handler: Handler) -> Bool {
    guard let element = open.popLast() else { return false }
    cursor.advance()
    cursor.advance()
    for byte in openNames[(openNames.count - element.length)...] {
      guard cursor.byte == byte else { return false }
      cursor.advance()
    }
    guard cursor.byte == UInt8(ascii: ">") else { return false }
    cursor.advance()
    return close(element, handler)
  }

  private mutating func close<Handler: XMLHandler>(_ element: OpenElement, _ handler: Handler) -> Bool {
    openNames.removeLast(element.length)
    while let declaration = declarations.last, declaration.depth > open.count {
      declarations.removeLast()
      forgetLastName()
    }
    do throws(SpreadsheetError) {
      try handler.end(element.name)
      return true
    } catch { return false }
  }

  /// Whether the element is empty; nil where it is left to libxml2.
  private mutating func startElement<Handler: XMLHandler>(_ cursor: inout XMLCursor, _ handler: Handler) -> Bool? {
    let start = cursor.at
    cursor.advance()
    guard let (prefix, local) = scanName(&cursor) else { return nil }
    let text = UnsafeRawBufferPointer(start: start + 1, count: cursor.at - start - 1)
    let declared = declarations.count
    guard let isEmpty = scanAttributes(&cursor), cursor.at - start < limits.tagBytes, open.count < Self.mostDepth,
      open.count < limits.depth
    else { return nil }
    if declared < declarations.count || !last.text.isSame(as: text) {
      guard let namespace = Self.namespace(of: prefix, declarations) else { return nil }
      last = (text, XMLName(namespace: namespace, local: String(decoding: local, as: UTF8.self)))
    }
    let element = OpenElement(name: last.name, length: text.count)
    hasRoot = true
    isPrefixed = !prefix.isAbsent
    do throws(SpreadsheetError) {
      try handler.start(XMLElement(name: element.name, .plain(attributes.all)))
    } catch { return nil }
    openNames.append(contentsOf: text.bindMemory(to: UInt8.self))
    guard isEmpty else {
      open.append(element)
      return false
    }
    return close(element, handler) ? true : nil
  }

  /// Fills `attributes` and says whether the tag is that of an empty element.
  private mutating func scanAttributes(_ cursor: inout XMLCursor) -> Bool? {
    attributes.removeAll()
    let declared = declarations.count
    var isEmpty = false
    while true {
      let before = cursor.at
      cursor.skipSpace()
      if cursor.byte == UInt8(ascii: ">") { break }
      if cursor.byte == UInt8(ascii: "/") {
        isEmpty = true
        cursor.advance()
        guard cursor.byte == UInt8(ascii: ">") else { return nil }
        break
      }
      guard cursor.at > before, let (prefix, local) = scanName(&cursor), let value = scanValue(&cursor) else {
        return nil
      }
      let attribute = PlainAttribute(prefix: prefix, local: local, namespace: .none, value: value)
      if prefix == .xmlns || prefix.isAbsent && attribute.isNamed("xmlns") {
        guard declare(prefix.isAbsent ? ShortName.absent : ShortName(local), value, after: declared) else { return nil }
      } else if !attributes.append(attribute) {
        return nil
      }
    }
    cursor.advance()
    guard attributes.count + declarations.count - declared <= limits.attributes else { return nil }
    let declarations = declarations
    guard attributes.resolve({ Self.namespace(of: $0, declarations) }) else { return nil }
    return isEmpty
  }

  private mutating func declare(_ prefix: ShortName?, _ uri: UnsafeRawBufferPointer, after declared: Int) -> Bool {
    guard let prefix, !uri.isEmpty, !prefix.isReserved,
      !declarations[declared...].contains(where: { $0.prefix == prefix })
    else { return false }
    declarations.append(Declaration(prefix: prefix, namespace: XMLNamespace(uri), depth: open.count + 1))
    return true
  }

  private static func namespace(of prefix: ShortName, _ declarations: [Declaration]) -> XMLNamespace? {
    if prefix == .xml { return .other }
    for declaration in declarations.reversed() where declaration.prefix == prefix { return declaration.namespace }
    return prefix.isAbsent ? XMLNamespace.none : nil
  }

  /// A name in ASCII with a short prefix or none.
  @inline(__always)
  private func scanName(_ cursor: inout XMLCursor) -> (prefix: ShortName, local: UnsafeRawBufferPointer)? {
    var start = cursor.at
    var prefix = ShortName.absent
    guard Self.isNameStart(cursor.byte) else { return nil }
    while Self.isNameByte(cursor.byte) { cursor.advance() }
    if cursor.byte == UInt8(ascii: ":") {
      guard let short = ShortName(UnsafeRawBufferPointer(start: start, count: cursor.at - start)) else { return nil }
      prefix = short
      cursor.advance()
      start = cursor.at
      guard Self.isNameStart(cursor.byte) else { return nil }
      while Self.isNameByte(cursor.byte) { cursor.advance() }
    }
    return (prefix, UnsafeRawBufferPointer(start: start, count: cursor.at - start))
  }

  /// `="…"`
  @inline(__always)
  private func scanValue(_ cursor: inout XMLCursor) -> UnsafeRawBufferPointer? {
    guard cursor.byte == UInt8(ascii: "="), cursor.next == UInt8(ascii: "\"") else { return nil }
    cursor.advance()
    cursor.advance()
    let start = cursor.at
    cursor.skipPlainValue()
    while cursor.byte != UInt8(ascii: "\"") {
      guard cursor.skipValueCharacter() else { return nil }
    }
    let value = UnsafeRawBufferPointer(start: start, count: cursor.at - start)
    cursor.advance()
    return value
  }

  @inline(__always)
  private static func isNameStart(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == UInt8(ascii: "_")
  }

  @inline(__always)
  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte < 0x80 && (byte < 0x40 ? nameMarks : nameLetters) >> (byte & 0x3F) & 1 == 1
  }

  /// Of the bytes below 0x40, a bit each, `-`, `.` and the digits; of those below 0x80 the letters and `_`.
  private static let nameMarks: UInt64 = 0x03FF_6000_0000_0000
  private static let nameLetters: UInt64 = 0x07FF_FFFE_87FF_FFFE
}
