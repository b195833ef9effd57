import Glibc
import Spreadsheets

/// Texts by what they begin and end with: one that comes again is the same `String`. Of two that want the same place the one
/// that came twice stays: it never grows.
struct RecentTexts: Sendable {
  private struct Place: Sendable {
    /// What the text was mixed to that was met last.
    var mixed: UInt64 = 0
    /// Kept from the second time on: most texts never come again.
    var text = ""
  }

  /// None until the first is met.
  private var places: [Place] = []

  private static let bits = 8
  /// Up to so many bytes a String holds in itself.
  private static let inline = 15
  /// In bytes. A longer text hardly comes twice.
  private static let longest = 1024

  /// - Parameter bytes: must be UTF-8.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> String {
    func copy() -> String { String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: isASCII)) }
    guard bytes.count > Self.inline, bytes.count <= Self.longest else { return copy() }
    if places.isEmpty { places = Array(repeating: Place(), count: 1 << Self.bits) }
    let mixed = TextMix.of(UnsafeRawBufferPointer(bytes))
    let place = TextMix.place(mixed, bits: Self.bits)
    guard places[place].mixed == mixed else {
      places[place].mixed = mixed
      return copy()
    }
    let isSame = places[place].text.utf8.withContiguousStorageIfAvailable { known in
      guard known.count == bytes.count, let a = known.baseAddress, let b = bytes.baseAddress else { return false }
      return memcmp(a, b, bytes.count) == 0
    }
    if isSame == true { return places[place].text }
    let text = copy()
    places[place].text = text
    return text
  }
}
