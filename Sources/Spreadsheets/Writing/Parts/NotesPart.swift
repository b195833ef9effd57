/// Notes: their words in `xl/commentsN.xml` (ISO 29500-1 18.7), their boxes in VML (ISO 29500-4 19), which is all that
/// Excel draws them from.
enum NotesPart {
  static func write(_ notes: [(cell: CellReference, note: Note)], to output: inout XMLOutput) {
    var authors = Interned<String>()
    for (_, note) in notes { _ = authors.index(of: note.author) }
    output.fixed(XMLOutput.declaration)
    output.fixed("<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors>")
    for author in authors.values {
      output.fixed("<author>")
      output.text(author)
      output.fixed("</author>")
    }
    output.fixed("</authors><commentList>")
    for (cell, note) in notes {
      output.raw("<comment ref=\"\(cell)\" authorId=\"\(authors.existingIndex(of: note.author) ?? 0)\"><text><r>")
      StyleTable.write(font, as: .runProperties, to: &output)
      output.textElement(note.text)
      output.fixed("</r></text></comment>")
    }
    output.fixed("</commentList></comments>")
  }

  static let font = Font("宋体", size: 9)

  static func writeDrawing(
    _ notes: [(cell: CellReference, note: Note)], sheet: Int, _ geometry: SheetGeometry, to output: inout XMLOutput
  ) {
    output.fixed("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"")
    output.fixed(" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">")
    output.raw("<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"\(sheet)\"/></o:shapelayout>")
    writeShapeType(to: &output)
    for (index, (cell, note)) in notes.enumerated() {
      writeShape(cell, note, id: sheet * 1024 + index + 1, geometry, to: &output)
    }
    output.fixed("</xml>")
  }

  /// The shape of which all boxes are.
  static func writeShapeType(namespaces: String = "", to output: inout XMLOutput) {
    output.raw("<v:shapetype\(namespaces) id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" ")
    output.fixed("path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>")
    output.fixed("<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>")
  }

  private static let boxWidth = 220

  /// - Parameter namespaces: declarations that the drawing itself lacks, each with a space before it.
  static func writeShape(
    _ cell: CellReference, _ note: Note, id: Int, _ geometry: SheetGeometry, namespaces: String = "",
    to output: inout XMLOutput
  ) {
    let measure = TextMeasurement(fontSize: font.size, lineSpacing: 1.4)
    let lines = measure.lineCount(of: note.text, columnWidth: Double(boxWidth - 16) / 8)
    let height = min(600, max(50, lines * 18 + 14))

    let left = geometry.column(from: cell.column, distance: geometry.width(ofColumn: cell.column) + 15)
    let right = geometry.column(from: left.column, distance: left.offset + boxWidth)
    // One row up, as Excel places them.
    let firstRow = max(1, cell.row - 1)
    let top = geometry.row(from: firstRow, distance: cell.row == 1 ? 2 : 8)
    let bottom = geometry.row(from: top.row, distance: top.offset + height)

    let visibility = note.isVisible ? "visible" : "hidden"
    output.raw("<v:shape\(namespaces) id=\"_x0000_s\(id)\" type=\"#_x0000_t202\" style=\"position:absolute;")
    output.raw("width:\(boxWidth * 3 / 4)pt;height:\(height * 3 / 4)pt;z-index:\(id % 1024);visibility:\(visibility)\"")
    output.fixed(" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>")
    output.fixed("<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>")
    output.fixed("<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>")
    output.fixed("<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>")
    output.raw("\(left.column - 1), \(left.offset), \(top.row - 1), \(top.offset), ")
    output.raw("\(right.column - 1), \(right.offset), \(bottom.row - 1), \(bottom.offset)</x:Anchor>")
    output.raw("<x:AutoFill>False</x:AutoFill><x:Row>\(cell.row - 1)</x:Row><x:Column>\(cell.column - 1)</x:Column>")
    output.raw(note.isVisible ? "<x:Visible/></x:ClientData></v:shape>" : "</x:ClientData></v:shape>")
  }
}
