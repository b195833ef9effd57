/// Every style the workbook uses, each once: what becomes `xl/styles.xml`.
struct StyleTable {
  private(set) var fonts: Interned<Font>
  /// After the two fills that the format reserves (none and grey 125).
  private(set) var fills = Interned<Color>()
  private(set) var borders = Interned<Border>([.none])
  /// Codes that are not built in, numbered from 164.
  private(set) var numberFormats = Interned<String>()
  private(set) var styles: Interned<CellStyle>
  /// Looks that conditional formats lay over cells.
  private(set) var differential = Interned<ConditionalFormat.Style>()

  init(defaultFont: Font) {
    fonts = Interned([defaultFont])
    styles = Interned([CellStyle()])
  }

  var defaultFont: Font { fonts.values[0] }

  mutating func id(of style: CellStyle) throws(WritingError) -> StyleID {
    var style = style
    // Equal looks are one style, whether the default font is named or left out.
    if style.font == defaultFont { style.font = nil }
    if let font = style.font { try Self.check(font) }
    let index = styles.index(of: style)
    try Self.check(styles.values.count, .styles)
    if let font = style.font { _ = fonts.index(of: font) }
    try Self.check(fonts.values.count, .fonts)
    if let fill = style.fill { _ = fills.index(of: fill) }
    _ = borders.index(of: style.border)
    if style.numberFormat.builtInID == nil { _ = numberFormats.index(of: style.numberFormat.code) }
    return StyleID(index: index)
  }

  mutating func differentialID(of style: ConditionalFormat.Style) -> Int { differential.index(of: style) }

  private static func check(_ font: Font) throws(WritingError) {
    guard font.size.isFinite, font.size >= 1 else { throw WritingError(.notFinite) }
    try check(Int(min(1e9, font.size.rounded(.up))), .fontSize)
  }

  private static func check(_ count: Int, _ limit: WritingError.Limit) throws(WritingError) {
    if count > limit.maximum { throw WritingError(.limitExceeded(limit, given: count)) }
  }
}

/// Values in the order they first came, each once.
struct Interned<Value: Hashable> {
  private(set) var values: [Value]
  private var indices: [Value: Int]

  init(_ values: [Value] = []) {
    self.values = []
    indices = [:]
    for value in values { _ = index(of: value) }
  }

  mutating func index(of value: Value) -> Int {
    if let index = indices[value] { return index }
    indices[value] = values.count
    values.append(value)
    return values.count - 1
  }

  func existingIndex(of value: Value) -> Int? { indices[value] }
}

extension NumberFormatCode {
  /// The number of a code that every locale shows alike (ISO 29500-1 18.8.30).
  var builtInID: Int? {
    switch code {
    case "General": 0
    case "0": 1
    case "0.00": 2
    case "#,##0": 3
    case "#,##0.00": 4
    case "0%": 9
    case "0.00%": 10
    case "@": 49
    default: nil
    }
  }
}
