/// Texts as numbers that stand in the same order. Thousands of rows are put in order by days and by numbers of cases, which
/// nearly all are short: those are compared without being looked at.
struct TextOrder: Sendable {
  /// Equal for equal texts, and for no others.
  struct Rank: Hashable {
    fileprivate var bits: UInt128

    /// Of no text; it stands before all others.
    static let none = Self(bits: 0)
  }

  private var longTexts: [String] = []
  private var longRanks: [String: Rank] = [:]

  /// Of a short one the number holds all bytes and how many there are.
  private static let mostBytes = 15
  /// Marks a long one; its place is the rest. No text of ASCII begins with this bit.
  private static let long = UInt128(1) << 127

  mutating func rank(of text: String?) -> Rank {
    guard var text else { return .none }
    if let bits = text.withUTF8(Self.bits) { return Rank(bits: bits) }
    if let known = longRanks[text] { return known }
    let rank = Rank(bits: Self.long | UInt128(longTexts.count))
    longTexts.append(text)
    longRanks[text] = rank
    return rank
  }

  /// As `String` orders them.
  @inline(__always)
  func precedes(_ left: Rank, _ right: Rank) -> Bool {
    (left.bits | right.bits) < Self.long ? left.bits < right.bits : isTextLess(left, right)
  }

  @inline(never)
  private func isTextLess(_ left: Rank, _ right: Rank) -> Bool {
    guard left != right, let right = text(right) else { return false }
    guard let left = text(left) else { return true }
    return left < right
  }

  private func text(_ rank: Rank) -> String? {
    if rank == .none { return nil }
    if rank.bits >= Self.long { return longTexts[Int(rank.bits ^ Self.long)] }
    let bytes = (1...Self.mostBytes).reversed().map { UInt8(truncatingIfNeeded: rank.bits >> UInt128($0 * 8)) }
    return String(decoding: bytes.prefix(Int(rank.bits & 0xFF) - 1), as: UTF8.self)
  }

  /// Nil for what is too long, or ordered by more than its bytes.
  private static func bits(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt128? {
    guard utf8.count <= mostBytes else { return nil }
    var (bits, all) = (UInt128(0), UInt8(0))
    for byte in utf8 {
      bits = bits << 8 | UInt128(byte)
      all |= byte
    }
    guard all < 0x80 else { return nil }
    // The count goes last: of two texts of which one begins the other the shorter is less.
    return bits << UInt128((mostBytes + 1 - utf8.count) * 8) | UInt128(utf8.count + 1)
  }
}
