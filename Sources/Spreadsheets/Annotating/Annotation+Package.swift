extension Annotation {
  /// Marks a workbook (xlsx, xlsm) in its own bytes: what need not change is copied byte for byte, still compressed.
  ///
  /// Changed are the parts of marked sheets, the style sheet (styles are added, none is changed) and, for the summary, the
  /// list of sheets. Macros, pictures, pivot tables and whatever else the package holds stay as they are.
  ///
  /// - Parameters:
  ///   - bytes: a workbook that was read before; its parts are believed, not examined.
  ///   - compression: of the parts that change; the others stay compressed as they are.
  /// - Returns: the workbook; the very same bytes of every part when there is nothing to mark.
  public func applied(
    to bytes: [UInt8], compression: CompressionLevel = .fast
  ) throws(AnnotationError) -> AnnotatedWorkbook {
    try checkNotes()
    var marking = PackageMarking(self, PackageEdit(try Self.opened(bytes)))
    do throws(SpreadsheetError) {
      try marking.open()
      try marking.markSheets()
    } catch { throw .source(error) }
    try marking.addSummary()
    return try marking.finish(compression)
  }

  /// A note of the sender's and ours together may still pass the limit; programs then show its beginning.
  private func checkNotes() throws(AnnotationError) {
    for mark in marks {
      let length = mark.note?.utf16.count ?? 0
      if length > WritingError.Limit.noteText.maximum {
        throw .writing(WritingError(.limitExceeded(.noteText, given: length), sheet: mark.sheet, cell: mark.cell))
      }
    }
  }

  private static func opened(_ bytes: [UInt8]) throws(AnnotationError) -> SourcePackage {
    do throws(SpreadsheetError) { return try SourcePackage(bytes) } catch { throw .source(error) }
  }
}

/// One workbook while it is being marked.
private struct PackageMarking: ~Copyable {
  private let annotation: Annotation
  private var package: PackageEdit
  private var workbookPart = "xl/workbook.xml"
  private var workbook: WorkbookEdit?
  private var stylesPart: String?
  private var styles: StylesEdit?
  private var parts: [(sheet: String, part: String)] = []
  private var unplaced: [Annotation.Mark] = []
  private var labelledRows = 0
  private var rowsWithoutRoom = 0

  init(_ annotation: Annotation, _ package: consuming PackageEdit) {
    self.annotation = annotation
    self.package = package
  }

  private var isStrict: Bool { workbook?.root.isStrict ?? false }

  /// Finds the workbook, its sheets and its styles.
  mutating func open() throws(SpreadsheetError) {
    let root = try package.relationships(of: "")
    workbookPart = root.first { $0.kind == "officeDocument" }?.part ?? workbookPart
    guard let bytes = try package.text(workbookPart) else {
      throw SpreadsheetError(.damaged, part: workbookPart, detail: "the workbook part is missing")
    }
    let edit = try WorkbookEdit(bytes, part: workbookPart)
    workbook = edit
    let relationships = try package.relationships(of: workbookPart)
    for sheet in edit.sheets {
      guard let found = relationships.first(where: { $0.id == sheet.relationship }), let part = found.part,
        package.source.holds(part), ["worksheet", "chartsheet", "dialogsheet"].contains(found.kind)
      else { continue }
      parts.append((sheet.name, part))
    }
    stylesPart = relationships.first { $0.kind == "styles" }?.part
  }

  private var needsStyles: Bool { !annotation.marks.isEmpty || annotation.summary != nil }

  private mutating func openStyles() throws(SpreadsheetError) {
    guard styles == nil else { return }
    if let stylesPart, let bytes = try package.text(stylesPart) {
      // A sheet of styles with none in it is as good as missing; one that small is quickly counted for.
      styles = try StylesEdit(bytes, part: stylesPart, leastFormats: bytes.count < 512 ? greatestStyle() + 1 : 1)
      return
    }
    // By this name openpyxl finds it, whatever the relationship says.
    let part = package.source.holds("xl/styles.xml") ? package.freeName("xl/styles", ".xml") : "xl/styles.xml"
    let namespace = isStrict ? XMLRoot.strictMain : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let text = "\(XMLOutput.declaration)<styleSheet xmlns=\"\(namespace)\"></styleSheet>"
    package.add(part, Array(text.utf8), type: ContentTypesPart.Kind.styles.rawValue)
    _ = try package.relate(workbookPart, to: part, kind: "styles", isStrict: isStrict)
    styles = try StylesEdit(Array(text.utf8), part: part, leastFormats: greatestStyle() + 1)
    stylesPart = part
  }

  /// The greatest style that a cell names: without a sheet of styles, cells may still name some.
  private func greatestStyle() throws(SpreadsheetError) -> Int {
    var greatest = 0
    for (_, part) in parts {
      guard let bytes = try package.text(part) else { continue }
      var scanner = MarkupScanner(bytes, part: part)
      while let tag = try scanner.next() {
        if scanner.isNamed(tag, "c") || scanner.isNamed(tag, "row") {
          greatest = max(greatest, scanner.integer("s", of: tag) ?? 0)
        } else if scanner.isNamed(tag, "col") {
          greatest = max(greatest, scanner.integer("style", of: tag) ?? 0)
        }
      }
    }
    return min(greatest, WritingError.Limit.styles.maximum)
  }

  // MARK: Sheets

  mutating func markSheets() throws(SpreadsheetError) {
    let known = Set(parts.map(\.sheet))
    unplaced = annotation.marks.filter { !$0.isPossible || !known.contains($0.sheet) }
    let bySheet = Dictionary(grouping: annotation.marks.filter(\.isPossible), by: \.sheet)
    for (index, (sheet, part)) in parts.enumerated() {
      let marks = bySheet[sheet] ?? []
      guard !marks.isEmpty || annotation.summary != nil, let bytes = try package.text(part) else { continue }
      var edit = try SheetEdit(bytes, part: part, rows: Set(marks.map(\.cell.row)))
      let shownRows = Set(marks.map { edit.shown($0.cell).row })
      if !shownRows.isSubset(of: marks.map(\.cell.row)) { edit = try SheetEdit(bytes, part: part, rows: shownRows) }
      if annotation.summary != nil { edit.deselect() }
      if !marks.isEmpty { try mark(&edit, marks, part: part, number: index + 1) }
      if edit.isChanged { package.put(part, edit.result()) }
    }
  }

  private mutating func mark(
    _ edit: inout SheetEdit, _ marks: [Annotation.Mark], part: String, number: Int
  ) throws(SpreadsheetError) {
    try openStyles()
    guard var styles else { return }
    var changes: [CellReference: SheetEdit.CellChange] = [:]
    var notes: [CellReference: [String]] = [:]
    var labelled = LabelledRows()
    for mark in marks {
      let cell = edit.shown(mark.cell)
      if mark.labelsRow { labelled.insert(cell) }
      if changes[cell] == nil { changes[cell] = SheetEdit.CellChange(fill: mark.fill, label: nil) }
      if let note = mark.note.map(Self.trimmed), !note.isEmpty { notes[cell, default: []].append(note) }
    }
    try label(labelled, edit, of: part, &changes, &notes)
    edit.change(changes) { styles.layered($0, fill: $1.fill, isLabel: $1.label != nil) }
    self.styles = styles
    if !notes.isEmpty {
      try write(notes.mapValues { $0.joined(separator: "\n") }, of: part, number: number, &edit)
    }
  }

  /// Puts the row label to the left of each row of these cells, or at the head of its first note.
  private mutating func label(
    _ rows: LabelledRows, _ edit: borrowing SheetEdit, of part: String,
    _ changes: inout [CellReference: SheetEdit.CellChange], _ notes: inout [CellReference: [String]]
  ) throws(SpreadsheetError) {
    guard let label = annotation.rowLabel, !label.isEmpty else { return }
    var column = edit.freeColumn(leftOf: rows.numbers)
    if let free = column, try references(to: part).covers(column: free, rows: rows.numbers) { column = nil }
    for first in rows.firstCells {
      if let column, column < first.column {
        let cell = CellReference(column: column, row: first.row)
        changes[cell] = SheetEdit.CellChange(fill: changes[first]?.fill ?? .white, label: label)
        labelledRows += 1
      } else {
        notes[first, default: []].insert(label, at: 0)
        rowsWithoutRoom += 1
      }
    }
  }

  /// What formulas, charts, names, tables and pivot tables take from a sheet.
  private func references(to sheet: String) throws(SpreadsheetError) -> FormulaReferences {
    var references = FormulaReferences()
    for (_, part) in parts {
      guard let bytes = try package.text(part) else { continue }
      try references.add(bytes, part: part, isOwnSheet: part == sheet)
    }
    if let bytes = try package.text(workbookPart) {
      try references.add(bytes, part: workbookPart, isOwnSheet: false)
    }
    for entry in package.source.entries where entry.part.contains("/charts/") && entry.part.hasSuffix(".xml") {
      try references.add(package.source.text(of: entry), part: entry.part, isOwnSheet: false)
    }
    for (kind, element) in [("tables/", "table"), ("pivotCache/", "worksheetSource")] as [(String, StaticString)] {
      for entry in package.source.entries where entry.part.contains(kind) && entry.part.hasSuffix(".xml") {
        if let range = try range(of: element, in: entry) { references.add(range) }
      }
    }
    return references
  }

  /// The `ref` of an element near the beginning of a part.
  private func range(
    of element: StaticString, in entry: SourcePackage.Entry
  ) throws(SpreadsheetError) -> CellRange? {
    var scanner = MarkupScanner(try package.source.text(of: entry), part: entry.part)
    while let tag = try scanner.next(), tag.depth < 4 {
      if scanner.isNamed(tag, element), let range = scanner.value("ref", of: tag).flatMap({ CellRange($0) }) {
        return range
      }
    }
    return nil
  }

  private mutating func write(
    _ notes: [CellReference: String], of part: String, number: Int, _ edit: inout SheetEdit
  ) throws(SpreadsheetError) {
    let relationships = try package.relationships(of: part)
    var new = notes.keys.sorted()
    if let comments = relationships.first(where: { $0.kind == "comments" })?.part,
      let bytes = try package.text(comments)
    {
      let extended = try NotesEdit.extend(bytes, part: comments, with: notes, author: annotation.author)
      package.put(comments, extended.bytes)
      new = extended.newCells
    } else {
      let comments = package.freeName("xl/comments", ".xml")
      var output = XMLOutput()
      NotesPart.write(new.map { ($0, Note(notes[$0] ?? "", author: annotation.author)) }, to: &output)
      var text = String(decoding: output.bytes, as: UTF8.self)
      if isStrict {
        text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", with: XMLRoot.strictMain)
      }
      package.add(comments, Array(text.utf8), type: ContentTypesPart.Kind.comments.rawValue)
      _ = try package.relate(part, to: comments, kind: "comments", isStrict: isStrict)
    }
    guard !new.isEmpty else { return }
    if let id = edit.legacyDrawing, let drawing = relationships.first(where: { $0.id == id })?.part,
      let bytes = try package.text(drawing)
    {
      package.put(
        drawing, NotesEdit.extendDrawing(bytes, with: new, notes: notes, sheet: number, edit.geometry))
      return
    }
    let drawing = package.freeName("xl/drawings/vmlDrawing", ".vml")
    package.add(
      drawing, NotesEdit.drawing(new, notes: notes, sheet: number, edit.geometry),
      type: "application/vnd.openxmlformats-officedocument.vmlDrawing")
    edit.drawNotes(try package.relate(part, to: drawing, kind: "vmlDrawing", isStrict: isStrict))
  }

  /// Without outer white space, which only `xml:space` would keep.
  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  // MARK: Summary

  mutating func addSummary() throws(AnnotationError) {
    guard let summary = annotation.summary, let workbook else { return }
    do throws(SpreadsheetError) { try openStyles() } catch { throw .source(error) }
    guard var styles else { return }
    let name = SheetName.legal(summary.name, taken: workbook.sheets.map(\.name))
    let ids = SummarySheet.Styles(
      title: StyleID(index: styles.add(SummarySheet.Styles.titleStyle)),
      remark: StyleID(index: styles.add(SummarySheet.Styles.remarkStyle)),
      header: StyleID(index: styles.add(SummarySheet.Styles.headerStyle)),
      text: StyleID(index: styles.add(SummarySheet.Styles.textStyle)),
      link: StyleID(index: styles.add(SummarySheet.Styles.linkStyle)))
    self.styles = styles
    let sheet = SummarySheet(summary: summary)
    let markup: [UInt8]
    do throws(WritingError) {
      markup = try sheet.part(named: name, ids, isStrict: isStrict)
    } catch { throw .writing(error) }
    let part = package.freeName("xl/worksheets/sheet", ".xml")
    package.add(part, markup, type: ContentTypesPart.Kind.worksheet.rawValue)
    do throws(SpreadsheetError) {
      let id = try package.relate(workbookPart, to: part, kind: "worksheet", isStrict: isStrict)
      package.put(workbookPart, workbook.insertingFirst(name, relationship: id, titles: sheet.titles(named: name)))
    } catch { throw .source(error) }
  }

  consuming func finish(_ level: CompressionLevel) throws(AnnotationError) -> AnnotatedWorkbook {
    if let styles, let stylesPart { package.put(stylesPart, styles.result()) }
    let (unplaced, labelled, without) = (unplaced, labelledRows, rowsWithoutRoom)
    return AnnotatedWorkbook(
      bytes: try package.finish(level: level), unplacedMarks: unplaced, labelledRows: labelled,
      rowsWithoutRoom: without)
  }
}
