/// What a look over a text's bytes tells: what a text certainly lacks need not be looked for.
struct TextTraits: OptionSet, Hashable {
  let rawValue: UInt8

  /// Something that folding may change.
  static let folding = Self(rawValue: 1)
  /// Something that may be white space, a line break or a mark that nobody sees.
  static let blanks = Self(rawValue: 1 << 1)
  /// U+FFFD, which stands for what was lost.
  static let damage = Self(rawValue: 1 << 2)
  /// A colon of ordinary or full width.
  static let colons = Self(rawValue: 1 << 3)
  /// Full-width letters or digits.
  static let wideLetters = Self(rawValue: 1 << 4)
  /// Anything that is not ASCII.
  static let beyondASCII = Self(rawValue: 1 << 5)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { Self(UnsafeRawBufferPointer($0)) }
  }

  /// - Parameter text: well-formed UTF-8.
  init(_ text: UnsafeRawBufferPointer) {
    var found: UInt8 = 0
    var index = 0
    if text.count >= SixteenBytes.count {
      var high = SIMD16<UInt8>()
      while index < text.count {
        // The last sixteen may overlap those before.
        let begin = min(index, text.count - SixteenBytes.count)
        let sixteen = SixteenBytes(text, at: begin)
        high |= sixteen.bytes
        if let place = sixteen.first(Self.unusual(sixteen), from: index - begin) {
          let (traits, length) = Self.ofScalar(in: text, at: begin + place)
          found |= traits.rawValue
          index = begin + place + length
        } else {
          index = begin + SixteenBytes.count
        }
      }
      if !SixteenBytes(high).areASCII { found |= Self.beyondASCII.rawValue }
    } else if let ends = SixteenBytes(endsOf: text), ends.areASCII, ends.first(Self.unusual(ends)) == nil {
      // As numbers of cases are.
      index = text.count
    } else {
      while index < text.count {
        let lead = text[index]
        if lead >= 0x80 { found |= Self.beyondASCII.rawValue }
        switch lead {
        case 0xE5...0xE9: index += 3
        case 0x21...0x39, 0x3B...0x60, 0x7B...0x7E: index += 1
        default:
          let (traits, length) = Self.ofScalar(in: text, at: index)
          found |= traits.rawValue
          index += length
        }
      }
    }
    self.init(rawValue: found)
  }

  /// Which bytes do not belong to the most usual scalars: printed ASCII without small letters and the colon, and U+5000 to
  /// U+9FFF, most of Chinese. What follows the first byte of a scalar goes with it.
  @inline(__always)
  private static func unusual(_ text: SixteenBytes) -> SixteenBytes.Marks {
    .!(text.lie(in: 0x80...0xBF) .| text.lie(in: 0xE5...0xE9) .| text.lie(in: 0x21...0x60) .| text.lie(in: 0x7B...0x7E))
      .| text.equal(to: UInt8(ascii: ":"))
  }

  /// What a scalar tells that is not among the most usual, and its length in bytes.
  private static func ofScalar(in text: UnsafeRawBufferPointer, at index: Int) -> (Self, length: Int) {
    switch text[index] {
    case 0x3A: (.colons, 1)
    case 0x61...0x7A: (.folding, 1)
    case 0...0x7F: ([.folding, .blanks], 1)
    case 0xE4: (text[index + 1] < 0xB8 ? .folding : [], 3)
    case 0xE3: (ofSymbols(text[index + 1], text[index + 2]), 3)
    case 0xEF: (ofForms(text[index + 1], text[index + 2]), 3)
    // All other white space: U+0085, U+00A0, U+1680 and those of U+2000 to U+205F.
    case 0xC2: ([.folding, .blanks], 2)
    case 0xE1...0xE2: ([.folding, .blanks], 3)
    case 0xF0...: (.folding, 4)
    case 0xE0...: (.folding, 3)
    default: (.folding, 2)
    }
  }

  /// U+3000 to U+3FFF, by the bytes behind the first: `、` and `。` stay as they are, and U+3000 is a space.
  private static func ofSymbols(_ second: UInt8, _ third: UInt8) -> Self {
    switch (second, third) {
    case (0x80, 0x81...0x82): []
    case (0x80, 0x80): [.folding, .blanks]
    default: .folding
    }
  }

  /// U+F000 to U+FFFF, by the bytes behind the first.
  private static func ofForms(_ second: UInt8, _ third: UInt8) -> Self {
    switch (second, third) {
    case (0xBC, 0x9A): [.folding, .colons]
    // `０` to `９`, `Ａ` to `Ｚ`, `ａ` to `ｚ`.
    case (0xBC, 0x90...0x99), (0xBC, 0xA1...0xBA), (0xBD, 0x81...0x9A): [.folding, .wideLetters]
    case (0xBC...0xBD, _): .folding
    case (0xBF, 0xBD): [.folding, .damage]
    // Variation selectors, the byte order mark.
    default: [.folding, .blanks]
    }
  }
}
