/// A quick number for a text, by which it is looked up where it may be taken for another: from its length and its bytes at
/// the beginning, in the middle and at the end.
enum TextMix {
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard bytes.count >= 8 else { return bytes.reduce(UInt64(bytes.count)) { $0 << 8 | UInt64($1) } &* odd }
    func word(_ offset: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
    let (first, middle, last) = (word(0), word((bytes.count - 8) / 2), word(bytes.count - 8))
    return ((first &* odd ^ middle) &* odd ^ last) &* odd ^ UInt64(bytes.count)
  }

  static func of(_ number: Double) -> UInt64 { number.bitPattern &* odd }

  /// One of 2^`bits` places.
  static func place(_ mixed: UInt64, bits: Int) -> Int { Int((mixed &* odd) >> (64 - bits)) }

  /// 2^64 by the golden ratio: neighbours come far from each other.
  private static let odd: UInt64 = 0x9E37_79B9_7F4A_7C15
}
