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
    let text = UnsafeRawBufferPointer(utf8)
    let halves = (half(text, from: 0), half(text, from: 8))
    guard (halves.0 | halves.1) & 0x8080_8080_8080_8080 == 0 else { return nil }
    // The count goes last: of two texts of which one begins the other the shorter is less.
    return UInt128(halves.0) << 64 | UInt128(halves.1) | UInt128(utf8.count + 1)
  }

  /// Eight bytes of a text, the first highest, and zeros behind its end.
  @inline(__always)
  private static func half(_ text: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
    let count = text.count - start
    if count >= 8 { return UInt64(bigEndian: text.loadUnaligned(fromByteOffset: start, as: UInt64.self)) }
    if start > 0, count > 0 {
      // The last eight of the text hold them all.
      let word = UInt64(bigEndian: text.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self))
      return word << UInt64((8 - count) * 8)
    }
    var bits: UInt64 = 0
    for index in 0..<max(count, 0) { bits |= UInt64(text[index]) << UInt64(56 - 8 * index) }
    return bits
  }

  /// A number that stands in the same order, and is the same for the same text; nil for a long one.
  var number: UInt128? {
    switch self {
    case .none: 0
    case .short(let bits): bits
    case .long: nil
    }
  }

  var text: String {
    switch self {
    case .none: return ""
    case .long(let text): return text
    case .short(let bits): return Self.withUTF8(ofNumber: bits) { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// The text that has a number.
  @inline(__always)
  static func withUTF8<Result>(ofNumber number: UInt128, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withUnsafeBytes(of: number.bigEndian) { bytes in
      let count = max(Int(truncatingIfNeeded: number & 0xFF) - 1, 0)
      return bytes.withMemoryRebound(to: UInt8.self) { body(UnsafeBufferPointer(rebasing: $0.prefix(count))) }
    }
  }

  static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.short(let left), .short(let right)): left == right
    case (.long(let left), .long(let right)): left == right
    case (.none, .none): true
    default: false
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
