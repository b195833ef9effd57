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

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { Self($0) }
  }

  /// - Parameter text: well-formed UTF-8.
  private init(_ text: UnsafeBufferPointer<UInt8>) {
    self.init(rawValue: 0)
    var index = 0
    while index < text.count {
      switch text[index] {
      case 0x3A:
        insert(.colons)
        index += 1
      case 0x21...0x60, 0x7B...0x7E: index += 1
      case 0x61...0x7A:
        insert(.folding)
        index += 1
      case 0...0x7F:
        formUnion([.folding, .blanks])
        index += 1
      // U+4E00 to U+9FFF.
      case 0xE5...0xE9: index += 3
      case 0xE4:
        if text[index + 1] < 0xB8 { insert(.folding) }
        index += 3
      case 0xE3:
        // `、` and `。` stay as they are; U+3000 is a space.
        if text[index + 1] != 0x80 { insert(.folding) } else {
          switch text[index + 2] {
          case 0x81...0x82: break
          case 0x80: formUnion([.folding, .blanks])
          default: insert(.folding)
          }
        }
        index += 3
      case 0xEF:
        formUnion(Self.ofForms(text[index + 1], text[index + 2]))
        index += 3
      // All other white space: U+0085, U+00A0, U+1680 and those of U+2000 to U+205F.
      case 0xC2:
        formUnion([.folding, .blanks])
        index += 2
      case 0xE1...0xE2:
        formUnion([.folding, .blanks])
        index += 3
      case 0xF0...:
        insert(.folding)
        index += 4
      case 0xE0...:
        insert(.folding)
        index += 3
      default:
        insert(.folding)
        index += 2
      }
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
