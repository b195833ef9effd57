/// How far a scanner came in the bytes that it was given.
enum ScanOutcome {
  /// To the end of them, or to the beginning of something that is not there as a whole.
  case needsMore
  /// To the end tag of the element whose content it scans.
  case atEndTag
  /// To something that it leaves to libxml2.
  case declined
}

/// Reads the content of one element in place.
protocol PartScanner: ~Copyable {
  /// Moves `position` past all that it has taken in. A NUL stands behind `bytes`.
  mutating func scan(_ bytes: UnsafeRawBufferPointer, from position: inout Int) -> ScanOutcome
}

/// A handler that knows whether the element is open whose content a scanner may read.
protocol ScannableHandler: XMLHandler {
  var isReadyForScanner: Bool { get }
  /// Whether it has taken in content itself that is the scanner's to read: from a second such element, say.
  var hasContent: Bool { get }
  /// One like it that has been shown nothing.
  func anew() -> Self
}

/// A part of which a scanner reads the content of one large element, and a reader of plain XML the rest.
///
///     <worksheet …>…<sheetData>   </sheetData>…</worksheet>      the reader and the handler
///                              <row>…</row>                      the scanner
///
/// Where the reader declines, libxml2 takes its place. The scanner may decline at any byte: then the whole part is to be read
/// again, by libxml2 alone.
struct ScannedPart<Handler: ScannableHandler>: ~Copyable {
  enum Step { case more, done, declined }

  private enum Phase { case head, content, tail }

  /// What has been shown the part so far, but for the content.
  private(set) var handler: Handler
  /// Whether the part ended without the element for the scanner.
  private(set) var isWithoutContent = false
  private let archive: ZipArchive
  private let tag: StaticString
  private var reader: ZipEntryReader
  private var plain: PlainXMLReader
  /// What is before the content, while it is the plain reader's.
  private var head: [UInt8] = []
  private var library: LibraryFrame?
  private var window: Window
  /// What of the window is not read yet.
  private var unread = 0..<0
  private var phase = Phase.head
  private var isAtEnd = false

  /// Small enough to stay in the cache of a core.
  private static var windowBytes: Int { 256 << 10 }
  /// The largest row or string that is scanned.
  private static var largestWindow: Int { 8 << 20 }
  private static var slack: Int { 64 }

  /// `tag` is the beginning of the start tag, such as `<sheetData`.
  init(
    archive: ZipArchive, entry: ZipArchive.Entry, handler: Handler, tag: StaticString
  ) throws(SpreadsheetError) {
    let reader = try archive.open(entry)
    self.archive = archive
    self.handler = handler
    self.tag = tag
    self.reader = reader
    plain = PlainXMLReader(limits: archive.limits)
    window = Window(byteCount: Window.byteCount(for: entry, most: Self.windowBytes) + Self.slack)
  }

  /// Unpacks the next window and reads as far as that goes. What the scanner has taken in before it declines, it keeps.
  mutating func advance(_ scanner: inout some PartScanner & ~Copyable) throws(SpreadsheetError) -> Step {
    try fill()
    let bytes = UnsafeRawBufferPointer(rebasing: window.bytes[..<unread.upperBound])
    if phase == .head {
      switch readHead(bytes) {
      case .ready: phase = .content
      case .end:
        isWithoutContent = true
        return .done
      case .declined: return decline()
      }
    }
    if phase == .content {
      var position = unread.lowerBound
      let outcome = scanner.scan(bytes, from: &position)
      unread = position..<unread.upperBound
      switch outcome {
      case .declined: return decline()
      // A row or a string that does not fit into the largest window is left to the parser, which needs no window.
      case .needsMore: return isAtEnd || unread.count + Self.slack >= Self.largestWindow ? decline() : .more
      case .atEndTag: phase = .tail
      }
    }
    return readTail(bytes)
  }

  /// Takes its bytes off the archive's account, since they will be read again.
  private func decline() -> Step {
    archive.inflatedBytes -= reader.inflatedBytes
    return .declined
  }

  private mutating func fill() throws(SpreadsheetError) {
    if unread.count + Self.slack >= window.bytes.count / 2, window.bytes.count < Self.largestWindow {
      let larger = Window(byteCount: window.bytes.count * 2)
      larger.bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: window.bytes[unread]))
      window = larger
    } else {
      window.bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: window.bytes[unread]))
    }
    unread = 0..<unread.count
    let room = unread.count..<(window.bytes.count - Self.slack)
    guard !isAtEnd, !room.isEmpty else { return }
    let filled = try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: window.bytes[room]))
    isAtEnd = filled < room.count
    unread = 0..<(unread.count + filled)
    window.bytes[unread.upperBound] = 0
  }

  /// Reads to the end of the start tag.
  private mutating func readHead(_ bytes: UnsafeRawBufferPointer) -> PlainXMLReader.Outcome {
    var position = 0
    switch plain.read(bytes, from: &position, handler) {
    case .ready where !handler.hasContent:
      head = [UInt8](bytes[..<position])
      unread = position..<unread.upperBound
      return .ready
    case .end where isAtEnd && !handler.hasContent: return .end
    default: return parseHead(bytes) ? .ready : .declined
    }
  }

  /// Lets libxml2 parse up to the start tag, and then the tag; false where it is not as it should be.
  private mutating func parseHead(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let pattern = UnsafeBufferPointer(start: tag.utf8Start, count: tag.utf8CodeUnitCount)
    guard bytes.count > 1, bytes[1] != 0, let start = find(pattern, in: bytes),
      let close = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
    else { return false }
    handler = handler.anew()
    // A part that is wrong up to here is wrong for libxml2 alone as well, and gets the same answer there.
    do throws(SpreadsheetError) {
      let library = try LibraryFrame(part: reader.entry.name, handler: handler, limits: archive.limits)
      try library.feed(UnsafeRawBufferPointer(rebasing: bytes[..<start]))
      guard library.isInText, !handler.isReadyForScanner else { return false }
      try library.feed(UnsafeRawBufferPointer(rebasing: bytes[start...close]))
      self.library = library
    } catch { return false }
    unread = (close + 1)..<unread.upperBound
    return handler.isReadyForScanner && !handler.hasContent
  }

  private mutating func readTail(_ bytes: UnsafeRawBufferPointer) -> Step {
    if library == nil, isAtEnd {
      var position = unread.lowerBound
      if case .end = plain.read(bytes, from: &position, handler), !handler.hasContent { return .done }
    }
    // What is wrong here is said by the parser of the whole part, which knows the line and the column.
    do throws(SpreadsheetError) {
      if self.library == nil { try takeOver() }
      guard let library else { return decline() }
      try library.feed(UnsafeRawBufferPointer(rebasing: bytes[unread]))
      unread = 0..<0
      guard !handler.hasContent else { return decline() }
      guard isAtEnd else { return .more }
      try library.finish()
      return .done
    } catch { return decline() }
  }

  /// Lets libxml2 parse what the plain reader has read.
  private mutating func takeOver() throws(SpreadsheetError) {
    handler = handler.anew()
    let library = try LibraryFrame(part: reader.entry.name, handler: handler, limits: archive.limits)
    try head.showing(0..<head.count) { head throws(SpreadsheetError) in try library.feed(head) }
    self.library = library
  }

  private func find(_ pattern: UnsafeBufferPointer<UInt8>, in bytes: UnsafeRawBufferPointer) -> Int? {
    var index = 0
    while index + pattern.count <= bytes.count {
      guard let found = bytes[index...].firstIndex(of: pattern[0]) else { return nil }
      if bytes[found...].starts(with: pattern) { return found }
      index = found + 1
    }
    return nil
  }
}

/// libxml2 with all that stands before it, for what surrounds the content that a scanner reads.
private final class LibraryFrame {
  private var decoder: XMLDecoder
  private var guardian: TagGuard
  private var parser: XMLParser

  init(part: String, handler: any XMLHandler, limits: Limits) throws(SpreadsheetError) {
    parser = try XMLParser(part: part, handler: handler, limits: limits)
    decoder = XMLDecoder(part: part)
    guardian = TagGuard(part: part, limits: limits)
  }

  /// Whether the last byte stands outside of every tag, comment and the like.
  var isInText: Bool { guardian.isInText }

  // Inlined, it stops the compiler of Swift 6.3.1 when files are compiled one by one.
  @inline(never)
  func feed(_ bytes: UnsafeRawBufferPointer) throws(SpreadsheetError) {
    guard !bytes.isEmpty else { return }
    try decoder.decode(bytes) { text throws(SpreadsheetError) in
      try guardian.check(text)
      try parser.feed(text)
    }
  }

  func finish() throws(SpreadsheetError) {
    try decoder.finish()
    try parser.finish()
  }
}
