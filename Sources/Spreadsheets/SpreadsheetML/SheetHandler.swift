/// Reads a sheet part, element by element (ISO 29500-1, 18.3.1.99). This is the reference: what it says is what is read.
final class SheetHandler: ScannableHandler {
  private enum Element: UInt8 {
    case worksheet, sheetData, row, cell, value, formula, inlineString, inlineContent
    case columns, merges, hyperlinks, validations, validation, formula1, formula2
    case other
  }

  var assembler: RowAssembler
  var features = SheetFeatures()
  /// Whether `sheetData` is open.
  private(set) var isReadyForScanner = false
  /// Whether a cell has begun, empty or not.
  private(set) var hasCells = false
  var hasContent: Bool { !assembler.rows.isEmpty }
  func anew() -> SheetHandler { SheetHandler(interpreter: interpreter, limits: limits) }

  let interpreter: CellInterpreter
  private let limits: Limits
  // Looked at with every tag, and never within another look.
  @exclusivity(unchecked) private var path: [Element] = []
  private var place = CellReference(column: 1, row: 1)
  private var type = CellType.number
  private var style = 0
  private var hasFormula = false
  private var hasInlineString = false
  private var valueMetadata: Int?
  private var value: [UInt8] = []
  private var formula: [UInt8] = []
  private var inline = RichText()
  private var validation = DataValidation(ranges: [], kind: "none")

  init(interpreter: CellInterpreter, limits: Limits) {
    self.interpreter = interpreter
    self.limits = limits
    assembler = RowAssembler(limits: limits)
  }

  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    guard let parent = path.last else { return try startRoot(element) }
    guard element.name.namespace == .spreadsheetML || parent == .inlineContent || parent == .inlineString else {
      path.append(.other)
      return
    }
    let local = element.name.local
    switch parent {
    case .row where local == "c":
      path.append(.cell)
      try startCell(element)
    case .cell where local == "v":
      path.append(.value)
    case .cell where local == "f":
      hasFormula = true
      path.append(.formula)
    case .cell where local == "is":
      hasInlineString = true
      inline.begin()
      path.append(.inlineString)
    case .sheetData where local == "row":
      path.append(.row)
      try startRow(element)
    case .inlineString, .inlineContent:
      path.append(.inlineContent)
      inline.start(element.name)
    default: try startFeature(element, parent)
    }
  }

  func text(_ bytes: Span<UInt8>) throws(SpreadsheetError) {
    switch path.last {
    case .value:
      bytes.withUnsafeBufferPointer { value.append(contentsOf: $0) }
      try limits.check(value.count, \.cellTextBytes, "cell text bytes", part: nil)
    case .inlineContent:
      inline.append(bytes)
      try limits.check(inline.bytes.count, \.cellTextBytes, "cell text bytes", part: nil)
    case .formula, .formula1, .formula2:
      bytes.withUnsafeBufferPointer { formula.append(contentsOf: $0) }
      try limits.check(formula.count, \.cellTextBytes, "formula bytes", part: nil)
    default: break
    }
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    switch path.popLast() {
    case .cell: try endCell()
    case .row: assembler.end()
    case .sheetData: isReadyForScanner = false
    case .inlineContent: inline.end(name)
    case .formula1: validation.formula1 = takeFormula()
    case .formula2: validation.formula2 = takeFormula()
    case .validation: features.dataValidations.append(validation)
    default: break
    }
  }

  private func takeFormula() -> String {
    defer { formula.removeAll(keepingCapacity: true) }
    return String(decoding: formula, as: UTF8.self)
  }

  private func startRoot(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    let name = element.name
    // Dialog and macro sheets hold rows in the same form (18.3.1.34).
    guard name.namespace == .spreadsheetML,
      ["worksheet", "dialogsheet", "macrosheet", "chartsheet"].contains(name.local)
    else {
      throw SpreadsheetError(.damaged, detail: "the root element is \(name.local.prefix(40)), not worksheet")
    }
    path.append(.worksheet)
  }

  private func startRow(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    let number = element.withAttribute("r") { rowNumber($0) ?? -1 }
    let isHidden = element.withAttribute("hidden", isTrue) ?? false
    try assembler.begin(row: number, isHidden: isHidden)
  }

  private func startCell(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    hasCells = true
    var stated: CellReference?
    if let text = element.attribute("r") {
      guard let reference = CellReference(text) else {
        throw SpreadsheetError(.damaged, detail: "invalid cell reference \"\(text.prefix(40))\"")
      }
      stated = reference
    }
    place = try assembler.place(stated)
    type = element.withAttribute("t") { CellType($0) } ?? .number
    style = element.attribute("s").flatMap { Int($0) } ?? 0
    valueMetadata = element.attribute("vm").flatMap { Int($0) }
    hasFormula = false
    hasInlineString = false
    value.removeAll(keepingCapacity: true)
    formula.removeAll(keepingCapacity: true)
  }

  private func endCell() throws(SpreadsheetError) {
    if let valueMetadata, features.valueMetadata.count < limits.annotations {
      features.valueMetadata.append((place, valueMetadata))
    }
    // An inline string is in `is` and not in `v` (18.18.11).
    let content = type == .inlineString ? (hasInlineString ? inline.bytes : []) : value
    var failure: SpreadsheetError?
    var found: CellValue?
    content.withUnsafeBytes { bytes in
      do throws(SpreadsheetError) {
        found = try interpreter.value(bytes, type: type, style: style, at: place)
      } catch { failure = error }
    }
    if let failure { throw failure }
    if hasFormula { notePicture(formula) }
    formula.removeAll(keepingCapacity: true)
    guard found != nil || hasFormula else { return }
    assembler.append(Cell(place, found, hasFormula: hasFormula))
  }

  /// WPS shows a picture in a cell by the formula `_xlfn.DISPIMG("ID_…",1)`.
  private func notePicture(_ formula: [UInt8]) {
    guard formula.count < 1_024, features.cellImages.count < limits.annotations else { return }
    let text = String(decoding: formula, as: UTF8.self)
    guard let call = text.firstRange(of: "DISPIMG(\"") else { return }
    features.cellImages.append((place, String(text[call.upperBound...].prefix { $0 != "\"" })))
  }

  private func startFeature(_ element: borrowing XMLElement, _ parent: Element) throws(SpreadsheetError) {
    var opened = Element.other
    switch (parent, element.name.local) {
    case (.worksheet, "sheetData"):
      opened = .sheetData
      isReadyForScanner = true
    case (.worksheet, "cols"): opened = .columns
    case (.worksheet, "mergeCells"): opened = .merges
    case (.worksheet, "hyperlinks"): opened = .hyperlinks
    case (.worksheet, "dataValidations"): opened = .validations
    case (.worksheet, "drawing"):
      if let id = element.attribute("id", in: .relationships) { features.drawings.append(id) }
    case (.columns, "col"):
      guard element.withAttribute("hidden", isTrue) == true, let first = element.attribute("min").flatMap({ Int($0) }),
        let last = element.attribute("max").flatMap({ Int($0) }), first >= 1, first <= last, last <= limits.columns
      else { break }
      try limits.check(features.hiddenColumns.count + 1, \.columns, "columns", part: nil)
      features.hiddenColumns.append(first...last)
    case (.merges, "mergeCell"):
      try limits.check(features.mergedRanges.count + 1, \.mergedRanges, "merged ranges", part: nil)
      if let range = element.withAttribute("ref", { CellRange($0) }) ?? nil { features.mergedRanges.append(range) }
    case (.hyperlinks, "hyperlink"):
      try limits.check(features.hyperlinks.count + 1, \.annotations, "hyperlinks", part: nil)
      guard let range = element.withAttribute("ref", { CellRange($0) }) ?? nil else { break }
      features.hyperlinks.append(
        SheetFeatures.Hyperlink(
          range: range, relationship: element.attribute("id", in: .relationships),
          location: element.attribute("location")))
    case (.validations, "dataValidation"):
      opened = .validation
      try limits.check(features.dataValidations.count + 1, \.annotations, "data validations", part: nil)
      let ranges = element.withAttribute("sqref") {
        $0.split(separator: 0x20).compactMap { CellRange(.init(rebasing: $0)) }
      }
      validation = DataValidation(ranges: ranges ?? [], kind: element.attribute("type") ?? "none")
    case (.validation, "formula1"): opened = .formula1
    case (.validation, "formula2"): opened = .formula2
    default: break
    }
    path.append(opened)
  }
}

/// `xsd:boolean`.
func isTrue(_ bytes: UnsafeRawBufferPointer) -> Bool {
  bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8)
}

/// A row number of one to seven digits; nil for anything else.
func rowNumber(_ bytes: UnsafeRawBufferPointer) -> Int? {
  guard (1...7).contains(bytes.count) else { return nil }
  var number = 0
  for digit in bytes {
    guard digit >= 0x30, digit <= 0x39 else { return nil }
    number = number * 10 + Int(digit - 0x30)
  }
  return number
}
