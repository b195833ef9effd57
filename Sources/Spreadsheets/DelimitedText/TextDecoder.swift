/// The UTF-8 of a text file, a window at a time, and where bytes were lost on the way.
struct TextDecoder: ~Copyable {
  /// Where bytes are no text of the encoding, the first 1,000 of them. What is lost becomes U+FFFD.
  private(set) var losses: [DecodingLoss] = []

  private let encoding: TextEncoding
  /// Whether the bytes are their own UTF-8.
  private let isSound: Bool
  /// Where in the file the bytes begin that are not decoded yet.
  private var offset: Int
  private var line = 1
  private var isAfterReturn = false
  private let input: Window

  init(_ detection: EncodingDetection, windowBytes: Int = ByteSource.windowBytes) {
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
    if losses.count < 1_000 { losses.append(DecodingLoss(offset: offset + index, line: line)) }
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
        let byte = bytes[index]
        if byte < 0x80 {
          note(byte)
          room[written] = byte
          written += 1
          index += 1
          continue
        }
        isAfterReturn = false
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
