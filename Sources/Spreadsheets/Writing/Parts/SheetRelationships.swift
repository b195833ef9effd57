/// The ids by which a sheet's elements name other parts, fixed before the sheet's end is written.
struct SheetRelationships {
  var table = RelationshipsPart()
  /// By the place of the link in `SheetRecord.links`; internal links need none.
  var links: [Int: String] = [:]
  var drawing: String?
  var legacyDrawing: String?
  /// The names of long lists, by the place of the validation.
  var listFormulas: [String?] = []
  /// The numbers of this sheet's drawing and note parts.
  var drawingNumber = 0
  var noteNumber = 0
}

extension WorkbookWriter {
  mutating func relationships(of sheet: SheetRecord) throws(WritingError) -> SheetRelationships {
    var relationships = SheetRelationships()
    // One relationship an address, however many cells lead there.
    var known: [String: String] = [:]
    for (index, (_, link)) in sheet.links.enumerated() {
      guard case .external(let address) = link.target else { continue }
      let id = known[address] ?? relationships.table.add(.hyperlink, address, isExternal: true)
      known[address] = id
      relationships.links[index] = id
    }
    if !sheet.drawings.isEmpty {
      drawingCount += 1
      relationships.drawingNumber = drawingCount
      relationships.drawing = relationships.table.add(.drawing, "../drawings/drawing\(drawingCount).xml")
    }
    if !sheet.notes.isEmpty {
      noteSheetCount += 1
      relationships.noteNumber = noteSheetCount
      relationships.legacyDrawing = relationships.table.add(
        .vmlDrawing, "../drawings/vmlDrawing\(noteSheetCount).vml")
      _ = relationships.table.add(.comments, "../comments\(noteSheetCount).xml")
    }
    for validation in sheet.validations {
      relationships.listFormulas.append(lists.formula(for: validation.rule))
    }
    return relationships
  }

  /// The parts that belong to one sheet, behind it.
  mutating func writeParts(of sheet: SheetRecord, _ relationships: SheetRelationships) throws(WritingError) {
    if !relationships.table.isEmpty {
      try add(sheet.relationshipsPart, nil) { relationships.table.write(to: &$0) }
    }
    if !sheet.notes.isEmpty {
      let notes = sheet.notes.sorted { $0.key < $1.key }.map { (cell: $0.key, note: $0.value) }
      try add("xl/comments\(relationships.noteNumber).xml", .comments) { NotesPart.write(notes, to: &$0) }
      contentTypes.addDefault("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
      try add("xl/drawings/vmlDrawing\(relationships.noteNumber).vml", nil) {
        NotesPart.writeDrawing(notes, sheet: sheet.number, sheet.geometry, to: &$0)
      }
    }
    if !sheet.drawings.isEmpty { try writeDrawing(sheet, number: relationships.drawingNumber) }
  }
}
