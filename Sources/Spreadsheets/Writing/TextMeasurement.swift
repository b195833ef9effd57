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

  /// A `lineSpacing` of 1.3 suits 宋体, 仿宋 and 黑体; fonts that substitute them may need 1.5.
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
    let widths = widths
    var line = WrappedLine()
    var lines = 1
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if Self.isNewline(scalar) {
        if scalar != "\n" || last != "\r" { lines += 1 }
        line = WrappedLine()
      } else if !line.takes(scalar, widths, room: room) {
        lines += 1
      }
      last = scalar
    }
    return lines
  }

  /// The width in digits of the default font that a column needs to show each line of `text` without wrapping, at most 255.
  public func columnWidth(of text: String) -> Double {
    let widths = widths
    var (widest, width) = (0.0, 0.0)
    for scalar in text.unicodeScalars {
      width = Self.isNewline(scalar) ? 0 : width + widths.width(of: scalar)
      widest = max(widest, width)
    }
    return min(255, ((widest + 8) / defaultDigitWidth * 100).rounded(.up) / 100)
  }

  /// What Swift calls a newline; `\r\n` is one.
  private static func isNewline(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private var widths: Widths {
    let em = (fontSize * 96 / 72).rounded(.up)
    let bold = isBold ? 1.06 : 1
    return Widths(
      wide: em + (isBold ? 0.5 : 0), narrow: em * 0.5 * bold, broad: em * 0.9 * bold, capital: em * 0.7 * bold,
      other: em * 0.55 * bold)
  }
}

/// Greedy, as Excel wraps: between ideographs, and at spaces within Latin text; a word longer than a line is broken.
/// A closing mark may not begin a line, so the letter before it goes down too.
private struct WrappedLine {
  private var used = 0.0
  private var word = 0.0
  private var lastWidth = 0.0

  /// - Returns: false where the next line begins with the scalar, or with what belongs before it.
  mutating func takes(_ scalar: Unicode.Scalar, _ widths: Widths, room: Double) -> Bool {
    let isWide = Widths.isWide(scalar)
    let width = isWide ? widths.wide : widths.width(ofNarrow: scalar)
    let before = lastWidth
    lastWidth = width
    word = isWide || scalar == " " ? 0 : word + width
    if used + width <= room {
      used += width
      return true
    }
    if Self.isClosing(scalar) {
      used = before + width
    } else if isWide || scalar == " " {
      used = scalar == " " ? 0 : width
    } else if word <= room {
      used = word
    } else {
      used = width
      word = width
    }
    return false
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
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
  let narrow: Double
  let broad: Double
  let capital: Double
  let other: Double

  func width(of scalar: Unicode.Scalar) -> Double { Self.isWide(scalar) ? wide : width(ofNarrow: scalar) }

  func width(ofNarrow scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "'", "|", ".", ",", ":", ";", "!": narrow
    case "m", "w", "M", "W", "@", "%": broad
    case "A"..."Z": capital
    default:
      scalar.value >= 0x80 && scalar.properties.canonicalCombiningClass != .notReordered ? 0 : other
    }
  }

  /// East Asian wide and fullwidth (UAX 11), and what Chinese fonts draw as wide.
  @inline(__always)
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
