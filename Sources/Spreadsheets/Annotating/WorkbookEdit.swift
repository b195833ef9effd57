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
      case (1, .end): isInSheets = false
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
  /// moved on by one.
  func insertingFirst(_ name: String, relationship: String) -> [UInt8] {
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
    return splices.applied(to: scanner.bytes)
  }
}
