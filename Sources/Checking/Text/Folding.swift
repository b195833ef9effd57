/// Text as it is compared: the differences that a hand at the keyboard does not notice are gone, and every scalar
/// still knows where it stood in the original.
///
/// Widths are folded (`１２` → `12`, `（` → `(`), white space and invisible characters are dropped, radicals become
/// ideographs, `㎡` becomes `M2`, `①` becomes `1`, Latin letters are in capitals.
struct Folding: Hashable {
  private let original: [Unicode.Scalar]
  private(set) var scalars: [Unicode.Scalar] = []
  /// For each folded scalar the index of the original one.
  private(set) var origins: [Int] = []

  init(_ text: some StringProtocol) {
    original = Array(text.unicodeScalars)
    scalars.reserveCapacity(original.count)
    origins.reserveCapacity(original.count)
    for (index, scalar) in original.enumerated() {
      Self.fold(scalar) {
        scalars.append($0)
        origins.append(index)
      }
    }
  }

  var count: Int { scalars.count }

  /// The original text of some folded scalars, white space at the ends taken off.
  func originalText(_ range: Range<Int>) -> String {
    guard !range.isEmpty, range.upperBound <= origins.count, range.lowerBound >= 0 else { return "" }
    let scalars = original[origins[range.lowerBound]...origins[range.upperBound - 1]]
    return String(scalars).trimmed
  }

  static func fold(_ text: String) -> String {
    let scalars = text.unicodeScalars
    var folded = ""
    // What stays as it is goes over in one piece.
    var start = scalars.startIndex
    for index in scalars.indices where !isFolded(scalars[index]) {
      folded += text[start..<index]
      fold(scalars[index]) { folded.unicodeScalars.append($0) }
      start = scalars.index(after: index)
    }
    return start == scalars.startIndex ? text : folded + text[start...]
  }

  /// Whether a text holds full-width letters or digits; full-width punctuation is ordinary Chinese.
  static func hasWideLetters(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      (0xFF10...0xFF19).contains($0.value)
        || (0xFF21...0xFF5A).contains($0.value) && !(0xFF3B...0xFF40).contains($0.value)
    }
  }

  /// Full-width letters, digits and signs made ordinary, all else as it is.
  static func narrowed(_ text: String) -> String {
    var narrowed = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      narrowed.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return String(narrowed)
  }

  /// Whether a scalar is its own folded form, as most are; false says only that it must be looked at.
  private static func isFolded(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x60, 0x7B...0x7E, 0x4E00...0x9FFF, 0x3001, 0x3002: true
    default: false
    }
  }

  private static func fold(_ scalar: Unicode.Scalar, _ take: (Unicode.Scalar) -> Void) {
    let value = scalar.value
    switch value {
    case 0x21...0x60, 0x7B...0x7E, 0x4E00...0x9FFF: take(scalar)
    case 0x61...0x7A: take(Unicode.Scalar(UInt8(value - 32)))
    case 0...0x20, 0x7F...0xA0, 0xAD: break
    // Zero-width and directional marks, the byte order mark, variation selectors, spaces of every width.
    case 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2064, 0x3000, 0xFE00...0xFE0F, 0xFEFF: break
    case 0xFF01...0xFF5E: if let narrow = Unicode.Scalar(value - 0xFEE0) { fold(narrow, take) }
    case 0x2460...0x2473: for digit in String(value - 0x245F).unicodeScalars { take(digit) }
    case 0x2474...0x2487: for digit in String(value - 0x2473).unicodeScalars { take(digit) }
    case 0x2E80..<0x2FD6: take(Radicals.ideograph(scalar) ?? scalar)
    default:
      if let other = others[scalar] { for scalar in other.unicodeScalars { take(scalar) } } else { take(scalar) }
    }
  }

  private static let others: [Unicode.Scalar: String] = [
    "㎡": "M2", "²": "2", "³": "3", "㎥": "M3", "﹒": ".", "﹙": "(", "﹚": ")", "〔": "(", "〕": ")", "【": "(", "】": ")",
    "﹐": ",", "﹑": "、", "､": "、", "﹔": ";", "﹕": ":", "∶": ":", "︰": ":", "﹪": "%", "‐": "-", "‑": "-", "‒": "-",
    "–": "-", "−": "-", "﹣": "-", "〜": "~", "∼": "~", "﹢": "+", "⁄": "/", "∕": "/", "“": "\"", "”": "\"", "‘": "'",
    "’": "'",
  ]
}

extension String {
  init(_ scalars: some Sequence<Unicode.Scalar>) { self.init(UnicodeScalarView(scalars)) }

  /// Whether the text begins with another, byte for byte.
  func opens(with beginning: String) -> Bool { utf8.starts(with: beginning.utf8) }

  /// Whether the text holds another, byte for byte.
  func holds(_ part: String) -> Bool {
    guard let first = part.utf8.first else { return true }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: part.utf8) { return true }
      rest = rest[rest.index(after: start)...]
    }
    return false
  }

  /// Whether any character is a line break, without taking the text apart into characters.
  var hasLineBreak: Bool {
    var (before, last) = (UInt8(0), UInt8(0))
    for byte in utf8 {
      switch byte {
      case 0x0A...0x0D: return true
      // U+0085, U+2028, U+2029.
      case 0x85 where last == 0xC2, 0xA8 where last == 0x80 && before == 0xE2,
        0xA9 where last == 0x80 && before == 0xE2:
        return true
      default: (before, last) = (last, byte)
      }
    }
    return false
  }
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }), let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    if first == startIndex, scalars.index(after: last) == endIndex { return String(self) }
    return String(scalars[first...last])
  }
}

extension Unicode.Scalar {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }

  /// Whether it is one of a few marks.
  func isOne(of marks: String) -> Bool { marks.unicodeScalars.contains(self) }

  /// White space of any width, and marks that nobody sees.
  fileprivate var isBlank: Bool {
    switch value {
    case 0x21...0x7E, 0x4E00...0x9FFF: false
    default: properties.isWhitespace || (0x200B...0x200F).contains(value) || value == 0xFEFF || value == 0x2060
    }
  }
}
