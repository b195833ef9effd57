/// The texts that cells share, one after the other in one piece of memory.
struct SharedStrings: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where each text ends; it begins where the one before it ends.
  private(set) var ends: [UInt32] = []

  var count: Int { ends.count }

  /// The text at an index, which must be below `count`.
  func text(at index: Int) -> Text {
    let start = index == 0 ? 0 : ends[index - 1]
    return Text(bytes: bytes, start: start, end: ends[index])
  }

  /// The bytes of the text at an index, which must be below `count`.
  func range(at index: Int) -> Range<Int> { (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index]) }

  func isEmpty(at index: Int) -> Bool { range(at: index).isEmpty }

  /// Makes room for bytes that are announced, within reason: memory that is never touched costs nothing.
  mutating func reserve(_ announced: Int) {
    bytes.reserveCapacity(min(announced, 64 << 20))
    ends.reserveCapacity(min(announced / 32, 64 << 10))
  }

  mutating func append(_ text: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: text.bindMemory(to: UInt8.self))
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
  }

  mutating func append(_ text: [UInt8]) { text.withUnsafeBytes { append($0) } }
}

/// Reads `sharedStrings.xml` (ISO 29500-1, 18.4.9).
final class SharedStringsHandler: ScannableHandler {
  private(set) var strings = SharedStrings()
  private let limits: Limits
  private var depth = 0
  private var content = RichText()

  init(limits: Limits) { self.limits = limits }

  var isReadyForScanner: Bool { depth == 1 }
  var hasContent: Bool { strings.count > 0 }
  func anew() -> SharedStringsHandler { SharedStringsHandler(limits: limits) }

  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    depth += 1
    let isMain = element.name.namespace == .spreadsheetML
    switch depth {
    case 1:
      guard isMain, element.name.local == "sst" else {
        throw SpreadsheetError(.damaged, detail: "the root element is \(element.name.local.prefix(40)), not sst")
      }
    case 2:
      guard isMain, element.name.local == "si" else { return }
      try limits.check(strings.count + 1, \.sharedStrings, "shared strings", part: nil)
      content.begin()
    default: content.start(element.name)
    }
  }

  func text(_ bytes: Span<UInt8>) throws(SpreadsheetError) {
    content.append(bytes)
    try limits.check(content.bytes.count, \.cellTextBytes, "cell text bytes", part: nil)
  }

  func end(_ name: XMLName) {
    depth -= 1
    if depth >= 2 { content.end(name) }
    if depth == 1, name.local == "si", name.namespace == .spreadsheetML {
      strings.append(XString.decoded(content.bytes))
    }
  }
}
