/// Writes a zip (PKWARE APPNOTE 6.3) entry by entry, each as it is made, the same bytes every time.
///
/// Our own rather than libzip: libzip pulls every entry from its source at `zip_close`, so that a sheet would have to wait
/// whole in memory, and stamps what it writes with the clock. Headers here hold no time but 1980-01-01, no extra
/// but room for zip64, and are completed in place once an entry's sizes are known.
struct ZipWriter: ~Copyable {
  private struct Entry {
    var name: [UInt8]
    var offset: Int
    var method: UInt16
    var crc: UInt32 = 0
    var compressedSize = 0
    var size = 0
    /// Whether the local header holds the room that zip64 may need.
    var hasGrowthRoom: Bool
  }

  private var sink: ByteSink
  private var deflater: Deflater
  private var entries: [Entry] = []

  init(_ sink: consuming ByteSink, level: CompressionLevel) {
    self.sink = sink
    deflater = Deflater(level: level)
  }

  mutating func reserve(_ count: Int) { sink.reserve(count) }

  /// Begins a deflated entry that is given in pieces.
  mutating func beginEntry(_ name: String) throws(WritingError) { try beginEntry(Array(name.utf8)) }

  mutating func beginEntry(_ name: [UInt8]) throws(WritingError) {
    let entry = Entry(name: name, offset: sink.count, method: 8, hasGrowthRoom: true)
    entries.append(entry)
    deflater.reset()
    try sink.append(Self.localHeader(entry))
  }

  mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(WritingError) {
    try deflate(bytes, isLast: false)
  }

  /// Adds to an entry what was deflated apart; for `portable`.
  mutating func write(_ part: DeflatedPart) throws(WritingError) {
    let before = sink.count
    try deflater.endPart(to: &sink)
    try sink.append(part.bytes)
    deflater.pass(part)
    entries[entries.count - 1].compressedSize += sink.count - before
  }

  mutating func endEntry() throws(WritingError) {
    try deflate(UnsafeBufferPointer(start: nil, count: 0), isLast: true)
    var entry = entries.removeLast()
    entry.crc = deflater.crc
    entry.size = deflater.size
    try sink.overwrite(at: entry.offset, with: Self.localHeader(entry))
    entries.append(entry)
  }

  /// A whole entry at once.
  mutating func add(_ name: String, _ bytes: UnsafeBufferPointer<UInt8>) throws(WritingError) {
    try beginEntry(name)
    try write(bytes)
    try endEntry()
  }

  mutating func add(_ name: [UInt8], _ bytes: [UInt8]) throws(WritingError) {
    try beginEntry(name)
    var failure: WritingError?
    bytes.withUnsafeBufferPointer { buffer in
      do throws(WritingError) { try write(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    try endEntry()
  }

  /// A whole entry as another zip holds it, still compressed, byte for byte.
  mutating func copy(
    _ name: [UInt8], method: UInt16, crc: UInt32, size: Int, _ bytes: [UInt8]
  ) throws(WritingError) {
    var entry = Entry(name: name, offset: sink.count, method: method, hasGrowthRoom: false)
    entry.crc = crc
    entry.compressedSize = bytes.count
    entry.size = size
    try sink.append(Self.localHeader(entry))
    try sink.append(bytes)
    entries.append(entry)
  }

  /// The finished zip, or nothing when it went to a file.
  consuming func finish() throws(WritingError) -> [UInt8] {
    let start = sink.count
    for entry in entries { try sink.append(Self.centralHeader(entry)) }
    try sink.append(Self.endOfDirectory(entries.count, at: start, size: sink.count - start))
    return try sink.finish()
  }

  private mutating func deflate(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) throws(WritingError) {
    let before = sink.count
    try deflater.deflate(bytes, isLast: isLast, to: &sink)
    entries[entries.count - 1].compressedSize += sink.count - before
  }
}

// MARK: Records

extension ZipWriter {
  private static let limit32 = 0xFFFF_FFFF

  /// 4.3.7. Growth room is the padding that Office itself leaves (extra A220), as long as the zip64 extra that may replace it.
  private static func localHeader(_ entry: Entry) -> [UInt8] {
    let isLarge = entry.size >= limit32 || entry.compressedSize >= limit32
    var record = Record()
    record.u32(0x0403_4B50)
    record.u16(isLarge ? 45 : 20)
    record.common(entry, isLarge: isLarge)
    record.u16(UInt16(entry.name.count))
    record.u16(entry.hasGrowthRoom || isLarge ? 20 : 0)
    record.bytes += entry.name
    if isLarge {
      record.u16(0x0001)
      record.u16(16)
      record.u64(entry.size)
      record.u64(entry.compressedSize)
    } else if entry.hasGrowthRoom {
      record.u16(0xA220)
      record.u16(16)
      record.u16(0xA028)
      record.u16(16)
      record.bytes += [UInt8](repeating: 0, count: 12)
    }
    return record.bytes
  }

  /// 4.3.12.
  private static func centralHeader(_ entry: Entry) -> [UInt8] {
    let isLarge = entry.size >= limit32 || entry.compressedSize >= limit32
    let isFar = entry.offset >= limit32
    var record = Record()
    record.u32(0x0201_4B50)
    record.u16(isLarge || isFar ? 45 : 20)
    record.u16(isLarge || isFar ? 45 : 20)
    record.common(entry, isLarge: isLarge)
    record.u16(UInt16(entry.name.count))
    record.u16((isLarge || isFar ? 4 : 0) + (isLarge ? 16 : 0) + (isFar ? 8 : 0))
    record.u16(0)
    record.u16(0)
    record.u16(0)
    record.u32(0)
    record.u32(isFar ? limit32 : entry.offset)
    record.bytes += entry.name
    if isLarge || isFar {
      record.u16(0x0001)
      record.u16((isLarge ? 16 : 0) + (isFar ? 8 : 0))
      if isLarge {
        record.u64(entry.size)
        record.u64(entry.compressedSize)
      }
      if isFar { record.u64(entry.offset) }
    }
    return record.bytes
  }

  /// 4.3.14 to 4.3.16.
  private static func endOfDirectory(_ count: Int, at offset: Int, size: Int) -> [UInt8] {
    var record = Record()
    let needs64 = count >= 0xFFFF || offset >= limit32 || size >= limit32
    if needs64 {
      record.u32(0x0606_4B50)
      record.u64(44)
      record.u16(45)
      record.u16(45)
      record.u32(0)
      record.u32(0)
      record.u64(count)
      record.u64(count)
      record.u64(size)
      record.u64(offset)
      record.u32(0x0706_4B50)
      record.u32(0)
      record.u64(offset + size)
      record.u32(1)
    }
    record.u32(0x0605_4B50)
    record.u16(0)
    record.u16(0)
    record.u16(UInt16(min(count, 0xFFFF)))
    record.u16(UInt16(min(count, 0xFFFF)))
    record.u32(min(size, limit32))
    record.u32(min(offset, limit32))
    record.u16(0)
    return record.bytes
  }

  /// Little-endian fields.
  private struct Record {
    var bytes: [UInt8] = []

    mutating func u16(_ value: UInt16) { bytes += [UInt8(truncatingIfNeeded: value), UInt8(value >> 8)] }

    mutating func u32(_ value: Int) {
      for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    mutating func u64(_ value: Int) {
      for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    /// Flags to sizes, alike in both headers: names are UTF-8 (bit 11), the time is 1980-01-01.
    mutating func common(_ entry: Entry, isLarge: Bool) {
      u16(entry.name.allSatisfy { $0 < 0x80 } ? 0 : 0x800)
      u16(entry.method)
      u16(0)
      u16(0x21)
      u32(Int(entry.crc))
      u32(isLarge ? limit32 : entry.compressedSize)
      u32(isLarge ? limit32 : entry.size)
    }
  }
}
