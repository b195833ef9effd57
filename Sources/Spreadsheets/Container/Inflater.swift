import CISAL

/// ISA-L's inflate, a window at a time. Its state stays where it is allocated: the C side points into it.
struct Inflater: ~Copyable {
  private let state: UnsafeMutablePointer<inflate_state>

  init() {
    state = .allocate(capacity: 1)
    isal_inflate_init(state)
  }

  deinit { state.deallocate() }

  /// Whether the last block has been given out in full.
  var isFinished: Bool { state.pointee.block_state == ISAL_BLOCK_FINISH }

  /// Inflates from `input` to `output` until one of the two is used up, and says how far it came in each.
  mutating func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(InflateError) -> (read: Int, written: Int) {
    point(to: input, output)
    let result = isal_inflate(state)
    guard result == ISAL_DECOMP_OK || result == ISAL_END_INPUT || result == ISAL_OUT_OVERFLOW else {
      throw InflateError()
    }
    return (input.count - Int(state.pointee.avail_in), output.count - Int(state.pointee.avail_out))
  }

  private func point(to input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) {
    state.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    state.pointee.avail_in = UInt32(clamping: input.count)
    state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_out = UInt32(clamping: output.count)
  }

  /// The CRC-32 of a zip entry, carried on from the bytes before.
  static func crc(_ bytes: UnsafeRawBufferPointer, after crc: UInt32) -> UInt32 {
    crc32_gzip_refl(crc, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
  }
}

/// The bytes are no deflate stream.
struct InflateError: Error {}
