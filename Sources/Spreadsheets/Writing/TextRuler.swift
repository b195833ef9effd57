/// A measurement made ready for many texts: one pass over their bytes counts the lines.
struct TextRuler: Sendable {
  struct Measured {
    /// At least 1.
    var lines: Int
    /// Whether the text holds nothing that XML or a spreadsheet writes otherwise; seen in passing.
    var isPlain: Bool
  }

  private let widths: Widths
  /// By ASCII code.
  private let ascii: [(width: Double, isPlain: Bool)]

  init(_ measurement: TextMeasurement) {
    let widths = Widths(measurement)
    self.widths = widths
    ascii = (0..<0x80).map { code in
      let letter = Unicode.Scalar(UInt8(code))
      return (widths.width(ofNarrow: letter), code >= 0x20 && !["&", "<", ">", "_"].contains(letter))
    }
  }

  func width(of scalar: Unicode.Scalar) -> Double { widths.width(of: scalar) }

  /// The lines that a text takes when wrapped in `room` pixels.
  func measure(_ utf8: UnsafeBufferPointer<UInt8>, room: Double) -> Measured {
    var line = WrappedLine(room: room)
    var lines = 1
    var isPlain = true
    var position = 0
    while position < utf8.count {
      let byte = utf8[position]
      // Lead bytes of U+5000 to U+9FFF, which most texts are made of: ideographs.
      if byte >= 0xE5, byte <= 0xE9 {
        if !line.takesIdeograph(widths.wide) { lines &+= 1 }
        position &+= 3
        continue
      }
      if byte < 0x80 {
        let letter = ascii[Int(byte)]
        position &+= 1
        if !letter.isPlain {
          // An underscore is one, unless it could begin an escape (`_x0041_`).
          if byte != 0x5F || position < utf8.count && utf8[position] == UInt8(ascii: "x") { isPlain = false }
          if TextMeasurement.isNewline(UInt32(byte)) {
            // What Swift calls a newline; `\r\n` is one.
            if byte != 0x0A || position == 1 || utf8[position &- 2] != 0x0D { lines &+= 1 }
            line = WrappedLine(room: room)
            continue
          }
        }
        if !line.takes(UInt32(byte), isWide: false, letter.width) { lines &+= 1 }
        continue
      }
      let scalar = Self.scalar(utf8, &position)
      if TextMeasurement.isNewline(scalar.value) {
        lines &+= 1
        line = WrappedLine(room: room)
        continue
      }
      if scalar.value == 0xFFFE || scalar.value == 0xFFFF { isPlain = false }
      let isWide = Widths.isWide(scalar)
      let width = isWide ? widths.wide : widths.width(ofNarrow: scalar)
      if !line.takes(scalar.value, isWide: isWide, width) { lines &+= 1 }
    }
    return Measured(lines: lines, isPlain: isPlain)
  }

  /// The scalar of two bytes or more at `position`, which is moved past it.
  private static func scalar(_ utf8: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Unicode.Scalar {
    let lead = UInt32(utf8[position])
    if lead & 0xF0 == 0xE0, utf8.count - position >= 3 {
      // Full-width marks, nearly always.
      let (second, third) = (UInt32(utf8[position &+ 1]), UInt32(utf8[position &+ 2]))
      position &+= 3
      return Unicode.Scalar((lead & 0xF) << 12 | (second & 0x3F) << 6 | third & 0x3F) ?? "\u{FFFD}"
    }
    let length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = length == 1 ? 0xFFFD : lead & (0x7F >> UInt32(length))
    for next in utf8[(position + 1)..<max(position + 1, min(position + length, utf8.count))] {
      value = value << 6 | UInt32(next & 0x3F)
    }
    position += length
    return Unicode.Scalar(value) ?? "\u{FFFD}"
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
    word = 0
    lastWidth = width
    let fits = used + width <= room
    used = fits ? used + width : width
    return fits
  }

  /// - Returns: false where the next line begins with the scalar, or with what belongs before it.
  @inline(__always)
  mutating func takes(_ scalar: UInt32, isWide: Bool, _ width: Double) -> Bool {
    let before = lastWidth
    lastWidth = width
    word = isWide || scalar == 0x20 ? 0 : word + width
    if used + width <= room {
      used += width
      return true
    }
    if Self.isClosing(scalar) {
      used = before + width
    } else if isWide || scalar == 0x20 {
      used = scalar == 0x20 ? 0 : width
    } else if word <= room {
      used = word
    } else {
      used = width
      word = width
    }
    return false
  }

  private static func isClosing(_ scalar: UInt32) -> Bool {
    switch Unicode.Scalar(scalar) {
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
    case 0x4E00...0x9FFF: true
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F9FF,
      0x20000...0x3FFFD:
      true
    case 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0xB7, 0xD7, 0x2160...0x217F, 0x2460...0x24FF, 0x2190...0x21FF,
      0x25A0...0x26FF, 0x3000:
      true
    default: false
    }
  }
}
