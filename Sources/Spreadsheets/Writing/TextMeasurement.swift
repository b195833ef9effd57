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
    rowHeight(ofLines: lineCount(of: text, columnWidth: columnWidth))
  }

  func rowHeight(ofLines lines: Int) -> Double {
    let height = Double(lines) * fontSize * lineSpacing + 3
    // Excel keeps heights in quarters of a point.
    return min(Self.tallestRow, (height * 4).rounded(.up) / 4)
  }

  /// The lines that `text` takes when wrapped in a column of `columnWidth` digits; at least 1.
  public func lineCount(of text: String, columnWidth: Double) -> Int {
    let ruler = TextRuler(self)
    let room = room(inColumn: columnWidth)
    var text = text
    return text.withUTF8 { ruler.measure($0, room: room).lines }
  }

  /// Pixels of a column that text may fill.
  func room(inColumn columnWidth: Double) -> Double { max(1, columnWidth * defaultDigitWidth - 3) }

  /// The width in digits of the default font that a column needs to show each line of `text` without wrapping, at most 255.
  public func columnWidth(of text: String) -> Double {
    let ruler = TextRuler(self)
    var (widest, width) = (0.0, 0.0)
    for scalar in text.unicodeScalars {
      width = Self.isNewline(scalar.value) ? 0 : width + ruler.width(of: scalar)
      widest = max(widest, width)
    }
    return min(255, ((widest + 8) / defaultDigitWidth * 100).rounded(.up) / 100)
  }

  @inline(__always)
  static func isNewline(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
