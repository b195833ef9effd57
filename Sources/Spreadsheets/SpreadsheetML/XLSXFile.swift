/// A workbook in SpreadsheetML, opened: its sheets are known and none of their cells is read.
///
///     _rels/.rels → workbook.xml → worksheets/sheet1.xml → drawings/drawing1.xml
///                       │                  └→ comments1.xml
///                       └→ sharedStrings.xml, styles.xml, cellimages.xml, metadata.xml
///
/// Every arrow is a relationship: no part is known by its name.
final class XLSXFile {
  struct Sheet {
    let name: String
    let visibility: Visibility
    /// nil for a chart sheet, which holds no cells.
    let entry: ZipArchive.Entry?
  }

  let archive: ZipArchive
  let format: FileFormat
  let sheets: [Sheet]
  let definedNames: [DefinedName]
  let interpreter: CellInterpreter
  private let workbookPart: String
  private let scanning: Bool
  private let relationships: Relationships

  /// `scanning` allows the faster of the two ways to read sheets and shared strings, which gives the same cells.
  init(archive: ZipArchive, scanning: Bool = true) throws(SpreadsheetError) {
    let limits = archive.limits
    let types = try archive.contentTypes()
    let root = try archive.relationships(of: "")
    let part = root.first("officeDocument")?.part ?? "xl/workbook.xml"
    let type = types.type(of: part) ?? ""
    try Self.refuseOtherDocuments(part: part, contentType: type, archive: archive)
    guard let entry = archive.entry(named: part) else {
      throw SpreadsheetError(.damaged, part: part, detail: "the workbook part is missing")
    }
    let workbook = try archive.remembered(entry, as: .workbook) { () throws(SpreadsheetError) in
      let handler = WorkbookHandler(limits: limits)
      try archive.parse(entry, with: handler)
      return handler.contents
    }
    let relationships = try archive.relationships(of: part)

    var sheets: [Sheet] = []
    for sheet in workbook.sheets {
      sheets.append(
        Sheet(
          name: sheet.name, visibility: sheet.visibility,
          entry: try Self.entry(of: sheet, workbook: part, relationships, archive)))
    }
    var interpreter = CellInterpreter()
    interpreter.epoch = workbook.epoch
    if let found = relationships.first("styles")?.part, let entry = archive.entry(named: found) {
      interpreter.styles = try archive.remembered(entry, as: .styles) { () throws(SpreadsheetError) in
        let handler = StylesHandler(limits: limits)
        try archive.parse(entry, with: handler)
        return handler.styles
      }
    }
    if let found = relationships.first("sharedStrings")?.part, let entry = archive.entry(named: found) {
      interpreter.strings = try SharedStrings(reading: entry, of: archive, scanning: scanning)
      interpreter.hasSharedStrings = true
    }
    self.archive = archive
    self.sheets = sheets
    self.interpreter = interpreter
    self.relationships = relationships
    definedNames = workbook.definedNames
    workbookPart = part
    self.scanning = scanning
    let hasMacros =
      !Self.isPlainWorkbook(type) && type.contains("macroEnabled") || relationships.first("vbaProject") != nil
    format = hasMacros ? .xlsm : .xlsx
  }

  private static func entry(
    of sheet: WorkbookHandler.SheetEntry, workbook: String, _ relationships: Relationships, _ archive: ZipArchive
  ) throws(SpreadsheetError) -> ZipArchive.Entry? {
    let name = sheet.name.prefix(40)
    guard let id = sheet.relationship, let relationship = relationships[id: id] else {
      throw SpreadsheetError(
        .damaged, part: workbook, detail: "sheet \"\(name)\" names no relationship of the workbook")
    }
    if relationship.kind == "chartsheet" { return nil }
    guard let part = relationship.part, let entry = archive.entry(named: part) else {
      throw SpreadsheetError(
        .damaged, part: workbook,
        detail: "sheet \"\(name)\": its relationship leads to no part (\(relationship.target.prefix(80)))")
    }
    return entry
  }

  /// As nearly all say: other words need not be looked for then.
  private static func isPlainWorkbook(_ contentType: String) -> Bool {
    contentType.hasSuffix(".spreadsheetml.sheet.main+xml")
  }

  private static func refuseOtherDocuments(
    part: String, contentType: String, archive: ZipArchive
  ) throws(SpreadsheetError) {
    let name = part.lowercased()
    let isWorkbook = isPlainWorkbook(contentType)
    func isType(_ word: String) -> Bool { !isWorkbook && contentType.contains(word) }
    if isType("sheet.binary") || name.hasSuffix("workbook.bin") {
      throw SpreadsheetError(.unsupported(.binaryWorkbook), detail: "a binary workbook (xlsb)")
    }
    if isType("wordprocessingml") || isType("ms-word") || name.hasPrefix("word/") {
      throw SpreadsheetError(.unsupported(.wordDocument), detail: "a Word document (docx), not a workbook")
    }
    if isType("presentationml") || isType("ms-powerpoint") || name.hasPrefix("ppt/") {
      throw SpreadsheetError(.unsupported(.presentation), detail: "a presentation (pptx), not a workbook")
    }
    let looksLikePackage = archive.entries.contains { $0.name.hasPrefix("xl/") || $0.name.hasPrefix("_rels/") }
    if archive.entry(named: part) == nil, !looksLikePackage {
      throw SpreadsheetError(.unsupported(.archive), detail: "a zip that holds no workbook")
    }
  }

  /// The rows of a sheet, and after them what else its part says.
  func rows(of index: Int) throws(SpreadsheetError) -> SheetPartRows? {
    guard let entry = sheets[index].entry else { return nil }
    return try SheetPartRows(archive: archive, entry: entry, interpreter: interpreter, scanning: scanning)
  }

  /// A whole sheet.
  func sheet(at index: Int) throws(SpreadsheetError) -> Spreadsheets.Sheet {
    var sheet = Spreadsheets.Sheet(name: sheets[index].name, visibility: sheets[index].visibility)
    guard let entry = sheets[index].entry else { return sheet }
    // A sheet without a cell depends on nothing but its part.
    if let features: SheetFeatures = try archive.remembered(entry, as: .sheetWithoutCells) {
      try finish(&sheet, at: index, with: features)
      return sheet
    }
    let before = archive.cost
    let source = try SheetPartRows(archive: archive, entry: entry, interpreter: interpreter, scanning: scanning)
    sheet.rows = try source.collect(limits: archive.limits)
    if source.isWithoutCells {
      try archive.remember(source.features, of: entry, as: .sheetWithoutCells, since: before)
    }
    try finish(&sheet, at: index, with: source.features)
    return sheet
  }

  /// Shows the cells of a sheet.
  func visit(sheet index: Int, _ visitor: CellVisitor) throws(SpreadsheetError) {
    guard let entry = sheets[index].entry else { return }
    var delivered = 0
    if scanning {
      let handler = SheetHandler(interpreter: interpreter, limits: archive.limits)
      var scanner = SheetScanner(interpreter: interpreter, limits: archive.limits, sink: visitor)
      var part = try ScannedPart(archive: archive, entry: entry, handler: handler, tag: "<sheetData")
      steps: while true {
        switch try part.advance(&scanner) {
        case .more: continue
        case .done: return
        case .declined: break steps
        }
      }
      delivered = scanner.rowCount
    }
    let source = try SheetPartRows(archive: archive, entry: entry, interpreter: interpreter, scanning: false)
    var batch: [Row] = []
    while try source.next(into: &batch) {
      for row in batch.dropFirst(delivered) {
        for cell in row.cells { visitor.show(cell, epoch: interpreter.epoch) }
      }
      delivered = max(0, delivered - batch.count)
      batch.removeAll(keepingCapacity: true)
    }
  }

  /// Turns what a sheet's part says into what a sheet has, following its relationships.
  func finish(_ sheet: inout Spreadsheets.Sheet, at index: Int, with features: SheetFeatures) throws(SpreadsheetError) {
    guard let entry = sheets[index].entry else { return }
    let limits = archive.limits
    let links = try archive.relationships(of: entry.name)
    sheet.mergedRanges = features.mergedRanges
    sheet.hiddenColumns = features.hiddenColumns
    sheet.dataValidations = features.dataValidations
    for link in features.hyperlinks {
      let target = link.relationship.flatMap { links[id: $0]?.target } ?? ""
      let address = target + (link.location.map { "#" + $0 } ?? "")
      guard !address.isEmpty else { continue }
      for cell in link.range.cells(atMost: 1_000) where sheet.hyperlinks.count < limits.annotations {
        sheet.hyperlinks[cell] = address
      }
    }
    if let part = links.first("comments")?.part, let entry = archive.entry(named: part) {
      let handler = CommentsHandler(limits: limits)
      try archive.parse(entry, with: handler)
      sheet.comments = handler.comments
    }
    for id in features.drawings {
      guard let part = links[id: id]?.part, let entry = archive.entry(named: part) else { continue }
      let handler = DrawingHandler(limits: limits)
      try archive.parse(entry, with: handler)
      sheet.pictures += handler.pictures
    }
    try addPicturesInCells(to: &sheet, features)
  }

  private func addPicturesInCells(to sheet: inout Spreadsheets.Sheet, _ features: SheetFeatures)
    throws(SpreadsheetError)
  {
    let limits = archive.limits
    if !features.cellImages.isEmpty {
      // The relationship is WPS's own, and some versions write none.
      let part = relationships.first("cellImage")?.part ?? PartName.resolving("cellimages.xml", from: workbookPart)
      if let entry = part.flatMap({ archive.entry(named: $0) }) {
        let handler = CellImagesHandler(limits: limits)
        try archive.parse(entry, with: handler)
        sheet.pictures += features.cellImages.filter { handler.names.contains($0.name) }.map(\.cell)
      }
    }
    if !features.valueMetadata.isEmpty {
      let values = try richValues()
      sheet.pictures += features.valueMetadata.filter { values.isPicture(valueMetadata: $0.index) }.map(\.cell)
    }
  }

  private func richValues() throws(SpreadsheetError) -> RichValues {
    var values = RichValues()
    if let entry = relationships.first("sheetMetadata")?.part.flatMap({ archive.entry(named: $0) }) {
      let handler = MetadataHandler(limits: archive.limits)
      try archive.parse(entry, with: handler)
      values.valueMetadata = handler.valueMetadata
    }
    for kind in ["rdRichValue", "rdRichValueStructure"] {
      guard let entry = relationships.first(kind)?.part.flatMap({ archive.entry(named: $0) }) else { continue }
      let handler = RichValueHandler(limits: archive.limits)
      try archive.parse(entry, with: handler)
      if kind == "rdRichValue" {
        values.structures = handler.structures
      } else {
        values.arePictures = handler.arePictures
      }
    }
    return values
  }
}

extension CellRange {
  /// Its cells in reading order, no more than `count` of them.
  func cells(atMost count: Int) -> some Sequence<CellReference> {
    (first.row...last.row).lazy
      .flatMap { row in (first.column...last.column).lazy.map { CellReference(column: $0, row: row) } }
      .prefix(count)
  }
}
