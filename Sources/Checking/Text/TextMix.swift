/// A quick number for a text, by which it is looked up where it may be taken for another: from its length and its bytes, of
/// a long text from some of them.
enum TextMix {
  /// Words of eight bytes that are looked at, and the last one.
  private static let most = 16

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard bytes.count >= 8 else { return bytes.reduce(UInt64(bytes.count)) { $0 << 8 | UInt64($1) } &* odd }
    func word(_ offset: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
    // Texts that differ in a digit somewhere in the middle are many.
    let step = bytes.count <= 8 * most ? 8 : bytes.count / most
    var mixed = UInt64(bytes.count)
    var offset = 0
    while offset < bytes.count - 8 {
      mixed = (mixed ^ word(offset)) &* odd
      offset += step
    }
    return (mixed ^ word(bytes.count - 8)) &* odd
  }

  /// From the length and the ends of a text alone.
  static func ends(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard bytes.count >= 4 else { return of(bytes) }
    let first = bytes.loadUnaligned(as: UInt32.self)
    let last = bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self)
    return UInt64(first) << 32 ^ UInt64(last) ^ UInt64(bytes.count) << 24
  }

  static func of(_ number: Double) -> UInt64 { number.bitPattern &* odd }

  /// From all bytes of a text, by secrets of this run: nobody can write texts that come to the same.
  static func whole(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var mixed = secrets.0 ^ UInt64(bytes.count)
    func take(_ word: UInt64) {
      let (high, low) = (mixed ^ word).multipliedFullWidth(by: secrets.1)
      mixed = high ^ low
    }
    if bytes.count < 8 {
      take(bytes.reduce(0) { $0 << 8 | UInt64($1) })
      return mixed
    }
    var index = 0
    while index + 8 < bytes.count {
      take(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    // The last word may overlap the one before.
    take(bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
    return mixed
  }

  static func whole(_ text: String) -> UInt64 {
    text.utf8Span.span.bytes.withUnsafeBytes { whole($0) }
  }

  /// The second is odd.
  private static let secrets = (UInt64.random(in: 0...UInt64.max), UInt64.random(in: 0...UInt64.max) | 1)

  /// One of 2^`bits` places.
  static func place(_ mixed: UInt64, bits: Int) -> Int { Int((mixed &* odd) >> (64 - bits)) }

  /// 2^64 by the golden ratio: neighbours come far from each other.
  private static let odd: UInt64 = 0x9E37_79B9_7F4A_7C15
}
