/// Sixteen bytes of a text looked at together.
struct SixteenBytes {
  static let count = 16

  /// Which of them pass a test.
  typealias Marks = SIMDMask<SIMD16<Int8>>

  let bytes: SIMD16<UInt8>

  @inline(__always)
  init(_ bytes: SIMD16<UInt8>) { self.bytes = bytes }

  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    self.bytes = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
  }

  /// The first eight and the last eight of a text that is no longer than sixteen; nil for one of less than eight.
  @inline(__always)
  init?(endsOf text: UnsafeRawBufferPointer) {
    guard (8...Self.count).contains(text.count) else { return nil }
    let halves = SIMD2(
      text.loadUnaligned(as: UInt64.self), text.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self))
    bytes = unsafeBitCast(halves, to: SIMD16<UInt8>.self)
  }

  /// Puts the ends of a text of so many bytes where the text shall be.
  @inline(__always)
  func store(to target: UnsafeMutableRawPointer, count: Int) {
    let halves = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    target.storeBytes(of: halves[0], as: UInt64.self)
    target.storeBytes(of: halves[1], toByteOffset: count - 8, as: UInt64.self)
  }

  @inline(__always)
  func equal(to byte: UInt8) -> Marks { bytes .== SIMD16(repeating: byte) }

  @inline(__always)
  func less(than byte: UInt8) -> Marks { bytes .< SIMD16(repeating: byte) }

  @inline(__always)
  func lie(in range: ClosedRange<UInt8>) -> Marks {
    (bytes &- SIMD16(repeating: range.lowerBound)) .<= SIMD16(repeating: range.upperBound - range.lowerBound)
  }

  /// The first from a place on that is marked.
  @inline(__always)
  func first(_ marks: Marks, from start: Int) -> Int? {
    let halves = unsafeBitCast(marks, to: SIMD2<UInt64>.self)
    if halves[0] | halves[1] == 0 { return nil }
    // What lies before is shifted out; a shift by all 64 bits leaves nothing.
    let (lowBits, highBits) = (8 * start, max(8 * start, 64) - 64)
    let low = (halves[0].littleEndian >> lowBits) << lowBits
    let high = (halves[1].littleEndian >> highBits) << highBits
    if low | high == 0 { return nil }
    return low != 0 ? low.trailingZeroBitCount / 8 : 8 + high.trailingZeroBitCount / 8
  }

  /// The first that is marked.
  @inline(__always)
  func first(_ marks: Marks) -> Int? {
    // A mark is a byte of ones.
    let halves = unsafeBitCast(marks, to: SIMD2<UInt64>.self)
    if halves[0] | halves[1] == 0 { return nil }
    return halves[0] != 0
      ? halves[0].littleEndian.trailingZeroBitCount / 8 : 8 + halves[1].littleEndian.trailingZeroBitCount / 8
  }

  var areASCII: Bool {
    let halves = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    return (halves[0] | halves[1]) & 0x8080_8080_8080_8080 == 0
  }

  /// Whether so many of them are ASCII.
  @inline(__always)
  func areASCII(upTo count: Int) -> Bool {
    let halves = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    // What lies behind them is shifted out.
    let (first, second) = (min(count, 8), max(count, 8) - 8)
    let seen = halves[0].littleEndian << (64 - 8 * first) | halves[1].littleEndian << (64 - 8 * second)
    return seen & 0x8080_8080_8080_8080 == 0
  }
}
