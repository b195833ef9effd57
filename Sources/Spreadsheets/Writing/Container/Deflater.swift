import CISAL

/// A raw deflate stream (RFC 1951) in constant memory, with the CRC-32 of what went in.
///
/// ISA-L rather than zlib: several times its speed at about its size. It picks its code by the processor, so bytes are the
/// same from run to run on one kind of machine.
struct Deflater: ~Copyable {
  private let stream: UnsafeMutablePointer<isal_zstream>
  private let levelBuffer: UnsafeMutablePointer<UInt8>
  private let levelBufferSize: Int
  private let level: UInt32
  private let room: UnsafeMutablePointer<UInt8>
  private static let roomSize = 256 * 1024

  private(set) var crc: UInt32 = 0
  /// Bytes that went in.
  private(set) var size = 0

  init(level: CompressionLevel) {
    self.level = level == .fast ? 1 : 3
    levelBufferSize = 1 << 20
    levelBuffer = .allocate(capacity: levelBufferSize)
    room = .allocate(capacity: Self.roomSize)
    // On the heap, where it stays: the library keeps pointers into it.
    stream =
      UnsafeMutableRawPointer
      .allocate(byteCount: MemoryLayout<isal_zstream>.size, alignment: MemoryLayout<isal_zstream>.alignment)
      .bindMemory(to: isal_zstream.self, capacity: 1)
    reset()
  }

  deinit {
    UnsafeMutableRawPointer(stream).deallocate()
    levelBuffer.deallocate()
    room.deallocate()
  }

  /// Ready for another stream.
  mutating func reset() {
    isal_deflate_init(stream)
    stream.pointee.level = level
    stream.pointee.level_buf = levelBuffer
    stream.pointee.level_buf_size = UInt32(levelBufferSize)
    stream.pointee.flush = UInt16(NO_FLUSH)
    crc = 0
    size = 0
  }

  /// Takes all of `bytes` in and hands on what comes out.
  mutating func deflate(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout ByteSink
  ) throws(WritingError) {
    // avail_in is 32 bits wide.
    var rest = bytes[...]
    repeat {
      let piece = UnsafeBufferPointer(rebasing: rest.prefix(1 << 30))
      rest = rest.dropFirst(piece.count)
      try deflatePiece(piece, isLast: isLast && rest.isEmpty, to: &output)
    } while !rest.isEmpty
  }

  private mutating func deflatePiece(
    _ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout ByteSink
  ) throws(WritingError) {
    if let base = piece.baseAddress { crc = crc32_gzip_refl(crc, base, UInt64(piece.count)) }
    size += piece.count
    stream.pointee.next_in = UnsafeMutablePointer(mutating: piece.baseAddress)
    stream.pointee.avail_in = UInt32(piece.count)
    stream.pointee.end_of_stream = isLast ? 1 : 0
    repeat {
      stream.pointee.next_out = room
      stream.pointee.avail_out = UInt32(Self.roomSize)
      let code = isal_deflate(stream)
      guard code == COMP_OK else { throw WritingError(.compression(code: Int(code))) }
      let produced = Self.roomSize - Int(stream.pointee.avail_out)
      if produced > 0 { try output.append(UnsafeBufferPointer(start: room, count: produced)) }
    } while stream.pointee.avail_out == 0
  }
}
