/// Eight bytes of a text looked at together. Each test gives a word in which the high bit marks the bytes that pass: the
/// lowest mark is always right, one above it may be too many.
struct EightBytes {
  static let count = 8

  let word: UInt64

  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  func equal(to byte: UInt8) -> UInt64 { Self.zeros(word ^ Self.eight(byte)) }

  /// - Parameter byte: at most 0x80.
  @inline(__always)
  func less(than byte: UInt8) -> UInt64 { (word &- Self.eight(byte)) & ~word & Self.eight(0x80) }

  var isASCII: Bool { word & Self.eight(0x80) == 0 }

  /// Which of the eight bytes the lowest mark stands for.
  @inline(__always)
  static func first(_ marks: UInt64) -> Int { marks.trailingZeroBitCount / 8 }

  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- eight(0x01)) & ~word & eight(0x80) }

  @inline(__always)
  private static func eight(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
