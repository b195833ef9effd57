/// Reads where the pictures of a drawing are anchored (ISO 29500-1, 20.5.2).
final class DrawingHandler: XMLHandler {
  /// The cell under the upper left corner of each picture.
  private(set) var pictures: [CellReference] = []
  private let limits: Limits
  private var path: [XMLName] = []
  private var from: (column: Int, row: Int)?
  private var digits: [UInt8] = []
  /// How many elements deep within a fallback, which repeats what the choice beside it shows.
  private var fallback = 0

  init(limits: Limits) { self.limits = limits }

  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    defer { path.append(element.name) }
    if fallback > 0 || element.name == XMLName(namespace: .markupCompatibility, local: "Fallback") { fallback += 1 }
    guard element.name.namespace == .spreadsheetDrawing, fallback == 0 else { return }
    switch element.name.local {
    case "oneCellAnchor", "twoCellAnchor", "absoluteAnchor": from = nil
    case "from": from = (0, 0)
    case "col", "row": digits = []
    case "pic":
      guard let from else { return }
      try limits.check(pictures.count + 1, \.annotations, "pictures", part: nil)
      guard from.column < limits.columns, from.row < limits.rows else { return }
      pictures.append(CellReference(column: from.column + 1, row: from.row + 1))
    default: break
    }
  }

  func text(_ bytes: Span<UInt8>) {
    guard digits.count < 20 else { return }
    bytes.withUnsafeBufferPointer { digits.append(contentsOf: $0) }
  }

  func end(_ name: XMLName) {
    path.removeLast()
    if fallback > 0 { fallback -= 1 }
    guard path.last?.local == "from", let number = Int(String(decoding: digits, as: UTF8.self)), number >= 0 else {
      return
    }
    if name.local == "col" { from?.column = number }
    if name.local == "row" { from?.row = number }
  }
}

/// Reads the names of the pictures that WPS keeps for cells, `xl/cellimages.xml`.
final class CellImagesHandler: XMLHandler {
  private(set) var names: Set<String> = []
  private let limits: Limits

  init(limits: Limits) { self.limits = limits }

  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    guard element.name == XMLName(namespace: .spreadsheetDrawing, local: "cNvPr"), let name = element.attribute("name")
    else { return }
    try limits.check(names.count + 1, \.annotations, "pictures", part: nil)
    names.insert(name)
  }
}
