/// The UTF-8 of a text file, a window at a time, and where bytes were lost on the way.
struct TextDecoder: ~Copyable {
  /// Where bytes are no text of the encoding. What is lost becomes U+FFFD.
  private(set) var losses = DecodingLosses()

  private let encoding: TextEncoding
  /// Whether the bytes are their own UTF-8.
  private let isSound: Bool
  /// Where in the file the bytes begin that are not decoded yet.
  private var offset: Int
  private var line = 1
  private var isAfterReturn = false
  private let input: Window
  /// How many losses are kept with their place.
  private let keptLosses: Int

  init(_ detection: EncodingDetection, keptLosses: Int, windowBytes: Int = ByteSource.windowBytes) {
    self.keptLosses = keptLosses
    input = Window(byteCount: windowBytes / 4)
    encoding = detection.encoding
    isSound = detection.isSound
    offset = detection.start
  }

  /// Fills `room`, which holds 16 bytes at least, as far as whole characters go; 0 only at the end.
  mutating func read(
    from source: borrowing ByteSource, into room: UnsafeMutableRawBufferPointer
  ) throws(SpreadsheetError) -> Int {
    if isSound {
      let count = try source.read(into: room, at: offset)
      offset += count
      return count
    }
    var written = 0
    while written + 8 <= room.count {
      let count = try source.read(into: input.bytes, at: offset)
      guard count > 0 else { break }
      let bytes = UnsafeRawBufferPointer(rebasing: input.bytes[..<count])
      let output = UnsafeMutableRawBufferPointer(rebasing: room[written...])
      let isLast = count < input.bytes.count || offset + count >= source.count
      let moved =
        switch encoding {
        case .utf8: decodeUTF8(bytes, isLast, into: output)
        case .gb18030: decodeGB18030(bytes, isLast, into: output)
        case .utf16LittleEndian: decodeUTF16(bytes, isLast, 0, into: output)
        case .utf16BigEndian: decodeUTF16(bytes, isLast, 1, into: output)
        }
      offset += moved.read
      written += moved.written
    }
    return written
  }

  private typealias Moved = (read: Int, written: Int)

  @inline(__always)
  private mutating func note(_ byte: UInt8) {
    guard byte <= 0x0D else {
      isAfterReturn = false
      return
    }
    if byte == 0x0D || byte == 0x0A && !isAfterReturn { line += 1 }
    isAfterReturn = byte == 0x0D
  }

  private mutating func lose(at index: Int, into room: UnsafeMutableRawBufferPointer, _ written: inout Int) {
    losses.count += 1
    if losses.first.count < keptLosses { losses.first.append(DecodingLoss(offset: offset + index, line: line)) }
    Self.write(Unicode.Scalar(0xFFFD as UInt16).unsafelyUnwrapped, into: room, &written)
  }

  @inline(__always)
  private static func write(
    _ scalar: Unicode.Scalar, into room: UnsafeMutableRawBufferPointer, _ written: inout Int
  ) {
    for byte in Unicode.UTF8.encode(scalar).unsafelyUnwrapped {
      room[written] = byte
      written += 1
    }
  }

  private mutating func decodeUTF8(
    _ bytes: UnsafeRawBufferPointer, _ isLast: Bool, into room: UnsafeMutableRawBufferPointer
  ) -> Moved {
    var index = 0
    var written = 0
    while index < bytes.count, written + 4 <= room.count, isLast || index + 4 <= bytes.count {
      let length = UTF8Survey.length(of: bytes, at: index)
      note(bytes[index])
      if length == 0 { lose(at: index, into: room, &written) }
      for place in index..<(index + length) {
        room[written] = bytes[place]
        written += 1
      }
      index += max(1, length)
    }
    return (index, written)
  }

  private mutating func decodeGB18030(
    _ bytes: UnsafeRawBufferPointer, _ isLast: Bool, into room: UnsafeMutableRawBufferPointer
  ) -> Moved {
    GB18030.pairs.withUnsafeBufferPointer { pairs in
      var index = 0
      var written = 0
      while index < bytes.count, written + 4 <= room.count, isLast || index + 4 <= bytes.count {
        let start = index
        Self.moveRun(of: bytes, &index, into: room, &written, pairs)
        if index > start { isAfterReturn = false }
        guard index < bytes.count, written + 4 <= room.count, isLast || index + 4 <= bytes.count else { break }
        let byte = bytes[index]
        note(byte)
        if byte < 0x80 {
          room[written] = byte
          written += 1
          index += 1
          continue
        }
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        let entry = pairs[Int(byte & 0x7F) << 8 | Int(next)]
        if entry != 0 {
          // The fourth byte is written over by what follows.
          room.storeBytes(of: entry.littleEndian, toByteOffset: written, as: UInt32.self)
          written += Int(entry >> 24)
          index += 2
        } else if index + 4 <= bytes.count,
          let scalar = GB18030.scalar(byte, next, bytes[index + 2], bytes[index + 3])
        {
          Self.write(scalar, into: room, &written)
          index += 4
        } else {
          lose(at: index, into: room, &written)
          index += 1
        }
      }
      return (index, written)
    }
  }

  /// Moves what needs no second look, eight bytes at a time: ASCII without a line end, and pairs of three bytes of UTF-8.
  @inline(__always)
  private static func moveRun(
    of bytes: UnsafeRawBufferPointer, _ index: inout Int, into room: UnsafeMutableRawBufferPointer,
    _ written: inout Int, _ pairs: UnsafeBufferPointer<UInt32>
  ) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    while index + 8 <= bytes.count, written + 16 <= room.count {
      let eight = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      // The high bit of each byte that is no ASCII or is below 0x0E.
      let stops = (eight &- ones &* 0x0E | eight) & highs
      let plain = stops == 0 ? 8 : stops.trailingZeroBitCount / 8
      if plain > 0 {
        // What is more than plain is written over by what follows.
        room.storeBytes(of: eight.littleEndian, toByteOffset: written, as: UInt64.self)
        written += plain
        index += plain
        continue
      }
      var moved = 0
      while moved < 8 {
        let pair = Int(eight >> (UInt64(moved) * 8) & 0xFFFF)
        let entry = pairs[(pair & 0x7F) << 8 | pair >> 8]
        guard pair & 0x80 != 0, entry >> 24 == 3 else { break }
        room.storeBytes(of: entry.littleEndian, toByteOffset: written, as: UInt32.self)
        written += 3
        moved += 2
      }
      guard moved > 0 else { return }
      index += moved
    }
  }

  /// `high` is the place of the high byte after `1 - high`'s low one: 0 where the low byte comes first.
  private mutating func decodeUTF16(
    _ bytes: UnsafeRawBufferPointer, _ isLast: Bool, _ order: Int, into room: UnsafeMutableRawBufferPointer
  ) -> Moved {
    func unit(_ index: Int) -> UInt32 {
      UInt32(bytes[index + order]) | UInt32(bytes[index + 1 - order]) << 8
    }
    var index = 0
    var written = 0
    while index < bytes.count, written + 4 <= room.count, isLast || index + 4 <= bytes.count {
      guard index + 1 < bytes.count else {
        lose(at: index, into: room, &written)
        index += 1
        continue
      }
      var value = unit(index)
      var length = 2
      if value & 0xFC00 == 0xD800, index + 3 < bytes.count, case let low = unit(index + 2), low & 0xFC00 == 0xDC00 {
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        length = 4
      }
      note(UInt8(clamping: value))
      if let scalar = Unicode.Scalar(value) {
        Self.write(scalar, into: room, &written)
      } else {
        lose(at: index, into: room, &written)
      }
      index += length
    }
    return (index, written)
  }
}
