/// `xl/worksheets/sheetN.xml` around its rows (ISO 29500-1 18.3.1.99: the order of elements is fixed).
extension SheetRecord {
  /// Everything before the first row.
  func writeHead(to output: inout XMLOutput) {
    output.fixed(XMLOutput.declaration)
    output.fixed("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"")
    output.fixed(" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">")
    writeSheetProperties(to: &output)
    writeView(to: &output)
    output.fixed("<sheetFormatPr")
    output.attribute("defaultRowHeight", setup.defaultRowHeight ?? SheetGeometry.standardRowHeight)
    if setup.defaultRowHeight != nil { output.fixed(" customHeight=\"1\"") }
    output.fixed("/>")
    writeColumns(to: &output)
    output.fixed("<sheetData>")
  }

  private func writeSheetProperties(to output: inout XMLOutput) {
    let fits = if case .fit = setup.page.scale { true } else { false }
    guard setup.tabColor != nil || fits else { return }
    output.fixed("<sheetPr>")
    if let color = setup.tabColor { output.raw("<tabColor rgb=\"\(color.argb)\"/>") }
    if fits { output.fixed("<pageSetUpPr fitToPage=\"1\"/>") }
    output.fixed("</sheetPr>")
  }

  private func writeView(to output: inout XMLOutput) {
    output.fixed("<sheetViews><sheetView")
    if !setup.showsGridlines { output.fixed(" showGridLines=\"0\"") }
    if isSelected { output.fixed(" tabSelected=\"1\"") }
    if setup.zoom != 100 {
      let zoom = max(10, min(400, setup.zoom))
      output.attribute("zoomScale", zoom)
      output.attribute("zoomScaleNormal", zoom)
    }
    output.fixed(" workbookViewId=\"0\"")
    let rows = max(0, min(setup.frozenRows, WritingError.Limit.rows.maximum - 1))
    let columns = max(0, min(setup.frozenColumns, WritingError.Limit.columns.maximum - 1))
    guard rows > 0 || columns > 0 else {
      output.fixed("/></sheetViews>")
      return
    }
    let pane = columns == 0 ? "bottomLeft" : rows == 0 ? "topRight" : "bottomRight"
    output.fixed("><pane")
    if columns > 0 { output.attribute("xSplit", columns) }
    if rows > 0 { output.attribute("ySplit", rows) }
    output.attribute("topLeftCell", CellReference(column: columns + 1, row: rows + 1).description)
    output.attribute("activePane", pane)
    output.fixed(" state=\"frozen\"/><selection")
    output.attribute("pane", pane)
    output.fixed("/></sheetView></sheetViews>")
  }

  private func writeColumns(to output: inout XMLOutput) {
    guard !setup.columns.isEmpty else { return }
    output.fixed("<cols>")
    for column in setup.columns.sorted(by: { $0.columns.lowerBound < $1.columns.lowerBound }) {
      output.fixed("<col")
      output.attribute("min", column.columns.lowerBound)
      output.attribute("max", column.columns.upperBound)
      output.attribute("width", SheetGeometry.storedWidth(column.width))
      if column.style != .standard { output.attribute("style", column.style.index) }
      if column.isHidden { output.fixed(" hidden=\"1\"") }
      output.fixed(" customWidth=\"1\"/>")
    }
    output.fixed("</cols>")
  }

  /// Everything after the last row.
  func writeTail(
    to output: inout XMLOutput, styles: inout StyleTable, relationships: SheetRelationships
  ) throws(WritingError) {
    try checkMerges()
    output.fixed("</sheetData>")
    if let protection = setup.protection { Self.write(protection, to: &output) }
    if let range = autoFilter { output.raw("<autoFilter ref=\"\(range)\"/>") }
    if !merges.isEmpty {
      output.raw("<mergeCells count=\"\(merges.count)\">")
      for range in merges { output.raw("<mergeCell ref=\"\(range)\"/>") }
      output.fixed("</mergeCells>")
    }
    for (index, format) in conditionalFormats.enumerated() {
      format.write(priority: index + 1, styles: &styles, to: &output)
    }
    if !validations.isEmpty {
      output.raw("<dataValidations count=\"\(validations.count)\">")
      for (index, validation) in validations.enumerated() {
        validation.write(listFormula: relationships.listFormulas[index], to: &output)
      }
      output.fixed("</dataValidations>")
    }
    writeLinks(relationships, to: &output)
    setup.page.write(to: &output)
    if let id = relationships.drawing { output.raw("<drawing r:id=\"\(id)\"/>") }
    if let id = relationships.legacyDrawing { output.raw("<legacyDrawing r:id=\"\(id)\"/>") }
    output.fixed("</worksheet>")
  }

  private static func write(_ protection: SheetProtection, to output: inout XMLOutput) {
    output.fixed("<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\"")
    // Attributes say what is locked, not what is allowed (18.3.1.85).
    if protection.allowsFormattingCells { output.fixed(" formatCells=\"0\"") }
    if protection.allowsFormattingRowsAndColumns { output.fixed(" formatColumns=\"0\" formatRows=\"0\"") }
    if protection.allowsInsertingRows { output.fixed(" insertRows=\"0\"") }
    if protection.allowsDeletingRows { output.fixed(" deleteRows=\"0\"") }
    if protection.allowsSorting { output.fixed(" sort=\"0\"") }
    if protection.allowsAutoFilter { output.fixed(" autoFilter=\"0\"") }
    output.fixed("/>")
  }

  private func writeLinks(_ relationships: SheetRelationships, to output: inout XMLOutput) {
    guard !links.isEmpty else { return }
    output.fixed("<hyperlinks>")
    for (index, (cell, link)) in links.enumerated() {
      output.raw("<hyperlink ref=\"\(cell)\"")
      switch link.target {
      case .external: output.raw(" r:id=\"\(relationships.links[index] ?? "")\"")
      case .cells(let sheet, let range):
        output.attribute("location", SheetName.quoted(sheet) + "!" + range.description)
      case .definedName(let name): output.attribute("location", name)
      }
      if let tooltip = link.tooltip { output.attribute("tooltip", tooltip) }
      output.fixed("/>")
    }
    output.fixed("</hyperlinks>")
  }
}

extension PageSetup {
  func write(to output: inout XMLOutput) {
    if centersHorizontally || centersVertically || printsGridlines {
      output.fixed("<printOptions")
      if centersHorizontally { output.fixed(" horizontalCentered=\"1\"") }
      if centersVertically { output.fixed(" verticalCentered=\"1\"") }
      if printsGridlines { output.fixed(" gridLines=\"1\"") }
      output.fixed("/>")
    }
    output.fixed("<pageMargins")
    output.attribute("left", margins.left)
    output.attribute("right", margins.right)
    output.attribute("top", margins.top)
    output.attribute("bottom", margins.bottom)
    output.attribute("header", margins.header)
    output.attribute("footer", margins.footer)
    output.raw("/><pageSetup paperSize=\"\(paper.rawValue)\"")
    switch scale {
    case .percent(100): break
    case .percent(let percent): output.attribute("scale", max(10, min(400, percent)))
    case .fit(let wide, let tall):
      // 0 is as many as it takes.
      output.attribute("fitToWidth", max(0, min(32_767, wide ?? 0)))
      output.attribute("fitToHeight", max(0, min(32_767, tall ?? 0)))
    }
    output.raw(" orientation=\"\(orientation.rawValue)\"/>")
    if header != nil || footer != nil {
      output.fixed("<headerFooter>")
      if let header {
        output.fixed("<oddHeader>")
        output.text(header)
        output.fixed("</oddHeader>")
      }
      if let footer {
        output.fixed("<oddFooter>")
        output.text(footer)
        output.fixed("</oddFooter>")
      }
      output.fixed("</headerFooter>")
    }
  }
}

extension SheetGeometry {
  /// The file counts a column's padding in, the dialog does not (18.3.1.13): 8.38 digits are stored as 9.
  static func storedWidth(_ digits: Double) -> Double {
    guard digits > 0 else { return 0 }
    let pixels = digits < 1 ? (digits * 13).rounded() : (digits * 8 + 5).rounded()
    return (pixels / 8 * 256).rounded(.down) / 256
  }
}
