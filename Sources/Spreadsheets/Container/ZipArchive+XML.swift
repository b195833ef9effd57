extension ZipArchive {
  /// How many bytes of a part are unpacked at a time.
  static let windowBytes = 64 << 10

  /// Parses a whole part. `held` says that what it holds is kept, so that the smaller limit is in force.
  func parse(
    _ entry: Entry, with handler: any XMLHandler, held: Bool = true, tagBytes: KeyPath<Limits, Int> = \.tagBytes
  ) throws(SpreadsheetError) {
    var stream = try XMLPartStream(archive: self, entry: entry, handler: handler, held: held, tagBytes: tagBytes)
    while try stream.advance() {}
  }
}

/// A part on its way from the zip through decoder and guard to the parser and its handler, a window at a time.
struct XMLPartStream: ~Copyable {
  private var reader: ZipEntryReader
  private var decoder: XMLDecoder
  private var guardian: TagGuard
  private var parser: XMLParser
  private let archive: ZipArchive
  private let window: Window
  private let held: Bool
  private var count = 0
  private var elementCount = 0

  init(
    archive: ZipArchive, entry: ZipArchive.Entry, handler: any XMLHandler, held: Bool,
    windowBytes: Int = ZipArchive.windowBytes, tagBytes: KeyPath<Limits, Int> = \.tagBytes
  ) throws(SpreadsheetError) {
    let reader = try archive.open(entry)
    let parser = try XMLParser(part: entry.name, handler: handler, limits: archive.limits)
    self.reader = reader
    self.parser = parser
    decoder = XMLDecoder(part: entry.name)
    var limits = archive.limits
    limits.tagBytes = limits[keyPath: tagBytes]
    guardian = TagGuard(part: entry.name, limits: limits)
    window = Window(byteCount: Window.byteCount(for: entry, most: windowBytes))
    self.archive = archive
    self.held = held
  }

  /// Parses the next window; false when the part, its CRC included, is done.
  mutating func advance() throws(SpreadsheetError) -> Bool {
    let filled = try reader.read(into: window.bytes)
    count += filled
    if held { try archive.limits.check(count, \.heldPartBytes, "part bytes", part: reader.entry.name) }
    if filled > 0 {
      var failure: SpreadsheetError?
      do throws(SpreadsheetError) {
        try decoder.decode(UnsafeRawBufferPointer(rebasing: window.bytes[..<filled])) {
          bytes throws(SpreadsheetError) in
          try guardian.check(bytes)
          try parser.feed(bytes)
        }
      } catch { failure = error }
      if let failure { throw failure }
    }
    try archive.accountForParsing(filled, elements: parser.elementCount - elementCount, of: reader.entry)
    elementCount = parser.elementCount
    guard filled < window.bytes.count else { return true }
    try decoder.finish()
    try parser.finish()
    return false
  }
}
