/// Text as it is compared: the differences that a hand at the keyboard does not notice are gone, and every character
/// still knows where it stood in the original.
///
/// Widths are folded (`１２` → `12`, `（` → `(`), white space and invisible characters are dropped, radicals become
/// ideographs, `㎡` becomes `m2`, `①` becomes `1`, Latin letters are in capitals.
struct Folding: Hashable {
  let original: [Character]
  private(set) var characters: [Character] = []
  /// For each folded character the index of the original one.
  private(set) var origins: [Int] = []

  init(_ text: some StringProtocol) {
    original = Array(text)
    characters.reserveCapacity(original.count)
    origins.reserveCapacity(original.count)
    for (index, character) in original.enumerated() {
      for scalar in character.unicodeScalars {
        for folded in Self.fold(scalar) {
          characters.append(folded)
          origins.append(index)
        }
      }
    }
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }
  var count: Int { characters.count }

  /// The original text from one folded character up to another, white space at the ends taken off.
  func originalText(_ range: Range<Int>) -> String {
    guard !range.isEmpty, range.upperBound <= origins.count, range.lowerBound >= 0 else { return "" }
    return String(original[origins[range.lowerBound]...origins[range.upperBound - 1]]).trimmed
  }

  /// Whether a text holds full-width letters or digits; full-width punctuation is ordinary Chinese.
  static func hasWideLetters(_ text: String) -> Bool {
    text.unicodeScalars.contains { isWide($0) && Character($0).isLetter || isWide($0) && Character($0).isWholeNumber }
  }

  /// Full-width letters, digits and signs made ordinary, all else as it is.
  static func narrowed(_ text: String) -> String {
    var narrowed = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      narrowed.append(isWide(scalar) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return String(narrowed)
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool { (0xFF01...0xFF5E).contains(scalar.value) }

  static func fold(_ text: String) -> String {
    var folded = ""
    for scalar in text.unicodeScalars { for character in fold(scalar) { folded.append(character) } }
    return folded
  }

  private static func fold(_ scalar: Unicode.Scalar) -> [Character] {
    let value = scalar.value
    switch value {
    case 0x21...0x60, 0x7B...0x7E: return [Character(scalar)]
    case 0x61...0x7A: return [Character(Unicode.Scalar(UInt8(value - 32)))]
    case 0...0x20, 0x7F...0xA0, 0xAD: return []
    // Zero-width and directional marks, the byte order mark, variation selectors, spaces of every width.
    case 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2064, 0x3000, 0xFE00...0xFE0F, 0xFEFF: return []
    case 0xFF01...0xFF5E: return Unicode.Scalar(value - 0xFEE0).map(fold) ?? []
    case 0x4E00...0x9FFF: return [Character(scalar)]
    case 0x2460...0x2473: return Array(String(value - 0x245F))
    case 0x2474...0x2487: return Array(String(value - 0x2473))
    case 0x2E80..<0x2FD6: return [Character(Radicals.ideograph(scalar) ?? scalar)]
    default: return others[scalar] ?? [Character(scalar)]
    }
  }

  private static let others: [Unicode.Scalar: [Character]] = [
    "㎡": ["M", "2"], "²": ["2"], "³": ["3"], "㎥": ["M", "3"], "．": ["."], "﹒": ["."], "。": ["。"],
    "﹙": ["("], "﹚": [")"], "〔": ["("], "〕": [")"], "【": ["("], "】": [")"], "［": ["("], "］": [")"],
    "﹐": [","], "﹑": ["、"], "､": ["、"], "﹔": [";"], "﹕": [":"], "∶": [":"], "︰": [":"], "﹪": ["%"],
    "‐": ["-"], "‑": ["-"], "‒": ["-"], "–": ["-"], "−": ["-"], "﹣": ["-"], "～": ["~"], "〜": ["~"], "∼": ["~"],
    "﹢": ["+"], "⁄": ["/"], "∕": ["/"], "“": ["\""], "”": ["\""], "‘": ["'"], "’": ["'"],
  ]
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }), let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }
}

extension Unicode.Scalar {
  /// White space of any width, and marks that nobody sees.
  fileprivate var isBlank: Bool {
    properties.isWhitespace || (0x200B...0x200F).contains(value) || value == 0xFEFF || value == 0x2060
  }
}
