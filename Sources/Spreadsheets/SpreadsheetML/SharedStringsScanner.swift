/// Reads the `si` elements of `sst` in place, as long as each is one plain text.
struct SharedStringsScanner: PartScanner {
  var strings = SharedStrings()
  private let limits: Limits
  private var scratch: [UInt8] = []

  init(limits: Limits) { self.limits = limits }

  mutating func scan(_ bytes: UnsafeRawBufferPointer, from position: inout Int) -> ScanOutcome {
    var cursor = XMLCursor(bytes, from: position)
    while true {
      cursor.skipSpace()
      position = cursor.offset
      if cursor.byte == UInt8(ascii: "<"), cursor.next == UInt8(ascii: "/") {
        guard cursor.skip("</sst>") else { return cursor.isAtEnd ? .needsMore : .declined }
        return .atEndTag
      }
      guard scanItem(&cursor) else { return cursor.isAtEnd ? .needsMore : .declined }
      guard strings.count <= limits.sharedStrings, strings.bytes.count < Int(UInt32.max) else { return .declined }
    }
  }

  private mutating func scanItem(_ cursor: inout XMLCursor) -> Bool {
    guard cursor.skip("<si><t") else { return false }
    if cursor.byte == UInt8(ascii: "/") {
      guard cursor.skip("/></si>") else { return false }
      strings.append([])
      return true
    }
    if cursor.byte == 0x20 { guard cursor.skip(" xml:space=\"preserve\"") else { return false } }
    guard cursor.skip(">") else { return false }
    var text = ScannedText()
    guard cursor.skipText(&text), cursor.skip("</t></si>") else { return false }
    guard text.bytes.count <= limits.cellTextBytes else { return cursor.fail() }
    if !text.hasReference, !text.holds(UInt8(ascii: "_")) {
      strings.append(text.bytes)
      return true
    }
    scratch.removeAll(keepingCapacity: true)
    guard XMLReferences.append(text.bytes, to: &scratch) else { return cursor.fail() }
    strings.append(XString.decoded(scratch))
    return true
  }
}

extension SharedStrings {
  /// Reads a part, by the scanner where that will do.
  init(reading entry: ZipArchive.Entry, of archive: ZipArchive, scanning: Bool = true) throws(SpreadsheetError) {
    if scanning {
      var scanner = SharedStringsScanner(limits: archive.limits)
      scanner.strings.reserve(entry.size)
      let handler = SharedStringsHandler(limits: archive.limits)
      var part = try ScannedPart(archive: archive, entry: entry, handler: handler, tag: "<sst")
      steps: while true {
        switch try part.advance(&scanner) {
        case .more:
          try archive.limits.check(scanner.strings.bytes.count, \.heldPartBytes, "part bytes", part: entry.name)
        case .done:
          self = scanner.strings
          return
        case .declined: break steps
        }
      }
    }
    let handler = SharedStringsHandler(limits: archive.limits)
    try archive.parse(entry, with: handler)
    self = handler.strings
  }
}
