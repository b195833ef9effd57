import CZlib

/// zlib's deflate, the same bytes on every machine.
struct ZlibDeflateStream: ~Copyable {
  /// On the heap, where it stays: the library keeps pointers into it.
  private let stream: UnsafeMutablePointer<z_stream>
  private let room: UnsafeMutablePointer<UInt8>
  private let initCode: Int32

  /// Whether every windowful is squeezed by itself. zlib moves its window along after each 32 KiB and renumbers all it
  /// knows of it, which takes a third of its instructions; forgetting all instead costs a table a twelfth in size.
  private let forgets: Bool
  /// Bytes since the window was empty.
  private var filled = 0

  private static let roomSize = 256 * 1024
  /// Two windows of 32 KiB, less what zlib keeps free before it moves them (`MIN_LOOKAHEAD`), and some to spare.
  private static let windowful = 65_000

  /// `effort` is zlib's level, 1 to 9.
  init(effort: Int32, forgets: Bool) {
    self.forgets = forgets
    room = .allocate(capacity: Self.roomSize)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Negative window bits: no zlib header, as a zip wants it.
    // A smaller table of what was seen is emptied faster, and a windowful seldom fills it.
    initCode = czlib_deflate_init(stream, effort, -15, forgets ? 7 : 8)
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    room.deallocate()
  }

  mutating func reset() {
    deflateReset(stream)
    filled = 0
  }

  mutating func deflate(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout ByteSink
  ) throws(WritingError) {
    var rest = bytes[...]
    while forgets, rest.count >= Self.windowful - filled {
      let piece = rest.prefix(Self.windowful - filled)
      try deflate(UnsafeBufferPointer(rebasing: piece), Z_FULL_FLUSH, to: &output)
      rest = rest.dropFirst(piece.count)
      filled = 0
    }
    filled += rest.count
    try deflate(UnsafeBufferPointer(rebasing: rest), isLast ? Z_FINISH : Z_NO_FLUSH, to: &output)
  }

  private mutating func deflate(
    _ bytes: UnsafeBufferPointer<UInt8>, _ flush: Int32, to output: inout ByteSink
  ) throws(WritingError) {
    guard initCode == Z_OK else { throw WritingError(.compression(code: Int(initCode))) }
    stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    stream.pointee.avail_in = UInt32(bytes.count)
    repeat {
      stream.pointee.next_out = room
      stream.pointee.avail_out = UInt32(Self.roomSize)
      let code = CZlib.deflate(stream, flush)
      // Z_BUF_ERROR: nothing to do, which is no fault.
      guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
        throw WritingError(.compression(code: Int(code)))
      }
      let produced = Self.roomSize - Int(stream.pointee.avail_out)
      if produced > 0 { try output.append(UnsafeBufferPointer(start: room, count: produced)) }
    } while stream.pointee.avail_out == 0
  }
}
