import Glibc

/// Texts by what they begin and end with: one that comes again is the same `String`. Of two that want the same place the
/// later stays: it never grows.
struct RecentTexts: Sendable {
  /// None until the first is met.
  private var texts: [String] = []

  private static let bits = 8
  /// Up to so many bytes a String holds in itself.
  private static let inline = 15
  /// In bytes. A longer text hardly comes twice.
  private static let longest = 1024

  /// - Parameter bytes: must be UTF-8.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> String {
    func copy() -> String { String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: isASCII)) }
    guard bytes.count > Self.inline, bytes.count <= Self.longest else { return copy() }
    if texts.isEmpty { texts = Array(repeating: "", count: 1 << Self.bits) }
    let place = TextMix.place(TextMix.of(UnsafeRawBufferPointer(bytes)), bits: Self.bits)
    let isSame = texts[place].utf8.withContiguousStorageIfAvailable { known in
      guard known.count == bytes.count, let a = known.baseAddress, let b = bytes.baseAddress else { return false }
      return memcmp(a, b, bytes.count) == 0
    }
    if isSame == true { return texts[place] }
    let text = copy()
    texts[place] = text
    return text
  }
}
