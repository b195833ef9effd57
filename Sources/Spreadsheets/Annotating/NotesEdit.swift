/// Adds to the notes of a sheet, or makes the two parts that a sheet's first notes need.
enum NotesEdit {
  /// Puts texts under existing notes and notes where there are none.
  ///
  /// - Returns: the part with its notes, and the cells that had none.
  static func extend(
    _ bytes: [UInt8], part: String, with notes: [CellReference: String], author: String
  ) throws(SpreadsheetError) -> (bytes: [UInt8], newCells: [CellReference]) {
    var scanner = MarkupScanner(bytes, part: part)
    var root = XMLRoot()
    var splices = Splices()
    var authorCount = 0
    var authors: (tag: MarkupScanner.Tag, end: Int)?
    var list: (tag: MarkupScanner.Tag, end: Int)?
    var waiting = notes
    var cell: CellReference?
    while let tag = try scanner.next() {
      switch (tag.depth, tag.kind) {
      case (0, .start): root = XMLRoot(tag, scanner)
      case (1, .start), (1, .empty):
        if scanner.isNamed(tag, "authors") { authors = (tag, tag.range.upperBound) }
        if scanner.isNamed(tag, "commentList") { list = (tag, tag.range.upperBound) }
      case (1, .end):
        if scanner.isNamed(tag, "authors") { authors?.end = tag.range.lowerBound }
        if scanner.isNamed(tag, "commentList") { list?.end = tag.range.lowerBound }
      case (2, .start), (2, .empty):
        if scanner.isNamed(tag, "author") { authorCount += 1 }
        if scanner.isNamed(tag, "comment") {
          cell = scanner.value("ref", of: tag).flatMap { CellReference($0) }
        }
      case (3, .start), (3, .empty):
        guard scanner.isNamed(tag, "text"), let place = cell, let added = waiting.removeValue(forKey: place) else {
          continue
        }
        let run = Self.run("【\(author)】\n\(added)", root)
        if tag.kind == .empty {
          let end = tag.range.upperBound
          splices.replace((end - 2)..<end, with: ">\(run)</\(root.prefix)text>")
        } else {
          try append(run, to: &scanner, root, &splices)
        }
      default: break
      }
    }
    let new = waiting.sorted { $0.key < $1.key }
    if !new.isEmpty {
      guard let list else { throw SpreadsheetError(.damaged, part: part, detail: "no list of notes") }
      insert(
        "<\(root.prefix)author>\(escaped(author))</\(root.prefix)author>", into: authors, list, "authors", root,
        &splices)
      let comments = new.map { Self.comment($0.key, $0.value, author: authorCount, root) }.joined()
      insert(comments, into: list, list, "commentList", root, &splices)
    }
    return (splices.applied(to: bytes), new.map(\.key))
  }

  /// Reads on to the end of a note's text and puts a run behind what it holds.
  private static func append(
    _ run: String, to scanner: inout MarkupScanner, _ root: XMLRoot, _ splices: inout Splices
  ) throws(SpreadsheetError) {
    var offset: Int?
    while let tag = try scanner.next(), tag.depth >= 3 {
      if tag.depth == 3 {
        splices.insert(run, at: offset ?? tag.range.lowerBound)
        return
      }
      guard tag.depth == 4 else { continue }
      // Text that stands alone becomes a run of its own: where there are runs, programs show nothing else.
      if scanner.isNamed(tag, "t") {
        if tag.kind != .end { splices.insert("<\(root.prefix)r>", at: tag.range.lowerBound) }
        if tag.kind != .start { splices.insert("</\(root.prefix)r>", at: tag.range.upperBound) }
      }
      // Readings (furigana) come after all runs (18.4.8).
      if offset == nil, scanner.isNamed(tag, "rPh") || scanner.isNamed(tag, "phoneticPr") {
        offset = tag.range.lowerBound
      }
    }
  }

  private static func insert(
    _ markup: String, into site: (tag: MarkupScanner.Tag, end: Int)?, _ next: (tag: MarkupScanner.Tag, end: Int),
    _ name: String, _ root: XMLRoot, _ splices: inout Splices
  ) {
    guard let site else {
      splices.insert("<\(root.prefix)\(name)>\(markup)</\(root.prefix)\(name)>", at: next.tag.range.lowerBound)
      return
    }
    if site.tag.kind == .empty {
      let end = site.tag.range.upperBound
      splices.replace((end - 2)..<end, with: ">\(markup)</\(root.prefix)\(name)>")
    } else {
      splices.insert(markup, at: site.end)
    }
  }

  private static func comment(_ cell: CellReference, _ text: String, author: Int, _ root: XMLRoot) -> String {
    let prefix = root.prefix
    return "<\(prefix)comment ref=\"\(cell)\" authorId=\"\(author)\"><\(prefix)text>\(run(text, root))</\(prefix)text>"
      + "</\(prefix)comment>"
  }

  private static func run(_ text: String, _ root: XMLRoot) -> String {
    let prefix = root.prefix
    return
      "<\(prefix)r><\(prefix)rPr><\(prefix)sz val=\"9\"/><\(prefix)rFont val=\"宋体\"/><\(prefix)charset val=\"134\"/>"
      + "</\(prefix)rPr><\(prefix)t>\(escaped(text))</\(prefix)t></\(prefix)r>"
  }

  private static func escaped(_ text: String) -> String {
    var output = XMLOutput(capacity: 256)
    output.text(text)
    return String(decoding: output.bytes, as: UTF8.self)
  }

  // MARK: Boxes

  /// Adds boxes to a drawing of notes, forms and the like. It is taken as text: what Excel writes into it is not always XML.
  static func extendDrawing(
    _ bytes: [UInt8], with cells: [CellReference], notes: [CellReference: String], sheet: Int, _ geometry: SheetGeometry
  ) -> [UInt8] {
    guard !cells.isEmpty else { return bytes }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(ofLast: "</") else { return drawing(cells, notes: notes, sheet: sheet, geometry) }
    var output = XMLOutput()
    let namespaces = [("v", "vml"), ("o", "office:office"), ("x", "office:excel")]
      .map { " xmlns:\($0)=\"urn:schemas-microsoft-com:\($1)\"" }
      .filter { !text.contains($0.dropFirst()) }
      .joined()
    if !text.contains("_x0000_t202") { NotesPart.writeShapeType(namespaces: namespaces, to: &output) }
    var id = max(sheet * 1024, greatestShape(in: text))
    for cell in cells {
      id += 1
      let note = Note(notes[cell] ?? "")
      NotesPart.writeShape(cell, note, id: id, geometry, namespaces: namespaces, to: &output)
    }
    return Array(text[..<end].utf8) + output.array + Array(text[end...].utf8)
  }

  static func drawing(
    _ cells: [CellReference], notes: [CellReference: String], sheet: Int, _ geometry: SheetGeometry
  ) -> [UInt8] {
    var output = XMLOutput()
    NotesPart.writeDrawing(cells.map { ($0, Note(notes[$0] ?? "")) }, sheet: sheet, geometry, to: &output)
    return output.array
  }

  /// `_x0000_s1025`: numbers of shapes are each given once in a drawing.
  private static func greatestShape(in text: String) -> Int {
    text.split(separator: "_x0000_s").dropFirst()
      .compactMap { Int($0.prefix { $0.isASCII && $0.isNumber }) }
      .filter { $0 < 1 << 30 }
      .max() ?? 0
  }
}

extension String {
  /// Where the last of a text begins.
  fileprivate func range(ofLast literal: String) -> String.Index? {
    var found: String.Index?
    var rest = self[...]
    while let range = rest.firstRange(of: literal) {
      found = range.lowerBound
      rest = rest[range.upperBound...]
    }
    return found
  }
}
