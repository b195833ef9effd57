import CISAL
import CZlib

/// A raw deflate stream (RFC 1951) in constant memory, with the CRC-32 of what went in.
struct Deflater: ~Copyable {
  private var fast: FastDeflateStream?
  private var markup: MarkupDeflateStream?
  private var zlib: ZlibDeflateStream?

  private(set) var crc: UInt32 = 0
  /// Bytes that went in.
  private(set) var size = 0
  /// Bytes of the markup given last that had been taken in before.
  private var known = 0

  init(level: CompressionLevel) {
    switch level {
    case .fast: fast = FastDeflateStream()
    case .portable: markup = MarkupDeflateStream()
    case .compact: zlib = ZlibDeflateStream(effort: 6)
    }
  }

  /// Ready for another stream.
  mutating func reset() {
    fast?.reset()
    markup?.reset()
    zlib?.reset()
    crc = 0
    size = 0
    known = 0
  }

  /// Ends a part of a stream, which may follow any other; for `portable`.
  mutating func endPart(to output: inout ByteSink) throws(WritingError) { try markup?.align(to: &output) }

  /// The same of a stream that comes in `markup`.
  mutating func endPart(_ markup: inout XMLOutput, to output: inout ByteSink) throws(WritingError) {
    takeNotice(of: markup)
    try self.markup?.align(&markup, to: &output)
    known = 0
  }

  /// Takes in what was added to `markup` since the last time, and leaves there what a part's rest, to be added to it, may
  /// repeat; for `portable`.
  mutating func deflate(_ markup: inout XMLOutput, to output: inout ByteSink) throws(WritingError) {
    takeNotice(of: markup)
    try self.markup?.deflate(&markup, to: &output)
    known = markup.count
  }

  private mutating func takeNotice(of markup: borrowing XMLOutput) {
    takeNotice(of: UnsafeBufferPointer(rebasing: markup.bytes[known...]))
  }

  private mutating func takeNotice(of bytes: UnsafeBufferPointer<UInt8>) {
    if let base = bytes.baseAddress { crc = crc32_gzip_refl(crc, base, UInt64(bytes.count)) }
    size += bytes.count
  }

  /// Takes notice of a part that was deflated apart and comes next.
  mutating func pass(_ part: borrowing DeflatedPart) {
    crc = UInt32(truncatingIfNeeded: crc32_combine(UInt(crc), UInt(part.crc), part.size))
    size += part.size
  }

  /// Takes all of `bytes` in and hands on what comes out.
  mutating func deflate(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout ByteSink
  ) throws(WritingError) {
    // The libraries count what is given in 32 bits.
    var rest = bytes[...]
    repeat {
      let piece = UnsafeBufferPointer(rebasing: rest.prefix(1 << 30))
      rest = rest.dropFirst(piece.count)
      takeNotice(of: piece)
      let isLastPiece = isLast && rest.isEmpty
      if fast != nil {
        try fast!.deflate(piece, isLast: isLastPiece, to: &output)
      } else if markup != nil {
        try markup!.deflate(piece, isLast: isLastPiece, to: &output)
      } else {
        try zlib!.deflate(piece, isLast: isLastPiece, to: &output)
      }
    } while !rest.isEmpty
  }
}
