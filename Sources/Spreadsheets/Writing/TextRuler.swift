/// A measurement made ready for many texts: one pass over their bytes counts the lines.
struct TextRuler: Sendable {
  struct Measured {
    /// At least 1.
    var lines: Int
    /// Whether the text holds nothing that XML or a spreadsheet writes otherwise; seen in passing.
    var isPlain: Bool
  }

  private struct Letter {
    var width: Double
    var isPlain: Bool
    var isClosing: Bool
  }

  private let widths: Widths
  /// By ASCII code.
  private let letters: [Letter]
  /// A bit for each of the marks that begin so and may not begin a line.
  private let closingCJKMarks: UInt64
  private let closingFullWidthMarks: UInt64

  init(_ measurement: TextMeasurement) {
    let widths = Widths(measurement)
    self.widths = widths
    letters = (0..<0x80).map { code in
      let letter = Unicode.Scalar(UInt8(code))
      return Letter(
        width: widths.width(ofNarrow: letter),
        isPlain: code >= 0x20 && !["&", "<", ">", "_"].contains(letter), isClosing: WrappedLine.isClosing(letter))
    }
    closingCJKMarks = Self.closingMarks(from: 0x3000)
    closingFullWidthMarks = Self.closingMarks(from: 0xFF00)
  }

  private static func closingMarks(from first: UInt32) -> UInt64 {
    (0..<64).reduce(0 as UInt64) { marks, offset in
      let isClosing = Unicode.Scalar(first + UInt32(offset)).map(WrappedLine.isClosing) ?? false
      return marks | (isClosing ? 1 << UInt64(offset) : 0)
    }
  }

  func width(of scalar: Unicode.Scalar) -> Double { widths.width(of: scalar) }

  /// The lines that a text takes when wrapped in `room` pixels.
  func measure(_ utf8: UnsafeBufferPointer<UInt8>, room: Double) -> Measured {
    letters.withUnsafeBufferPointer { measure(utf8, room: room, letters: $0) }
  }

  @inline(__always)
  private func measure(
    _ utf8: UnsafeBufferPointer<UInt8>, room: Double, letters: UnsafeBufferPointer<Letter>
  ) -> Measured {
    let wide = widths.wide
    var line = WrappedLine(room: room)
    var lines = 1
    var isPlain = true
    var position = 0
    while position < utf8.count {
      // Most texts are made of two kinds of runs: of ideographs and of letters.
      if Self.leadsIdeograph(utf8[position]) {
        repeat {
          if !line.takesIdeograph(wide) { lines &+= 1 }
          position &+= 3
        } while position < utf8.count && Self.leadsIdeograph(utf8[position])
        line.endIdeographs(wide)
      }
      while position < utf8.count, utf8[position] < 0x80, letters[Int(utf8[position])].isPlain {
        let letter = letters[Int(utf8[position])]
        let isSpace = utf8[position] == 0x20
        if !line.takes(letter.width, breaks: isSpace, isSpace: isSpace, isClosing: letter.isClosing) { lines &+= 1 }
        position &+= 1
      }
      guard position < utf8.count, !Self.leadsIdeograph(utf8[position]) else { continue }
      let first = utf8[position]
      // Marks between ideographs, nearly always: U+3000 to U+303E and U+FF00 to U+FF3F, all of them wide.
      if first == 0xE3 || first == 0xEF, utf8.count &- position >= 3 {
        let (second, third) = (utf8[position &+ 1], utf8[position &+ 2])
        let isFullWidth = first == 0xEF && second == 0xBC
        if isFullWidth || first == 0xE3 && second == 0x80 && third != 0xBF {
          let closing = isFullWidth ? closingFullWidthMarks : closingCJKMarks
          let isClosing = closing &>> UInt64(third & 0x3F) & 1 != 0
          if !line.takes(wide, breaks: true, isSpace: false, isClosing: isClosing) { lines &+= 1 }
          position &+= 3
          continue
        }
      }
      let (scalar, length) = first < 0x80 ? (Unicode.Scalar(first), 1) : Self.scalar(utf8, at: position)
      position &+= length
      // An underscore is plain, unless it could begin an escape (`_x0041_`).
      if first < 0x80, first != 0x5F || position < utf8.count && utf8[position] == UInt8(ascii: "x") { isPlain = false }
      if TextMeasurement.isNewline(scalar.value) {
        // What Swift calls a newline; `\r\n` is one.
        if first != 0x0A || position == 1 || utf8[position &- 2] != 0x0D { lines &+= 1 }
        line = WrappedLine(room: room)
        continue
      }
      if scalar.value == 0xFFFE || scalar.value == 0xFFFF { isPlain = false }
      let isWide = Widths.isWide(scalar)
      let width = isWide ? wide : widths.width(ofNarrow: scalar)
      if !line.takes(width, breaks: isWide, isSpace: false, isClosing: WrappedLine.isClosing(scalar)) { lines &+= 1 }
    }
    return Measured(lines: lines, isPlain: isPlain)
  }

  /// Whether U+5000 to U+9FFF begin so, all of them ideographs.
  @inline(__always)
  private static func leadsIdeograph(_ byte: UInt8) -> Bool { byte &- 0xE5 <= 0xE9 - 0xE5 }

  /// The scalar of two bytes or more at a position, and how many they are.
  private static func scalar(
    _ utf8: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = UInt32(utf8[position])
    if lead & 0xF0 == 0xE0, utf8.count - position >= 3 {
      // Full-width marks, nearly always.
      let (second, third) = (UInt32(utf8[position &+ 1]), UInt32(utf8[position &+ 2]))
      return (Unicode.Scalar((lead & 0xF) << 12 | (second & 0x3F) << 6 | third & 0x3F) ?? "\u{FFFD}", 3)
    }
    let length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = length == 1 ? 0xFFFD : lead & (0x7F >> UInt32(length))
    for next in utf8[(position + 1)..<max(position + 1, min(position + length, utf8.count))] {
      value = value << 6 | UInt32(next & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}

/// Greedy, as Excel wraps: between ideographs, and at spaces within Latin text; a word longer than a line is broken.
/// A closing mark may not begin a line, so the letter before it goes down too.
private struct WrappedLine {
  private let room: Double
  private var used = 0.0
  private var word = 0.0
  private var lastWidth = 0.0

  init(room: Double) { self.room = room }

  /// - Returns: false where the next line begins with the ideograph.
  @inline(__always)
  mutating func takesIdeograph(_ width: Double) -> Bool {
    let end = used + width
    if end <= room {
      used = end
      return true
    }
    used = width
    return false
  }

  /// After one ideograph or more.
  @inline(__always)
  mutating func endIdeographs(_ width: Double) {
    word = 0
    lastWidth = width
  }

  /// - Parameter breaks: whether a line may end before it and behind it.
  /// - Returns: false where the next line begins with the scalar, or with what belongs before it.
  @inline(__always)
  mutating func takes(_ width: Double, breaks: Bool, isSpace: Bool, isClosing: @autoclosure () -> Bool) -> Bool {
    let before = lastWidth
    lastWidth = width
    word = breaks ? 0 : word + width
    let end = used + width
    if end <= room {
      used = end
      return true
    }
    if isClosing() {
      used = before + width
    } else if breaks {
      used = isSpace ? 0 : width
    } else if word <= room {
      used = word
    } else {
      used = width
      word = width
    }
    return false
  }

  static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "，", "。", "、", "；", "：", "？", "！", "）", "】", "》", "〉", "」", "』", "〕", "”", "’", ",", ".", ";", ":", ")", "]",
      "!", "?", "%", "…":
      true
    default: false
    }
  }
}

/// What scalars of one font are wide, in pixels at 96 to the inch.
private struct Widths {
  let wide: Double
  private let narrow: Double
  private let broad: Double
  private let capital: Double
  private let other: Double

  init(_ measurement: TextMeasurement) {
    let em = (measurement.fontSize * 96 / 72).rounded(.up)
    let bold = measurement.isBold ? 1.06 : 1
    wide = em + (measurement.isBold ? 0.5 : 0)
    narrow = em * 0.5 * bold
    broad = em * 0.9 * bold
    capital = em * 0.7 * bold
    other = em * 0.55 * bold
  }

  func width(of scalar: Unicode.Scalar) -> Double { Self.isWide(scalar) ? wide : width(ofNarrow: scalar) }

  func width(ofNarrow scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "'", "|", ".", ",", ":", ";", "!": narrow
    case "m", "w", "M", "W", "@", "%": broad
    case "A"..."Z": capital
    default: scalar.value >= 0x80 && Self.isCombining(scalar) ? 0 : other
    }
  }

  // What Unicode's properties need is not prepared for every text.
  @inline(never)
  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.canonicalCombiningClass != .notReordered
  }

  /// East Asian wide and fullwidth (UAX 11), and what Chinese fonts draw as wide.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // What most texts are made of.
    case 0..<0x80: false
    case 0x4E00...0x9FFF, 0xFF00...0xFF60: true
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFFE0...0xFFE6, 0x1F300...0x1F9FF,
      0x20000...0x3FFFD:
      true
    case 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0xB7, 0xD7, 0x2160...0x217F, 0x2460...0x24FF, 0x2190...0x21FF,
      0x25A0...0x26FF, 0x3000:
      true
    default: false
    }
  }
}
