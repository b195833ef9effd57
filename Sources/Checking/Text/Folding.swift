import Glibc

/// Text as it is compared: the differences that a hand at the keyboard does not notice are gone, and every scalar
/// still knows where it stood in the original.
///
/// Widths are folded (`１２` → `12`, `（` → `(`), white space and invisible characters are dropped, radicals become
/// ideographs, `㎡` becomes `M2`, `①` becomes `1`, Latin letters are in capitals.
struct Folding {
  private let original: String
  let scalars: [Unicode.Scalar]
  /// For each folded scalar the place of the original one among all; nil where each stands where it stood.
  private let origins: [Int]?

  init(_ text: String) {
    original = text
    if let single = Self.singles(text) {
      (scalars, origins) = (single, nil)
      return
    }
    var (scalars, origins) = ([Unicode.Scalar](), [Int]?.none)
    text.utf8Span.span.withUnsafeBufferPointer { bytes in
      scalars.reserveCapacity(bytes.count)
      var (index, place) = (0, 0)
      while index < bytes.count {
        let (scalar, length) = Self.scalar(in: bytes, at: index)
        if let folded = Self.single(scalar) {
          scalars.append(folded)
          origins?.append(place)
        } else {
          if origins == nil { origins = Array(0..<scalars.count) }
          Self.fold(scalar) {
            scalars.append($0)
            origins?.append(place)
          }
        }
        index += length
        place += 1
      }
    }
    (self.scalars, self.origins) = (scalars, origins)
  }

  /// What a text is folded to if one scalar comes of each; nil for any other.
  private static func singles(_ text: String) -> [Unicode.Scalar]? {
    var isSingle = true
    var singles: [Unicode.Scalar] = []
    text.utf8Span.span.withUnsafeBufferPointer { bytes in
      singles.append(addingCapacity: bytes.count) { singles in
        var index = 0
        while index < bytes.count {
          let (scalar, length) = scalar(in: bytes, at: index)
          guard let folded = single(scalar) else {
            isSingle = false
            return
          }
          singles.append(folded)
          index += length
        }
      }
    }
    return isSingle ? singles : nil
  }

  var count: Int { scalars.count }

  /// The original text of some folded scalars, white space at the ends taken off.
  func originalText(_ range: Range<Int>) -> String {
    guard !range.isEmpty, range.upperBound <= scalars.count, range.lowerBound >= 0 else { return "" }
    func origin(_ place: Int) -> Int { origins.map { $0[place] } ?? place }
    let (first, last) = (origin(range.lowerBound), origin(range.upperBound - 1))
    let all = original.unicodeScalars
    let start = all.index(all.startIndex, offsetBy: first)
    return Substring(all[start...all.index(start, offsetBy: last - first)]).trimmed
  }

  static func fold(_ text: String) -> String {
    text.utf8Span.span.withUnsafeBufferPointer { bytes -> String? in
      let end = foldedPrefix(bytes, from: 0)
      if end == bytes.count { return nil }
      return String(unsafeUninitializedCapacity: bytes.count) { fold(bytes, from: end, into: $0) }
    } ?? text
  }

  /// Shows the folded form of a text to `body`, without a string for it.
  static func withFolded<Result>(_ text: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    text.utf8Span.span.withUnsafeBufferPointer { bytes in
      let end = foldedPrefix(bytes, from: 0)
      if end == bytes.count { return body(UnsafeRawBufferPointer(bytes)) }
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { folded in
        let count = fold(bytes, from: end, into: folded)
        return body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(folded)[..<count]))
      }
    }
  }

  /// Whether two texts are the same as texts are compared.
  static func areSame(_ left: String, _ right: String) -> Bool {
    left == right
      || withFolded(left) { left in
        withFolded(right) { right in left.elementsEqual(right) }
      }
  }

  /// - Parameters:
  ///   - end: of what is its own folded form.
  ///   - folded: as large as the text, for nothing grows when it is folded.
  /// - Returns: how many bytes were written.
  private static func fold(
    _ bytes: UnsafeBufferPointer<UInt8>, from end: Int, into folded: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    func put(_ piece: Range<Int>) {
      UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: folded[count...]))
        .copyMemory(from: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[piece])))
      count += piece.count
    }
    var (start, end) = (0, end)
    while end < bytes.count {
      // What stays as it is goes over in one piece.
      put(start..<end)
      let (scalar, length) = scalar(in: bytes, at: end)
      if let single = single(scalar), single.isASCII {
        folded[count] = UInt8(single.value)
        count += 1
      } else {
        count = write(scalar, into: folded, at: count)
      }
      start = end + length
      end = foldedPrefix(bytes, from: start)
    }
    put(start..<bytes.count)
    return count
  }

  /// Writes what a scalar is folded to.
  ///
  /// - Returns: where what follows stands.
  private static func write(
    _ scalar: Unicode.Scalar, into folded: UnsafeMutableBufferPointer<UInt8>, at start: Int
  ) -> Int {
    var count = start
    fold(scalar) { scalar in
      for byte in UTF8.encode(scalar).unsafelyUnwrapped {
        folded[count] = byte
        count += 1
      }
    }
    return count
  }

  /// What a scalar is folded to where it is one of those of which one comes and that texts are full of; nil for any other.
  @inline(__always)
  private static func single(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x21...0x60, 0x7B...0x7E, 0x4E00...0x9FFF, 0x3001...0x3002: scalar
    case 0x61...0x7A: Unicode.Scalar(UInt8(scalar.value - 0x20))
    // Full-width signs, digits and letters.
    case 0xFF01...0xFF40, 0xFF5B...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
    case 0xFF41...0xFF5A: Unicode.Scalar(UInt8(scalar.value - 0xFF00))
    default: nil
    }
  }

  /// The end of what is its own folded form, as most text is. What ends it must only be looked at.
  private static func foldedPrefix(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case 0x21...0x60, 0x7B...0x7E: index += 1
      // U+4E00 to U+9FFF.
      case 0xE5...0xE9: index += 3
      case 0xE4 where bytes[index + 1] >= 0xB8: index += 3
      // `、` and `。`.
      case 0xE3 where bytes[index + 1] == 0x80 && (0x81...0x82).contains(bytes[index + 2]): index += 3
      default: return index
      }
    }
    return index
  }

  /// The scalar that begins at a place of well-formed UTF-8, and its length in bytes.
  @inline(__always)
  static func scalar(
    in bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (Unicode.Scalar, length: Int) {
    func tail(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
    let lead = UInt32(bytes[index])
    let (value, length): (UInt32, Int) =
      switch lead {
      case 0..<0x80: (lead, 1)
      case 0..<0xE0: ((lead & 0x1F) << 6 | tail(1), 2)
      case 0..<0xF0: ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
      default: ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
      }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// The first scalar of a text's folded form; nil where nothing is left of it.
  static func first(of text: String) -> Unicode.Scalar? {
    text.utf8Span.span.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let (scalar, length) = Self.scalar(in: bytes, at: index)
        // Most texts begin with what stays as it is.
        if (0x4E00...0x9FFF).contains(scalar.value) { return scalar }
        var first: Unicode.Scalar?
        fold(scalar) { first = first ?? $0 }
        if first != nil { return first }
        index += length
      }
      return nil
    }
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
  init(_ scalars: some Collection<Unicode.Scalar>) {
    self.init(unsafeUninitializedCapacity: scalars.count * 4) { buffer in
      var count = 0
      for scalar in scalars {
        for byte in UTF8.encode(scalar).unsafelyUnwrapped {
          buffer[count] = byte
          count += 1
        }
      }
      return count
    }
  }

  /// Whether the text begins with another, byte for byte.
  func opens(with beginning: String) -> Bool {
    utf8Span.span.withUnsafeBufferPointer { whole in
      beginning.utf8Span.span.withUnsafeBufferPointer { part in
        guard part.count <= whole.count, let start = whole.baseAddress, let wanted = part.baseAddress else {
          return part.isEmpty
        }
        return memcmp(start, wanted, part.count) == 0
      }
    }
  }

  /// What stands between two places, counted in bytes, at each of which a scalar begins or the text ends.
  func part(_ range: Range<Int>) -> String {
    utf8Span.span.extracting(range).withUnsafeBufferPointer { bytes in
      String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: bytes.allSatisfy { $0 < 0x80 }))
    }
  }

  /// Whether the text holds another, byte for byte.
  func holds(_ part: String) -> Bool {
    var (whole, part) = (self, part)
    return whole.withUTF8 { whole in
      part.withUTF8 { UnsafeRawBufferPointer(whole).holds(UnsafeRawBufferPointer($0)) }
    }
  }

  /// Whether any character is a line break, without taking the text apart into characters.
  var hasLineBreak: Bool {
    var text = self
    return text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        switch bytes[index] {
        case 0x0A...0x0D: return true
        // U+0085, U+2028, U+2029.
        case 0xC2 where bytes[index + 1] == 0x85: return true
        case 0xE2 where bytes[index + 1] == 0x80 && (0xA8...0xA9).contains(bytes[index + 2]): return true
        case 0xE0...: index += 3
        default: index += 1
        }
      }
      return false
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func holds(_ part: UnsafeRawBufferPointer) -> Bool {
    guard let first = part.first, let wanted = part.baseAddress else { return true }
    guard var start = baseAddress else { return false }
    let end = start + count
    while let found = memchr(start, Int32(first), end - start), end - UnsafeRawPointer(found) >= part.count {
      if memcmp(found, wanted, part.count) == 0 { return true }
      start = UnsafeRawPointer(found) + 1
    }
    return false
  }
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmed: String {
    if utf8.withContiguousStorageIfAvailable(beginsAndEndsInk) == true { return String(self) }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }), let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    if first == startIndex, scalars.index(after: last) == endIndex { return String(self) }
    return String(scalars[first...last])
  }
}

/// Whether a text begins and ends with printed ASCII or a common ideograph, told by its bytes alone.
private func beginsAndEndsInk(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let first = bytes.first, let last = bytes.last else { return false }
  func isInk(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }
  // U+5000 to U+9FFF.
  func isIdeograph(_ lead: UInt8) -> Bool { (0xE5...0xE9).contains(lead) }
  guard isInk(first) || isIdeograph(first) else { return false }
  return isInk(last) || bytes.count >= 3 && isIdeograph(bytes[bytes.count - 3])
}

extension Unicode.Scalar {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }

  /// Whether it is one of a few marks.
  func isOne(of marks: StaticString) -> Bool {
    let bytes = UnsafeBufferPointer(start: marks.utf8Start, count: marks.utf8CodeUnitCount)
    // No byte of a longer scalar is ASCII.
    if isASCII { return bytes.contains(UInt8(value)) }
    var index = 0
    while index < bytes.count {
      let (mark, length) = Folding.scalar(in: bytes, at: index)
      if mark == self { return true }
      index += length
    }
    return false
  }

  /// White space of any width, and marks that nobody sees.
  fileprivate var isBlank: Bool {
    switch value {
    case 0x21...0x7E, 0x4E00...0x9FFF: false
    default: properties.isWhitespace || (0x200B...0x200F).contains(value) || value == 0xFEFF || value == 0x2060
    }
  }
}
