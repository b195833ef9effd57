import Spreadsheets

/// What `TextMeasurement.lineCount` says, worked out scalar by scalar.
enum SimpleLineCount {
  static func lineCount(of text: String, columnWidth: Double, _ measure: TextMeasurement) -> Int {
    let room = max(1, columnWidth * measure.defaultDigitWidth - 3)
    var (lines, used, word, lastWidth) = (1, 0.0, 0.0, 0.0)
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { last = scalar }
      if [0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029].contains(scalar.value) {
        if scalar != "\n" || last != "\r" { lines += 1 }
        (used, word, lastWidth) = (0, 0, 0)
        continue
      }
      let width = width(of: scalar, measure)
      let breaks = isWide(scalar) || scalar == " "
      let before = lastWidth
      lastWidth = width
      word = breaks ? 0 : word + width
      if used + width <= room {
        used += width
        continue
      }
      lines += 1
      if closing.contains(scalar) {
        used = before + width
      } else if breaks {
        used = scalar == " " ? 0 : width
      } else if word <= room {
        used = word
      } else {
        (used, word) = (width, width)
      }
    }
    return lines
  }

  private static let closing = Set("，。、；：？！）】》〉」』〕”’,.;:)]!?%…".unicodeScalars)
  private static let narrow = Set("ijl'|.,:;!".unicodeScalars)
  private static let broad = Set("mwMW@%".unicodeScalars)

  private static func width(of scalar: Unicode.Scalar, _ measure: TextMeasurement) -> Double {
    let em = (measure.fontSize * 96 / 72).rounded(.up)
    let bold = measure.isBold ? 1.06 : 1
    if isWide(scalar) { return em + (measure.isBold ? 0.5 : 0) }
    if narrow.contains(scalar) { return em * 0.5 * bold }
    if broad.contains(scalar) { return em * 0.9 * bold }
    if ("A"..."Z").contains(scalar) { return em * 0.7 * bold }
    return scalar.properties.canonicalCombiningClass != .notReordered ? 0 : em * 0.55 * bold
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0xB7...0xB7, 0xD7...0xD7, 0x1100...0x115F, 0x2014...0x2014, 0x2018...0x2019, 0x201C...0x201D, 0x2026...0x2026,
    0x2160...0x217F, 0x2190...0x21FF, 0x2460...0x24FF, 0x25A0...0x26FF, 0x2E80...0x303E, 0x3041...0x4DBF,
    0x4E00...0x9FFF, 0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1F9FF, 0x20000...0x3FFFD,
  ]

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool { wide.contains { $0.contains(scalar.value) } }
}
