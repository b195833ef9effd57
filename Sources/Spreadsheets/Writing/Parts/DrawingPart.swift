/// `xl/drawings/drawingN.xml`: where charts and pictures stand (ISO 29500-1 20.5).
extension WorkbookWriter {
  mutating func writeDrawing(_ sheet: SheetRecord, number: Int) throws(WritingError) {
    var relationships = RelationshipsPart()
    var output = XMLOutput()
    output.fixed(XMLOutput.declaration)
    output.fixed("<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\"")
    output.fixed(" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">")
    for (index, drawing) in sheet.drawings.enumerated() {
      switch drawing {
      case .chart(let chart, let range):
        chartCount += 1
        try add("xl/charts/chart\(chartCount).xml", .chart) { chart.write(to: &$0) }
        let id = relationships.add(.chart, "../charts/chart\(chartCount).xml")
        Self.writeFrame(chart, over: range, shape: index + 2, relationship: id, to: &output)
      case .picture(let picture, let range):
        let (name, isNew) = media.part(for: picture)
        if isNew {
          contentTypes.addDefault(picture.kind.rawValue, "image/\(picture.kind.rawValue)")
          var bytes = XMLOutput(capacity: picture.bytes.count)
          picture.bytes.withUnsafeBufferPointer { bytes.raw($0) }
          try zip.add("xl/media/\(name)", bytes.bytes)
        }
        let id = relationships.add(.image, "../media/\(name)")
        Self.write(picture, in: range, sheet.geometry, shape: index + 2, relationship: id, to: &output)
      }
    }
    output.fixed("</xdr:wsDr>")
    contentTypes.add(.drawing, "xl/drawings/drawing\(number).xml")
    try zip.add("xl/drawings/drawing\(number).xml", output.bytes)
    try add("xl/drawings/_rels/drawing\(number).xml.rels", nil) { relationships.write(to: &$0) }
  }

  private static func writeFrame(
    _ chart: Chart, over range: CellRange, shape: Int, relationship: String, to output: inout XMLOutput
  ) {
    output.fixed("<xdr:twoCellAnchor>")
    marker("from", range.first.column - 1, 0, range.first.row - 1, 0, to: &output)
    marker("to", range.last.column, 0, range.last.row, 0, to: &output)
    output.raw(
      "<xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"\(shape)\" name=\"Chart \(shape - 1)\"")
    if !chart.alternativeText.isEmpty { output.attribute("descr", chart.alternativeText, .plain) }
    output.fixed("/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/>")
    output.fixed("<a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic>")
    output.fixed("<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">")
    output.fixed("<c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"")
    output.raw(
      " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"\(relationship)\"/>")
    output.fixed("</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>")
  }

  /// English Metric Units in a pixel at 96 to the inch.
  private static let pixel = 9525

  private static func write(
    _ picture: Picture, in range: CellRange, _ geometry: SheetGeometry, shape: Int, relationship: String,
    to output: inout XMLOutput
  ) {
    let padding = 2
    let room = geometry.size(of: range)
    let scale = min(
      1, Double(max(1, room.width - 2 * padding)) / Double(picture.width),
      Double(max(1, room.height - 2 * padding)) / Double(picture.height))
    let width = max(1, Int(Double(picture.width) * scale))
    let height = max(1, Int(Double(picture.height) * scale))
    let from = geometry.column(from: range.first.column, distance: max(0, (room.width - width) / 2))
    let top = geometry.row(from: range.first.row, distance: max(0, (room.height - height) / 2))
    let to = geometry.column(from: from.column, distance: from.offset + width)
    let bottom = geometry.row(from: top.row, distance: top.offset + height)

    // Anchored at both corners within its cells, so that it sorts and filters with them.
    output.fixed("<xdr:twoCellAnchor editAs=\"twoCell\">")
    marker("from", from.column - 1, from.offset * pixel, top.row - 1, top.offset * pixel, to: &output)
    marker("to", to.column - 1, to.offset * pixel, bottom.row - 1, bottom.offset * pixel, to: &output)
    output.raw("<xdr:pic><xdr:nvPicPr><xdr:cNvPr id=\"\(shape)\" name=\"Picture \(shape - 1)\"")
    if !picture.alternativeText.isEmpty { output.attribute("descr", picture.alternativeText, .plain) }
    output.fixed("/><xdr:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill>")
    output.fixed("<a:blip xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"")
    output.raw(" r:embed=\"\(relationship)\"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr>")
    output.raw("<a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"\(width * pixel)\" cy=\"\(height * pixel)\"/></a:xfrm>")
    output.fixed("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>")
    output.fixed("<xdr:clientData/></xdr:twoCellAnchor>")
  }

  private static func marker(
    _ name: String, _ column: Int, _ columnOffset: Int, _ row: Int, _ rowOffset: Int, to output: inout XMLOutput
  ) {
    output.raw("<xdr:\(name)><xdr:col>\(column)</xdr:col><xdr:colOff>\(columnOffset)</xdr:colOff>")
    output.raw("<xdr:row>\(row)</xdr:row><xdr:rowOff>\(rowOffset)</xdr:rowOff></xdr:\(name)>")
  }
}
