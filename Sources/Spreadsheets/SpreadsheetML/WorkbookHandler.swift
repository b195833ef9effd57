/// Reads `workbook.xml`: the sheets in their order, the epoch, the names (ISO 29500-1, 18.2.27).
final class WorkbookHandler: XMLHandler {
  struct SheetEntry {
    let name: String
    let visibility: Visibility
    let relationship: String?
  }

  /// What the part says.
  struct Contents {
    fileprivate(set) var sheets: [SheetEntry] = []
    fileprivate(set) var epoch = DateEpoch.year1900
    fileprivate(set) var definedNames: [DefinedName] = []
  }

  private(set) var contents = Contents()
  private let limits: Limits
  private var path: [String] = []
  private var name: DefinedName?
  private var formula: [UInt8] = []

  init(limits: Limits) { self.limits = limits }

  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    defer { path.append(element.name.local) }
    if path.isEmpty { try checkRoot(element.name) }
    guard element.name.namespace == .spreadsheetML else { return }
    switch (path.last, element.name.local) {
    case ("workbook", "workbookPr"):
      contents.epoch = element.withAttribute("date1904", isTrue) == true ? .year1904 : .year1900
    case ("sheets", "sheet"):
      try limits.check(contents.sheets.count + 1, \.sheets, "sheets", part: nil)
      contents.sheets.append(
        SheetEntry(
          name: element.attribute("name") ?? "",
          visibility: Visibility(rawValue: element.attribute("state") ?? "") ?? .visible,
          relationship: element.attribute("id", in: .relationships)))
    case ("definedNames", "definedName"):
      try limits.check(contents.definedNames.count + 1, \.definedNames, "defined names", part: nil)
      name = DefinedName(
        name: element.attribute("name") ?? "", formula: "", sheet: element.attribute("localSheetId").flatMap { Int($0) }
      )
      formula.removeAll(keepingCapacity: true)
    default: break
    }
  }

  func text(_ bytes: Span<UInt8>) throws(SpreadsheetError) {
    guard name != nil else { return }
    bytes.withUnsafeBufferPointer { formula.append(contentsOf: $0) }
    try limits.check(formula.count, \.cellTextBytes, "formula bytes", part: nil)
  }

  func end(_ ended: XMLName) {
    path.removeLast()
    guard ended.local == "definedName", var name else { return }
    name.formula = String(decoding: formula, as: UTF8.self)
    contents.definedNames.append(name)
    self.name = nil
  }

  private func checkRoot(_ name: XMLName) throws(SpreadsheetError) {
    if name.namespace == .spreadsheetML, name.local == "workbook" { return }
    switch name.local {
    case "document":
      throw SpreadsheetError(.unsupported(.wordDocument), detail: "a Word document (docx), not a workbook")
    case "presentation":
      throw SpreadsheetError(.unsupported(.presentation), detail: "a presentation (pptx), not a workbook")
    default:
      throw SpreadsheetError(.damaged, detail: "the root element is \(name.local.prefix(40)), not workbook")
    }
  }
}
