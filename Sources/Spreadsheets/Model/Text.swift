import Glibc

/// A text value that becomes a `String` only when asked.
///
/// Texts of one file share the memory that they were read into. Two texts are equal when their bytes are: unlike `String`,
/// `Text` tells a composed `é` from `e` with a combining accent.
///
/// ```swift
/// let text: Text = "鼓东街道"
/// print(text.utf8.count, text.string.hasSuffix("街道"))  // 12 true
/// ```
public struct Text: Sendable {
  @usableFromInline let bytes: [UInt8]
  @usableFromInline let start: UInt32
  @usableFromInline let end: UInt32

  public init(_ string: String) {
    bytes = Array(string.utf8)
    start = 0
    end = UInt32(clamping: bytes.count)
  }

  /// A part of `bytes`, which must be UTF-8; `start` is at most `end`, and `end` at most their count.
  init(bytes: [UInt8], start: UInt32, end: UInt32) {
    self.bytes = bytes
    self.start = start
    self.end = end
  }

  init(bytes: [UInt8]) {
    self.init(bytes: bytes, start: 0, end: UInt32(clamping: bytes.count))
  }

  /// The text as a new `String`.
  public var string: String {
    withBytes { bytes in
      // It is UTF-8 since it was read: that need not be found out with every use.
      let text = UTF8Span(
        unchecked: bytes.bindMemory(to: UInt8.self).span, isKnownASCII: bytes.allSatisfy { $0 < 0x80 })
      return String(copying: text)
    }
  }

  /// The text in UTF-8, without a copy.
  public var utf8: ArraySlice<UInt8> { bytes[Int(start)..<Int(end)] }

  public var isEmpty: Bool { start == end }

  /// Shows the text in UTF-8 to `body`, for modules that look at every cell.
  @inlinable package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[Int(start)..<Int(end)])) }
  }

  @inlinable package var byteCount: Int { Int(end - start) }
}

extension Text: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    let count = left.utf8.count
    guard count == right.utf8.count else { return false }
    return left.utf8.withUnsafeBytes { left in
      right.utf8.withUnsafeBytes { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return true }
        return memcmp(left, right, count) == 0
      }
    }
  }

  public func hash(into hasher: inout Hasher) {
    utf8.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

extension Text: ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral value: String) { self.init(value) }
  public var description: String { string }
}
