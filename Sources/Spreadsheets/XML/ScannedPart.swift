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
}

/// A part of which libxml2 parses all but the content of one large element, and a scanner that.
///
///     <worksheet …>…<sheetData>   </sheetData>…</worksheet>      libxml2 and the handler
///                              <row>…</row>                      the scanner
///
/// The scanner may decline at any byte: then the whole part is to be read again, by libxml2 alone.
struct ScannedPart: ~Copyable {
  enum Step { case more, done, declined }

  private enum Phase { case head, content, tail }

  private let archive: ZipArchive
  private let handler: any ScannableHandler
  private let tag: StaticString
  private var reader: ZipEntryReader
  private var decoder: XMLDecoder
  private var guardian: TagGuard
  private var parser: XMLParser
  private var window = Window(byteCount: ScannedPart.windowBytes + ScannedPart.slack)
  /// What of the window is not read yet.
  private var unread = 0..<0
  private var phase = Phase.head
  private var isAtEnd = false

  /// Small enough to stay in the cache of a core.
  private static let windowBytes = 256 << 10
  /// The largest row or string that is scanned.
  private static let largestWindow = 8 << 20
  private static let slack = 64

  /// `tag` is the beginning of the start tag, such as `<sheetData`.
  init(
    archive: ZipArchive, entry: ZipArchive.Entry, handler: any ScannableHandler, tag: StaticString
  ) throws(SpreadsheetError) {
    let reader = try archive.open(entry)
    let parser = try XMLParser(part: entry.name, handler: handler, limits: archive.limits)
    self.archive = archive
    self.handler = handler
    self.tag = tag
    self.reader = reader
    self.parser = parser
    decoder = XMLDecoder(part: entry.name)
    guardian = TagGuard(part: entry.name, limits: archive.limits)
  }

  /// Unpacks the next window and reads as far as that goes. What the scanner has taken in before it declines, it keeps.
  mutating func advance(_ scanner: inout some PartScanner & ~Copyable) throws(SpreadsheetError) -> Step {
    try fill()
    let bytes = UnsafeRawBufferPointer(rebasing: window.bytes[..<unread.upperBound])
    if phase == .head {
      guard try parseHead(bytes) else { return decline() }
      phase = .content
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
    // What is wrong here is said by the parser of the whole part, which knows the line and the column.
    do throws(SpreadsheetError) {
      try feed(UnsafeRawBufferPointer(rebasing: bytes[unread]))
      unread = 0..<0
      guard !handler.hasContent else { return decline() }
      guard isAtEnd else { return .more }
      try decoder.finish()
      try parser.finish()
      return .done
    } catch { return decline() }
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

  /// Parses up to the start tag, and then the tag; false where it is not as it should be.
  private mutating func parseHead(_ bytes: UnsafeRawBufferPointer) throws(SpreadsheetError) -> Bool {
    let pattern = UnsafeBufferPointer(start: tag.utf8Start, count: tag.utf8CodeUnitCount)
    guard bytes.count > 1, bytes[1] != 0, let start = find(pattern, in: bytes),
      let close = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
    else { return false }
    // A part that is wrong up to here is wrong for libxml2 alone as well, and gets the same answer there.
    do throws(SpreadsheetError) {
      try feed(UnsafeRawBufferPointer(rebasing: bytes[..<start]))
      guard guardian.isInText, !handler.isReadyForScanner else { return false }
      try feed(UnsafeRawBufferPointer(rebasing: bytes[start...close]))
    } catch { return false }
    unread = (close + 1)..<unread.upperBound
    return handler.isReadyForScanner && !handler.hasContent
  }

  private mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(SpreadsheetError) {
    guard !bytes.isEmpty else { return }
    try decoder.decode(bytes) { text throws(SpreadsheetError) in
      try guardian.check(text)
      try parser.feed(text)
    }
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
