import Glibc

/// Takes the fields of a text, one after the other.
protocol FieldSink {
  /// Gets what is to be scanned next: the fields that follow lie within it.
  mutating func begin(window: UnsafeRawBufferPointer)
  /// A field that is not empty, with its column counted from 1. `range` is its place in the window; nil where quotes had to be
  /// taken out of it, and then `text` is all there is of it.
  mutating func take(_ text: UnsafeRawBufferPointer, at range: Range<Int>?, column: Int)
  mutating func endRecord()
}

/// Splits a text into records and fields (RFC 4180, with any of the three line ends), in a window that holds one field at
/// least.
struct DelimitedScanner: ~Copyable {
  private let file: DelimitedFile
  private var decoder: TextDecoder
  private var window: Window
  /// What of the window is not scanned yet.
  private var unread = 0..<0
  private var isAtEnd = false
  /// Bytes of the text that come before the first record.
  private var toSkip: Int
  /// How many fields of the record are through.
  private var column = 0
  private var line = 1
  private var unquoted: [UInt8] = []

  private static let slack = 64
  private static let quote = UInt8(ascii: "\"")

  /// `windowBytes`, 32 at least, is where the window begins: it grows with the field that does not fit.
  init(_ file: DelimitedFile, windowBytes: Int = ByteSource.windowBytes) {
    self.file = file
    decoder = TextDecoder(file.detection, keptLosses: file.limits.decodingLosses, windowBytes: windowBytes)
    window = Window(byteCount: windowBytes + Self.slack)
    toSkip = file.start
  }

  /// What could not be decoded so far.
  var losses: DecodingLosses { decoder.losses }

  /// Scans one window further; false at the end.
  mutating func advance(_ sink: inout some FieldSink) throws(SpreadsheetError) -> Bool {
    guard !isAtEnd || !unread.isEmpty else { return false }
    try fill()
    let bytes = UnsafeRawBufferPointer(rebasing: window.bytes[..<unread.upperBound])
    sink.begin(window: bytes)
    try scan(bytes, &sink)
    if isAtEnd, unread.isEmpty, column > 0 {
      // The last field is empty, or the last record ends without a line end.
      column = 0
      sink.endRecord()
    }
    return true
  }

  private mutating func fill() throws(SpreadsheetError) {
    if unread.count * 2 > window.bytes.count - Self.slack {
      let larger = Window(byteCount: window.bytes.count * 2)
      larger.bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: window.bytes[unread]))
      window = larger
    } else {
      window.bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: window.bytes[unread]))
    }
    unread = 0..<unread.count
    let room = UnsafeMutableRawBufferPointer(rebasing: window.bytes[unread.count..<(window.bytes.count - Self.slack)])
    let count = try decoder.read(from: file.source, into: room)
    isAtEnd = count == 0
    let skipped = min(toSkip, count)
    unread = skipped..<(unread.count + count)
    toSkip -= skipped
    // Ends every search.
    window.bytes[unread.upperBound] = 0x0A
  }

  private mutating func scan(_ bytes: UnsafeRawBufferPointer, _ sink: inout some FieldSink) throws(SpreadsheetError) {
    let separator = file.separator
    var position = unread.lowerBound
    defer { unread = position..<bytes.count }
    while position < bytes.count {
      guard column < file.limits.columns else {
        return try file.limits.check(column + 1, \.columns, "columns", part: nil)
      }
      let start = position
      var end: Int
      if bytes[start] == Self.quote {
        guard let field = try quotedField(bytes, from: start) else { return }
        end = field.end
        guard isWhole(end, bytes) else { return }
        if !field.text.isEmpty { sink.take(field.text, at: field.range, column: column + 1) }
      } else {
        end = endOfBareField(bytes, from: start, separator)
        guard isWhole(end, bytes) else {
          return try file.limits.check(end - start, \.fieldBytes, "field bytes", part: nil)
        }
        if end > start {
          let text = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
          if text.count > file.limits.fieldBytes {
            try file.limits.check(text.count, \.fieldBytes, "field bytes", part: nil)
          }
          sink.take(text, at: start..<end, column: column + 1)
        }
      }
      column += 1
      guard end < bytes.count else {
        position = end
        return
      }
      if bytes[end] == separator {
        position = end + 1
        continue
      }
      position = end + (bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? 2 : 1)
      line += 1
      column = 0
      sink.endRecord()
    }
  }

  /// Whether all that decides about a field which ends at `end` is in the window: the separator or line end behind it, and
  /// behind a carriage return one byte more.
  @inline(__always)
  private func isWhole(_ end: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    isAtEnd || end + 1 < bytes.count || end < bytes.count && bytes[end] != 0x0D
  }

  /// The place of the next separator or line end; the end of the bytes where there is none.
  @inline(__always)
  private func endOfBareField(_ bytes: UnsafeRawBufferPointer, from start: Int, _ separator: UInt8) -> Int {
    let base = bytes.baseAddress.unsafelyUnwrapped
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let separators = ones &* UInt64(separator)
    var at = base + start
    while true {
      let eight = UInt64(littleEndian: at.loadUnaligned(as: UInt64.self))
      // Each byte that is one of the three becomes zero in one of these, and a borrow sets the high bit of the first of them.
      let first = eight ^ separators
      let second = eight ^ (ones &* 0x0A)
      let third = eight ^ (ones &* 0x0D)
      let found = (first &- ones) & ~first | (second &- ones) & ~second | (third &- ones) & ~third
      if found & highs != 0 { return at - base + (found & highs).trailingZeroBitCount / 8 }
      at += 8
    }
  }

  /// The field that begins with a quote; nil where it does not end within the window and more is to come.
  private mutating func quotedField(
    _ bytes: UnsafeRawBufferPointer, from position: Int
  ) throws(SpreadsheetError) -> (text: UnsafeRawBufferPointer, range: Range<Int>?, end: Int)? {
    let start = position + 1
    var index = start
    var hasDoubled = false
    while true {
      let found = bytes.baseAddress.flatMap { memchr($0 + index, Int32(Self.quote), bytes.count - index) }
      guard let found else {
        try checkQuoted(bytes.count - start)
        guard !isAtEnd else {
          throw SpreadsheetError(.damaged, detail: "the quote opened on line \(line) never ends")
        }
        return nil
      }
      index = UnsafeRawPointer(found) - bytes.baseAddress.unsafelyUnwrapped
      guard isAtEnd || index + 1 < bytes.count else { return nil }
      guard index + 1 < bytes.count, bytes[index + 1] == Self.quote else { break }
      hasDoubled = true
      index += 2
    }
    try checkQuoted(index - start)
    let end = endOfBareField(bytes, from: index + 1, file.separator)
    guard isWhole(end, bytes) else {
      try checkQuoted(end - start)
      return nil
    }
    let quoted = UnsafeRawBufferPointer(rebasing: bytes[start..<index])
    for place in quoted.indices
    where quoted[place] == 0x0A || quoted[place] == 0x0D && (place + 1 == quoted.count || quoted[place + 1] != 0x0A) {
      line += 1
    }
    if !hasDoubled, end == index + 1 { return (quoted, start..<index, end) }
    unquoted.removeAll(keepingCapacity: true)
    var isSecond = false
    for byte in quoted {
      isSecond = byte == Self.quote && !isSecond
      if !isSecond { unquoted.append(byte) }
    }
    // What stands between the closing quote and the separator belongs to the field, as spreadsheet programs see it.
    unquoted.append(contentsOf: bytes[(index + 1)..<end])
    return (unquoted.withUnsafeBytes { $0 }, nil, end)
  }

  private func checkQuoted(_ count: Int) throws(SpreadsheetError) {
    guard count > file.limits.fieldBytes else { return }
    throw SpreadsheetError(
      .limitExceeded(name: "field bytes", limit: file.limits.fieldBytes),
      detail: "the quote opened on line \(line): more than the limit of \(file.limits.fieldBytes) for field bytes")
  }
}
