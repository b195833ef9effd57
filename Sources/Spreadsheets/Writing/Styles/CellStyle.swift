/// How a cell looks: a plain value. The writer keeps one copy of equal styles (`cellXfs`, ISO 29500-1 18.8.10).
///
/// ```swift
/// let heading = CellStyle(font: Font("黑体", isBold: true), fill: 0xD9E1F2, border: .box(.thin), alignment: .centered)
/// ```
public struct CellStyle: Hashable, Sendable {
  /// Nil is the workbook's default font.
  public var font: Font?
  /// A solid background.
  public var fill: Color?
  public var border: Border
  public var alignment: Alignment
  public var numberFormat: NumberFormatCode
  /// Whether the cell is locked once its sheet is protected; Excel's own default is true.
  public var isLocked: Bool
  /// Whether a protected sheet hides the cell's formula.
  public var hidesFormula: Bool

  public init(
    font: Font? = nil, fill: Color? = nil, border: Border = .none, alignment: Alignment = Alignment(),
    numberFormat: NumberFormatCode = .general, isLocked: Bool = true, hidesFormula: Bool = false
  ) {
    self.font = font
    self.fill = fill
    self.border = border
    self.alignment = alignment
    self.numberFormat = numberFormat
    self.isLocked = isLocked
    self.hidesFormula = hidesFormula
  }
}

/// A style as the writer that gave it knows it; means nothing to another writer.
///
/// ```swift
/// let id = try book.style(heading)
/// try book.appendRow([.text("序号"), .text("案件编号")], id)
/// ```
public struct StyleID: Hashable, Sendable {
  /// The index into `cellXfs`.
  let index: Int

  /// The workbook's default font and nothing else.
  public static let standard = StyleID(index: 0)
}

/// A colour as red, green and blue, `0xRRGGBB`.
///
/// ```swift
/// let pale: Color = 0xFFC7CE
/// let same = Color(rgb: 0xFFC7CE)
/// ```
public struct Color: Hashable, Sendable, ExpressibleByIntegerLiteral {
  public var rgb: UInt32

  public init(rgb: UInt32) { self.rgb = rgb & 0xFF_FFFF }
  public init(integerLiteral value: UInt32) { self.init(rgb: value) }

  public static let black: Color = 0x00_0000
  public static let white: Color = 0xFF_FFFF
  public static let red: Color = 0xFF_0000
  /// The colour Excel gives links.
  public static let link: Color = 0x05_63C1

  /// `FFRRGGBB`, opaque, as SpreadsheetML writes it.
  var argb: String {
    let digits = String(rgb, radix: 16, uppercase: true)
    return "FF" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

/// A font (ISO 29500-1 18.8.22).
///
/// ```swift
/// let official = Font("仿宋_GB2312", size: 14, color: .black)
/// ```
public struct Font: Hashable, Sendable {
  public enum Underline: String, Hashable, Sendable {
    case single, double, singleAccounting, doubleAccounting
  }

  public enum VerticalPosition: String, Hashable, Sendable {
    case superscript, `subscript`
  }

  /// SpreadsheetML has one name for all scripts: an East Asian font carries its Latin letters too.
  public var name: String
  /// Points.
  public var size: Double
  public var isBold: Bool
  public var isItalic: Bool
  public var isStruckThrough: Bool
  public var underline: Underline?
  public var verticalPosition: VerticalPosition?
  /// Nil is automatic, black on most screens.
  public var color: Color?
  /// The character set that picks a substitute where the font is missing; 134 is GB 2312. Nil leaves it out.
  public var charset: Int?

  /// A font; its `charset`, left out, is 134 for a name with letters outside ASCII (`宋体`) and nil for others.
  public init(
    _ name: String = "宋体", size: Double = 11, isBold: Bool = false, isItalic: Bool = false,
    isStruckThrough: Bool = false, underline: Underline? = nil, verticalPosition: VerticalPosition? = nil,
    color: Color? = nil, charset: Int? = nil
  ) {
    self.name = name
    self.size = size
    self.isBold = isBold
    self.isItalic = isItalic
    self.isStruckThrough = isStruckThrough
    self.underline = underline
    self.verticalPosition = verticalPosition
    self.color = color
    self.charset = charset ?? (name.utf8.contains { $0 >= 0x80 } ? 134 : nil)
  }
}

/// The lines around a cell and across it.
///
/// ```swift
/// let grid = Border.box(.thin)
/// ```
public struct Border: Hashable, Sendable {
  /// ST_BorderStyle (ISO 29500-1 18.18.3).
  public enum Line: String, Hashable, Sendable {
    case thin, medium, thick, dashed, dotted, double, hair, mediumDashed, dashDot, mediumDashDot, dashDotDot
    case mediumDashDotDot, slantDashDot
  }

  public struct Edge: Hashable, Sendable {
    public var line: Line
    /// Nil is automatic.
    public var color: Color?

    public init(_ line: Line, color: Color? = nil) {
      self.line = line
      self.color = color
    }
  }

  public var left: Edge?
  public var right: Edge?
  public var top: Edge?
  public var bottom: Edge?
  /// From top left to bottom right.
  public var fallingDiagonal: Edge?

  public init(
    left: Edge? = nil, right: Edge? = nil, top: Edge? = nil, bottom: Edge? = nil, fallingDiagonal: Edge? = nil
  ) {
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
    self.fallingDiagonal = fallingDiagonal
  }

  public static let none = Border()

  /// The same line on all four sides.
  public static func box(_ line: Line, color: Color? = nil) -> Border {
    let edge = Edge(line, color: color)
    return Border(left: edge, right: edge, top: edge, bottom: edge)
  }
}

/// Where the content stands within its cell.
///
/// ```swift
/// let wrapped = Alignment(wrapsText: true)
/// ```
public struct Alignment: Hashable, Sendable {
  public enum Horizontal: String, Hashable, Sendable {
    case left, center, right, fill, justify, distributed, centerContinuous
  }

  public enum Vertical: String, Hashable, Sendable {
    case top, center, bottom, justify, distributed
  }

  /// Nil: text to the left, numbers to the right.
  public var horizontal: Horizontal?
  /// Nil is the bottom.
  public var vertical: Vertical?
  public var wrapsText: Bool
  public var shrinksToFit: Bool
  /// In steps of three spaces, 0 to 250.
  public var indent: Int
  /// Degrees counter-clockwise, -90 to 90; 255 stacks the letters upright.
  public var rotation: Int

  public init(
    horizontal: Horizontal? = nil, vertical: Vertical? = nil, wrapsText: Bool = false, shrinksToFit: Bool = false,
    indent: Int = 0, rotation: Int = 0
  ) {
    self.horizontal = horizontal
    self.vertical = vertical
    self.wrapsText = wrapsText
    self.shrinksToFit = shrinksToFit
    self.indent = indent
    self.rotation = rotation
  }

  /// In the middle both ways, wrapped: how headers stand.
  public static let centered = Alignment(horizontal: .center, vertical: .center, wrapsText: true)
}

/// A number format code; codes that the format builds in (ISO 29500-1 18.8.30) are written by their number.
///
/// ```swift
/// let caseNumber = CellStyle(numberFormat: .text)
/// let reported = CellStyle(numberFormat: .isoDate)
/// ```
public struct NumberFormatCode: Hashable, Sendable {
  public var code: String

  public init(_ code: String) { self.code = code }

  public static let general = NumberFormatCode("General")
  /// What is typed stays text: case numbers keep their zeros.
  public static let text = NumberFormatCode("@")
  public static let integer = NumberFormatCode("0")
  public static let twoDecimals = NumberFormatCode("0.00")
  public static let thousands = NumberFormatCode("#,##0")
  public static let percent = NumberFormatCode("0%")
  public static let isoDate = NumberFormatCode("yyyy-mm-dd")
  public static let isoDateTime = NumberFormatCode("yyyy-mm-dd hh:mm:ss")
  /// 2022年4月21日.
  public static let chineseDate = NumberFormatCode("yyyy\"年\"m\"月\"d\"日\"")
}
