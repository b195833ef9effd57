/// A text by which rows are put in order. Nearly all, days and numbers of cases, are short: those are compared as numbers.
enum OrderedText: Hashable, Sendable {
  /// No text, which stands before all others.
  case none
  /// All bytes, and how many there are; never zero.
  case short(UInt128)
  case long(String)

  private static let mostBytes = 15

  init(_ text: String?) {
    guard var text else {
      self = .none
      return
    }
    self = text.withUTF8(Self.bits).map(Self.short) ?? .long(text)
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

  /// A number that stands in the same order, and is the same for the same text; nil for a long one.
  var number: UInt128? {
    switch self {
    case .none: 0
    case .short(let bits): bits
    case .long: nil
    }
  }

  private var text: String {
    switch self {
    case .none: return ""
    case .long(let text): return text
    case .short(let bits):
      let bytes = (1...Self.mostBytes).reversed().map { UInt8(truncatingIfNeeded: bits >> UInt128($0 * 8)) }
      return String(decoding: bytes.prefix(Int(bits & 0xFF) - 1), as: UTF8.self)
    }
  }
}

/// As `String` orders texts.
extension OrderedText: Comparable {
  @inline(__always)
  static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.short(let left), .short(let right)): left < right
    case (.none, _): right != .none
    case (_, .none): false
    default: isTextLess(left, right)
    }
  }

  @inline(never)
  private static func isTextLess(_ left: Self, _ right: Self) -> Bool { left.text < right.text }
}
