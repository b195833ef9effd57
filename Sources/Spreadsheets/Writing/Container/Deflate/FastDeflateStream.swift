import CISAL

/// ISA-L's level 1: over a gigabyte a second. It picks its code by the processor, so bytes are the same from run to run on
/// one kind of machine.
struct FastDeflateStream: ~Copyable {
  /// On the heap, where it stays: the library keeps pointers into it.
  private let stream: UnsafeMutablePointer<isal_zstream>
  private let levelBuffer: UnsafeMutablePointer<UInt8>
  private let room: UnsafeMutablePointer<UInt8>

  /// More than `ISAL_DEF_LVL1_DEFAULT`, which is a macro that Swift does not see.
  private static let levelBufferSize = 320 * 1024
  private static let roomSize = 256 * 1024

  init() {
    levelBuffer = .allocate(capacity: Self.levelBufferSize)
    room = .allocate(capacity: Self.roomSize)
    let layout = MemoryLayout<isal_zstream>.self
    stream = UnsafeMutableRawPointer.allocate(byteCount: layout.size, alignment: layout.alignment)
      .bindMemory(to: isal_zstream.self, capacity: 1)
    reset()
  }

  deinit {
    UnsafeMutableRawPointer(stream).deallocate()
    levelBuffer.deallocate()
    room.deallocate()
  }

  mutating func reset() {
    isal_deflate_init(stream)
    stream.pointee.level = 1
    stream.pointee.level_buf = levelBuffer
    stream.pointee.level_buf_size = UInt32(Self.levelBufferSize)
    stream.pointee.flush = UInt16(NO_FLUSH)
  }

  mutating func deflate(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout ByteSink
  ) throws(WritingError) {
    stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    stream.pointee.avail_in = UInt32(bytes.count)
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
