/// What each cell format of a workbook makes of a number, by the index that cells name.
struct Styles: Sendable {
  var kinds: [NumberKind] = []

  /// A format that does not exist is the general one.
  func kind(_ index: Int) -> NumberKind { kinds.indices.contains(index) ? kinds[index] : .number }
}

/// Reads `styles.xml` as far as it tells dates from numbers (ISO 29500-1, 18.8).
final class StylesHandler: XMLHandler {
  private let limits: Limits
  private var depth = 0
  private var isInCellFormats = false
  /// A file's own formats win over built-in ones of the same id.
  private var codes: [Int: NumberKind] = [:]
  private var formats: [Int] = []

  init(limits: Limits) { self.limits = limits }

  /// The styles, once the part is read.
  var styles: Styles {
    Styles(kinds: formats.map { codes[$0] ?? NumberFormat.kind(ofBuiltIn: $0) })
  }

  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    depth += 1
    guard element.name.namespace == .spreadsheetML else { return }
    switch (depth, element.name.local) {
    case (1, "styleSheet"): break
    case (1, _):
      throw SpreadsheetError(.damaged, detail: "the root element is \(element.name.local.prefix(40)), not styleSheet")
    case (2, "cellXfs"): isInCellFormats = true
    case (3, "xf") where isInCellFormats:
      try limits.check(formats.count + 1, \.styles, "styles", part: nil)
      formats.append(element.attribute("numFmtId").flatMap { Int($0) } ?? 0)
    case (3, "numFmt"):
      try limits.check(codes.count + 1, \.styles, "styles", part: nil)
      guard let id = element.attribute("numFmtId").flatMap({ Int($0) }), let code = element.attribute("formatCode")
      else { return }
      try limits.check(code.utf8.count, \.formatCodeBytes, "format code bytes", part: nil)
      codes[id] = NumberFormat.kind(ofCode: code)
    default: break
    }
  }

  func end(_ name: XMLName) {
    depth -= 1
    if depth == 1 { isInCellFormats = false }
  }
}
