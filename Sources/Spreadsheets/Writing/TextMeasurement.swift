/// How much room text takes in a cell, so that nothing is cut on screen or in print.
///
/// An estimate on the safe side, from the widths that Chinese fonts share: an ideograph is as wide as its size, a Latin
/// letter about half. Fonts differ, and so do printers: a row may come out slightly taller than it had to be.
///
/// ```swift
/// let height = TextMeasurement(fontSize: 11).rowHeight(of: "已整改：安装隔油池，更换油烟净化器", columnWidth: 12)
/// ```
public struct TextMeasurement: Hashable, Sendable {
  /// Points.
  public var fontSize: Double
  public var isBold: Bool
  /// A line's height as a multiple of the font's size.
  public var lineSpacing: Double
  /// Pixels that a digit of the workbook's default font takes: 8 in 宋体 11, 7 in Calibri 11.
  public var defaultDigitWidth: Double

  /// - Parameter lineSpacing: 1.3 suits 宋体, 仿宋 and 黑体; fonts that substitute them may need 1.5.
  public init(fontSize: Double = 11, isBold: Bool = false, lineSpacing: Double = 1.35, defaultDigitWidth: Double = 8) {
    self.fontSize = fontSize
    self.isBold = isBold
    self.lineSpacing = lineSpacing
    self.defaultDigitWidth = defaultDigitWidth
  }

  /// The tallest row the format knows, in points.
  public static let tallestRow = 409.0

  /// The height in points that a row needs for `text`, wrapped in a column of `columnWidth` digits (`ColumnSetup.width`).
  ///
  /// At most `tallestRow`: what does not fit even then wants a wider column.
  public func rowHeight(of text: String, columnWidth: Double) -> Double {
    let lines = Double(lineCount(of: text, columnWidth: columnWidth))
    let height = lines * fontSize * lineSpacing + 3
    // Excel keeps heights in quarters of a point.
    return min(Self.tallestRow, (height * 4).rounded(.up) / 4)
  }

  /// The lines that `text` takes when wrapped in a column of `columnWidth` digits; at least 1.
  public func lineCount(of text: String, columnWidth: Double) -> Int {
    let room = max(1, columnWidth * defaultDigitWidth - 3)
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .reduce(0) { $0 + wrappedLines(of: $1, room: room) }
  }

  /// The width in digits of the default font that a column needs to show each line of `text` without wrapping, at most 255.
  public func columnWidth(of text: String) -> Double {
    let widest =
      text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { line in line.unicodeScalars.reduce(0) { $0 + width(of: $1) } }
      .max() ?? 0
    return min(255, ((widest + 8) / defaultDigitWidth * 100).rounded(.up) / 100)
  }

  /// Greedy, as Excel wraps: between ideographs, and at spaces within Latin text; a word longer than a line is broken.
  /// A closing mark may not begin a line, so the letter before it goes down too.
  private func wrappedLines(of line: Substring, room: Double) -> Int {
    var lines = 1
    var used = 0.0
    var word = 0.0
    var lastWidth = 0.0
    for scalar in line.unicodeScalars {
      let width = width(of: scalar)
      let isWide = Self.isWide(scalar)
      word = isWide || scalar == " " ? 0 : word + width
      if used + width > room {
        lines += 1
        if Self.closing.contains(scalar) {
          used = lastWidth + width
        } else if isWide || scalar == " " {
          used = scalar == " " ? 0 : width
        } else if word <= room {
          used = word
        } else {
          used = width
          word = width
        }
      } else {
        used += width
      }
      lastWidth = width
    }
    return lines
  }

  /// Pixels at 96 to the inch.
  private func width(of scalar: Unicode.Scalar) -> Double {
    let em = (fontSize * 96 / 72).rounded(.up)
    let bold = isBold ? 1.06 : 1
    if Self.isWide(scalar) { return em + (isBold ? 0.5 : 0) }
    switch scalar {
    case "i", "j", "l", "'", "|", ".", ",", ":", ";", "!": return em * 0.5 * bold
    case "m", "w", "M", "W", "@", "%": return em * 0.9 * bold
    case "A"..."Z": return em * 0.7 * bold
    default:
      if scalar.properties.canonicalCombiningClass != .notReordered { return 0 }
      return em * 0.55 * bold
    }
  }

  /// East Asian wide and fullwidth (UAX 11), and what Chinese fonts draw as wide.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F9FF,
      0x20000...0x3FFFD:
      true
    case 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0xB7, 0xD7, 0x2160...0x217F, 0x2460...0x24FF, 0x2190...0x21FF,
      0x25A0...0x26FF, 0x3000:
      true
    default: false
    }
  }

  private static let closing: Set<Unicode.Scalar> = [
    "，", "。", "、", "；", "：", "？", "！", "）", "】", "》", "〉", "」", "』", "〕", "”", "’", ",", ".", ";", ":", ")", "]", "!",
    "?", "%", "…",
  ]
}
