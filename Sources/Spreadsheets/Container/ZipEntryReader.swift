import CZip

/// Reads one entry from beginning to end, in pieces, within the limits of its archive.
///
/// libzip gives the bytes as they are stored and ISA-L inflates them, so that the ratio of both is known at every step and a
/// bomb is refused when it begins to grow. Length and CRC are compared at the end: a caller reads until nothing is left.
struct ZipEntryReader: ~Copyable {
  let entry: ZipArchive.Entry
  private let archive: ZipArchive
  private var file: ZipFile
  private var inflater = Inflater()
  private let input = Window(byteCount: 64 << 10)
  /// What of `input` is not inflated yet.
  private var pending = 0..<0
  private var stored = 0
  private var count = 0
  private var crc: UInt32 = 0
  private var isAtEnd = false

  /// The largest part that is unpacked in one go. No smaller one can break the limit for the ratio.
  private static let largestWhole = 1 << 20

  /// How many bytes have come so far.
  var inflatedBytes: Int { count }

  init(archive: ZipArchive, entry: ZipArchive.Entry, file: consuming ZipFile) {
    self.archive = archive
    self.entry = entry
    self.file = file
  }

  /// Fills `window` as far as there are bytes; fewer than it holds only at the end.
  mutating func read(into window: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
    if stored == 0, count == 0, window.count > entry.size, readWhole(into: window) { return count }
    var filled = 0
    while filled < window.count, !isAtEnd {
      let room = UnsafeMutableRawBufferPointer(rebasing: window[filled...])
      let written = try entry.method == 0 ? copy(into: room) : inflate(into: room)
      crc = Inflater.crc(UnsafeRawBufferPointer(rebasing: window[filled..<(filled + written)]), after: crc)
      filled += written
      count += written
      try archive.account(for: written, of: count, from: stored, in: entry)
    }
    if isAtEnd, filled < window.count { try checkEnd() }
    return filled
  }

  /// Unpacks a part that lies in memory in one go. Where anything is amiss it is read in pieces, and that says what.
  private mutating func readWhole(into window: UnsafeMutableRawBufferPointer) -> Bool {
    guard entry.method == 8, entry.size <= Self.largestWhole, entry.size <= archive.limits.streamedPartBytes,
      archive.inflatedBytes + entry.size <= archive.limits.packageBytes,
      let written = file.withAll({ archive.wholeInflater.inflate($0, into: window) }), written == entry.size,
      Inflater.crc(UnsafeRawBufferPointer(rebasing: window[..<written]), after: 0) == entry.crc
    else { return false }
    archive.inflatedBytes += written
    (count, stored, isAtEnd) = (written, entry.compressedSize, true)
    return true
  }

  private mutating func copy(into room: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
    let read = try file.read(into: room, part: entry.name)
    stored += read
    isAtEnd = read == 0
    return read
  }

  private mutating func inflate(into room: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
    var hasInput = true
    if pending.isEmpty {
      let read = try file.read(into: input.bytes, part: entry.name)
      stored += read
      pending = 0..<read
      hasInput = read > 0
    }
    let moved: (read: Int, written: Int)
    do throws(InflateError) {
      moved = try inflater.inflate(UnsafeRawBufferPointer(rebasing: input.bytes[pending]), into: room)
    } catch {
      throw SpreadsheetError(.damaged, part: entry.name, detail: "zip entry: damaged compressed data")
    }
    pending = (pending.lowerBound + moved.read)..<pending.upperBound
    isAtEnd = inflater.isFinished
    if !isAtEnd, moved.written == 0, !hasInput {
      throw SpreadsheetError(.damaged, part: entry.name, detail: "zip entry: compressed data is cut off")
    }
    return moved.written
  }

  private func checkEnd() throws(SpreadsheetError) {
    guard count == entry.size else {
      throw SpreadsheetError(
        .damaged, part: entry.name, detail: "zip entry has \(count) bytes and \(entry.size) are announced")
    }
    guard crc == entry.crc else {
      throw SpreadsheetError(.damaged, part: entry.name, detail: "zip entry: CRC does not match, data is corrupt")
    }
  }
}

/// An entry that is open for reading, as it is stored.
struct ZipFile: ~Copyable {
  private enum Source {
    case library(OpaquePointer)
    case memory([UInt8])
  }

  private let source: Source
  /// Its place in the bytes in memory, and what of it has not been read.
  private let all: Range<Int>
  private var rest: Range<Int>

  init(takingOwnershipOf file: OpaquePointer) {
    source = .library(file)
    (all, rest) = (0..<0, 0..<0)
  }

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    source = .memory(bytes)
    (all, rest) = (range, range)
  }

  deinit { if case .library(let file) = source { zip_fclose(file) } }

  /// Shows all its bytes where they lie in memory, read or not; nil where they do not.
  func withAll<Result>(_ body: (UnsafeRawBufferPointer) -> Result?) -> Result? {
    guard case .memory(let bytes) = source else { return nil }
    return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[all])) }
  }

  mutating func read(into window: UnsafeMutableRawBufferPointer, part: String) throws(SpreadsheetError) -> Int {
    switch source {
    case .memory(let bytes):
      let next = rest.prefix(window.count)
      bytes.withUnsafeBytes { window.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[next])) }
      rest = next.upperBound..<rest.upperBound
      return next.count
    case .library(let file):
      let read = zip_fread(file, window.baseAddress, UInt64(window.count))
      guard read >= 0 else {
        let message = String(cString: zip_error_strerror(zip_file_get_error(file)))
        throw SpreadsheetError(.damaged, part: part, detail: "zip entry: \(message)")
      }
      return Int(read)
    }
  }
}

/// Memory that bytes pass through.
struct Window: ~Copyable {
  let bytes: UnsafeMutableRawBufferPointer

  init(byteCount: Int) { bytes = .allocate(byteCount: byteCount, alignment: 64) }

  deinit { bytes.deallocate() }

  /// Enough for an entry as long as it says it is and one byte more, within bounds.
  static func byteCount(for entry: ZipArchive.Entry, most: Int) -> Int {
    let least = 16 << 10
    return min(most, max(entry.size, least) + 1)
  }
}

extension ZipArchive {
  /// Adds bytes that have gone to libxml2, and the elements it found in them, to the account of the archive.
  func accountForParsing(_ bytes: Int, elements: Int, of entry: Entry) throws(SpreadsheetError) {
    parsedBytes += bytes
    parsedElements += elements
    try limits.check(parsedBytes, \.parsedBytes, "parsed bytes", part: entry.name)
    try limits.check(parsedElements, \.parsedElements, "parsed elements", part: entry.name)
  }

  /// Adds inflated bytes to the account of the archive; `count` is what the entry has given in all, from `stored` bytes.
  func account(for bytes: Int, of count: Int, from stored: Int, in entry: Entry) throws(SpreadsheetError) {
    inflatedBytes += bytes
    try limits.check(inflatedBytes, \.packageBytes, "package bytes", part: entry.name)
    try limits.check(count, \.streamedPartBytes, "part bytes", part: entry.name)
    let free = 1 << 20
    if count > free, (count - free) / max(1, stored) >= limits.inflationRatio {
      throw SpreadsheetError(
        .limitExceeded(name: "inflation ratio", limit: limits.inflationRatio), part: entry.name,
        detail: "inflates more than \(limits.inflationRatio)-fold, the limit for the ratio")
    }
  }
}
