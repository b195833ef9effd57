import CZlib

/// zlib's deflate, the same bytes on every machine.
struct ZlibDeflateStream: ~Copyable {
  /// On the heap, where it stays: the library keeps pointers into it.
  private let stream: UnsafeMutablePointer<z_stream>
  private let room: UnsafeMutablePointer<UInt8>
  private let initCode: Int32

  private static let roomSize = 256 * 1024

  /// `effort` is zlib's level, 1 to 9.
  init(effort: Int32) {
    room = .allocate(capacity: Self.roomSize)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Negative window bits: no zlib header, as a zip wants it.
    initCode = czlib_deflate_init(stream, effort, -15)
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    room.deallocate()
  }

  mutating func reset() { deflateReset(stream) }

  mutating func deflate(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout ByteSink
  ) throws(WritingError) {
    guard initCode == Z_OK else { throw WritingError(.compression(code: Int(initCode))) }
    stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    stream.pointee.avail_in = UInt32(bytes.count)
    repeat {
      stream.pointee.next_out = room
      stream.pointee.avail_out = UInt32(Self.roomSize)
      let code = CZlib.deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
      // Z_BUF_ERROR: nothing to do, which is no fault.
      guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
        throw WritingError(.compression(code: Int(code)))
      }
      let produced = Self.roomSize - Int(stream.pointee.avail_out)
      if produced > 0 { try output.append(UnsafeBufferPointer(start: room, count: produced)) }
    } while stream.pointee.avail_out == 0
  }
}
