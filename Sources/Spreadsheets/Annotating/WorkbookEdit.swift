/// Somebody's workbook part: which sheets there are, and a new one before them.
struct WorkbookEdit {
  struct SheetEntry {
    var name: String
    var id: Int
    /// The relationship that leads to its part.
    var relationship: String
  }

  let root: XMLRoot
  private(set) var sheets: [SheetEntry] = []
  private let scanner: MarkupScanner
  private var list: MarkupScanner.Tag?
  private var localNames: [MarkupScanner.Attribute] = []
  private var view: MarkupScanner.Tag?
  private var definedNames: MarkupScanner.Tag?
  /// What a `definedNames` would stand for when there is none with content: the place behind all that comes before it
  /// (18.2.27), or the empty element.
  private var namesPlace = 0..<0

  init(_ bytes: [UInt8], part: String) throws(SpreadsheetError) {
    var scanner = MarkupScanner(bytes, part: part)
    var root = XMLRoot()
    var isInSheets = false
    while let tag = try scanner.next() {
      switch (tag.depth, tag.kind) {
      case (0, .start): root = XMLRoot(tag, scanner)
      case (1, .start):
        isInSheets = scanner.isNamed(tag, "sheets")
        if isInSheets { list = tag }
        if scanner.isNamed(tag, "definedNames") { definedNames = tag }
      case (1, .end), (1, .empty):
        isInSheets = false
        let before: [StaticString] = ["sheets", "functionGroups", "externalReferences"]
        if before.contains(where: { scanner.isNamed(tag, $0) }) {
          namesPlace = tag.range.upperBound..<tag.range.upperBound
        } else if tag.kind == .empty, scanner.isNamed(tag, "definedNames") {
          namesPlace = tag.range
        }
      case (2, .start), (2, .empty):
        if isInSheets, scanner.isNamed(tag, "sheet") {
          sheets.append(
            SheetEntry(
              name: scanner.value("name", of: tag) ?? "", id: scanner.integer("sheetId", of: tag) ?? 0,
              relationship: scanner.value("id", of: tag, anyPrefix: true) ?? ""))
        } else if scanner.isNamed(tag, "definedName"), let scope = scanner.attribute("localSheetId", of: tag) {
          localNames.append(scope)
        } else if view == nil, scanner.isNamed(tag, "workbookView") {
          view = tag
        }
      default: break
      }
    }
    guard list != nil, !sheets.isEmpty else {
      throw SpreadsheetError(.damaged, part: part, detail: "the workbook lists no sheet")
    }
    self.scanner = scanner
    self.root = root
  }

  /// The part with a sheet more, the first, which shows when the workbook is opened. What counts sheets by their place is
  /// moved on by one. `titles` is what the new sheet repeats on each printed page.
  func insertingFirst(_ name: String, relationship: String, titles: String?) -> [UInt8] {
    var splices = Splices()
    guard let list else { return scanner.bytes }
    let id = min(65_534, (sheets.map(\.id).filter { (0...65_534).contains($0) }.max() ?? 0) + 1)
    var output = XMLOutput(capacity: 256)
    output.raw("<\(root.prefix)sheet xmlns:r=\"\(root.relationships)\"")
    output.attribute("name", name)
    output.raw(" sheetId=\"\(id)\" r:id=\"\(relationship)\"/>")
    splices.insert(output.array, at: list.range.upperBound)
    for scope in localNames {
      guard let index = Int(scanner.text(in: scope.value)), (0..<Int.max).contains(index) else { continue }
      splices.replace(scope.value, with: "\(index + 1)")
    }
    if let view {
      for name: StaticString in ["activeTab", "firstSheet"] {
        if let attribute = scanner.attribute(name, of: view) { splices.replace(attribute.value, with: "0") }
      }
    }
    if let titles { insertTitles(titles, &splices) }
    return splices.applied(to: scanner.bytes)
  }

  private func insertTitles(_ titles: String, _ splices: inout Splices) {
    let prefix = root.prefix
    var output = XMLOutput(capacity: 256)
    if definedNames == nil { output.raw("<\(prefix)definedNames>") }
    output.raw("<\(prefix)definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">")
    output.text(titles)
    output.raw("</\(prefix)definedName>")
    if definedNames == nil { output.raw("</\(prefix)definedNames>") }
    if let definedNames {
      splices.insert(output.array, at: definedNames.range.upperBound)
    } else {
      splices.replace(namesPlace, with: String(decoding: output.bytes, as: UTF8.self))
    }
  }
}
