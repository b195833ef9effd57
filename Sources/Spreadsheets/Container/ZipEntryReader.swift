import CZip

/// Reads one entry from beginning to end, in pieces, within the limits of its archive.
///
/// libzip gives the bytes as they are stored and ISA-L inflates them, so that the ratio of both is known at every step and a
/// bomb is refused when it begins to grow. Length and CRC are compared at the end: a caller reads until nothing is left.
struct ZipEntryReader: ~Copyable {
  let entry: ZipArchive.Entry
  private let archive: ZipArchive
  private let file: ZipFile
  private var inflater = Inflater()
  private let input = Window(byteCount: 64 << 10)
  /// What of `input` is not inflated yet.
  private var pending = 0..<0
  private var stored = 0
  private var count = 0
  private var crc: UInt32 = 0
  private var isAtEnd = false

  /// How many bytes have come so far.
  var inflatedBytes: Int { count }

  init(archive: ZipArchive, entry: ZipArchive.Entry, file: consuming ZipFile) {
    self.archive = archive
    self.entry = entry
    self.file = file
  }

  /// Fills `window` as far as there are bytes; fewer than it holds only at the end.
  mutating func read(into window: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
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

/// An entry that libzip has opened, as it is stored.
struct ZipFile: ~Copyable {
  private let file: OpaquePointer

  init(takingOwnershipOf file: OpaquePointer) { self.file = file }

  deinit { zip_fclose(file) }

  func read(into window: UnsafeMutableRawBufferPointer, part: String) throws(SpreadsheetError) -> Int {
    let read = zip_fread(file, window.baseAddress, UInt64(window.count))
    guard read >= 0 else {
      let message = String(cString: zip_error_strerror(zip_file_get_error(file)))
      throw SpreadsheetError(.damaged, part: part, detail: "zip entry: \(message)")
    }
    return Int(read)
  }
}

/// Memory that bytes pass through.
struct Window: ~Copyable {
  let bytes: UnsafeMutableRawBufferPointer

  init(byteCount: Int) { bytes = .allocate(byteCount: byteCount, alignment: 64) }

  deinit { bytes.deallocate() }
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
