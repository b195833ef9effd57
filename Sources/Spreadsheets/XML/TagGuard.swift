/// Looks at the bytes before libxml2 does and refuses a tag that would cost it long.
///
/// libxml2 compares each attribute of a tag with all the others before any callback runs: 200,000 of them take it 20 seconds.
struct TagGuard {
  private enum State {
    case text, open, tag
    case quoted(UInt8)
    case declaration, comment, characterData, instruction
  }

  private let part: String
  private let limits: Limits
  // Looked at with every byte: not to be sought among all the limits.
  private let mostBytes: Int
  private let mostAttributes: Int
  private var state = State.text
  private var length = 0
  private var attributes = 0
  /// The bytes after `<!` that tell a comment from character data, and the last two bytes within either.
  private var head: [UInt8] = []
  private var last: (UInt8, UInt8) = (0, 0)

  init(part: String, limits: Limits) {
    self.part = part
    self.limits = limits
    (mostBytes, mostAttributes) = (limits.tagBytes, limits.attributes)
  }

  /// Whether the last byte stands outside of every tag, comment and the like.
  var isInText: Bool { if case .text = state { true } else { false } }

  mutating func check(_ bytes: UnsafeRawBufferPointer) throws(SpreadsheetError) {
    var index = 0
    while index < bytes.count {
      switch state {
      case .text:
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        guard index < bytes.count else { return }
        state = .open
        length = 1
        attributes = 0
      case .quoted(let quote):
        let start = index
        while index < bytes.count, bytes[index] != quote { index += 1 }
        length += index - start
        if length > mostBytes { try refuse() }
        guard index < bytes.count else { return }
        length += 1
        state = .tag
      case .tag: try passTag(bytes, &index)
      default: try step(bytes[index])
      }
      index += 1
    }
  }

  /// Goes on to the byte that ends the tag or begins a value in quotes, or to the last one there is.
  private mutating func passTag(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) throws(SpreadsheetError) {
    let start = index
    walk: while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ">"):
        state = .text
        break walk
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        state = .quoted(bytes[index])
        break walk
      case UInt8(ascii: "="):
        attributes += 1
        index += 1
      default: index += 1
      }
    }
    length += min(index + 1, bytes.count) - start
    if length > mostBytes || attributes > mostAttributes { try refuse() }
  }

  private mutating func step(_ byte: UInt8) throws(SpreadsheetError) {
    switch state {
    case .text, .tag, .quoted: break
    case .open:
      switch byte {
      case UInt8(ascii: "!"):
        state = .declaration
        head = []
      case UInt8(ascii: "?"):
        state = .instruction
        last = (0, 0)
      case UInt8(ascii: ">"): state = .text
      default: state = .tag
      }
    case .declaration:
      head.append(byte)
      if head == Array("--".utf8) {
        state = .comment
        last = (0, 0)
      } else if head == Array("[CDATA[".utf8) {
        state = .characterData
        last = (0, 0)
      } else if head.first != UInt8(ascii: "-"), head.first != UInt8(ascii: "[") {
        throw SpreadsheetError(.forbidden, part: part, detail: "DOCTYPE: a document type (DTD) is not allowed")
      } else if head.count > 7 {
        throw SpreadsheetError(.damaged, part: part, detail: "malformed XML: a declaration within the text")
      }
    case .comment: leave(on: byte, after: UInt8(ascii: "-"), UInt8(ascii: "-"))
    case .characterData: leave(on: byte, after: UInt8(ascii: "]"), UInt8(ascii: "]"))
    case .instruction: leave(on: byte, after: nil, UInt8(ascii: "?"))
    }
  }

  private mutating func leave(on byte: UInt8, after first: UInt8?, _ second: UInt8) {
    if byte == UInt8(ascii: ">"), last.1 == second, first == nil || last.0 == first { state = .text }
    last = (last.1, byte)
  }

  private func refuse() throws(SpreadsheetError) {
    try limits.check(length, \.tagBytes, "tag bytes", part: part)
    try limits.check(attributes, \.attributes, "attributes", part: part)
  }
}
