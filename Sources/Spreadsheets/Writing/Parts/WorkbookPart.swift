extension WorkbookWriter {
  /// All parts that know every sheet, after the last of them.
  mutating func writeWorkbookParts(needsCalculation: Bool) throws(WritingError) {
    var relationships = RelationshipsPart()
    for sheet in sheets { _ = relationships.add(.worksheet, "worksheets/sheet\(sheet.number).xml") }
    _ = relationships.add(.styles, "styles.xml")
    let (sheets, names) = (sheets, allDefinedNames)
    try add("xl/workbook.xml", .workbook) { output in
      Self.writeWorkbook(sheets, names, needsCalculation: needsCalculation, to: &output)
    }
    try add("xl/_rels/workbook.xml.rels", nil) { relationships.write(to: &$0) }
    let styles = styles
    try add("xl/styles.xml", .styles) { styles.write(to: &$0) }
    let properties = properties
    try add("docProps/core.xml", .coreProperties) { properties.writeCore(to: &$0) }
    try add("docProps/app.xml", .extendedProperties) { properties.writeExtended(to: &$0) }
    var root = RelationshipsPart()
    _ = root.add(.officeDocument, "xl/workbook.xml")
    root.addCoreProperties("docProps/core.xml")
    _ = root.add(.extendedProperties, "docProps/app.xml")
    try add("_rels/.rels", nil) { root.write(to: &$0) }
    let types = contentTypes
    try add("[Content_Types].xml", nil) { types.write(to: &$0) }
  }

  /// Writes a whole part.
  mutating func add(
    _ part: String, _ kind: ContentTypesPart.Kind?, _ write: (inout XMLOutput) -> Void
  ) throws(WritingError) {
    var output = XMLOutput()
    write(&output)
    if let kind { contentTypes.add(kind, part) }
    try zip.add(part, output.bytes)
  }

  /// `xl/workbook.xml` (ISO 29500-1 18.2.27).
  private static func writeWorkbook(
    _ sheets: [SheetRecord], _ names: [(name: NameRecord, sheetIndex: Int?)], needsCalculation: Bool,
    to output: inout XMLOutput
  ) {
    output.fixed(XMLOutput.declaration)
    output.fixed("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"")
    output.fixed(" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">")
    output.fixed("<workbookPr/><bookViews><workbookView")
    if let active = sheets.firstIndex(where: { $0.isSelected }), active > 0 {
      output.attribute("firstSheet", active)
      output.attribute("activeTab", active)
    }
    output.fixed("/></bookViews><sheets>")
    for sheet in sheets {
      output.fixed("<sheet")
      output.attribute("name", sheet.name)
      output.attribute("sheetId", sheet.number)
      if sheet.setup.visibility != .visible { output.raw(" state=\"\(sheet.setup.visibility.rawValue)\"") }
      output.raw(" r:id=\"rId\(sheet.number)\"/>")
    }
    output.fixed("</sheets>")
    if !names.isEmpty {
      output.fixed("<definedNames>")
      for (name, sheetIndex) in names {
        output.fixed("<definedName")
        output.attribute("name", name.name)
        if let sheetIndex { output.attribute("localSheetId", sheetIndex) }
        if name.isHidden { output.fixed(" hidden=\"1\"") }
        output.fixed(">")
        output.text(name.formula)
        output.fixed("</definedName>")
      }
      output.fixed("</definedNames>")
    }
    output.raw(needsCalculation ? "<calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/>" : "<calcPr calcId=\"191029\"/>")
    output.fixed("</workbook>")
  }

  /// The caller's names and those that the format uses for filters and print set-up (18.2.5), in the order of the sheets.
  private var allDefinedNames: [(name: NameRecord, sheetIndex: Int?)] {
    var all: [(NameRecord, Int?)] = []
    for (index, sheet) in sheets.enumerated() {
      if let range = sheet.autoFilter {
        let formula = SheetRange(sheet: sheet.name, range).description
        all.append((NameRecord(name: "_xlnm._FilterDatabase", formula: formula, isHidden: true), index))
      }
      if let range = sheet.printArea {
        all.append(
          (NameRecord(name: "_xlnm.Print_Area", formula: SheetRange(sheet: sheet.name, range).description), index))
      }
      if let titles = sheet.printTitles { all.append((NameRecord(name: "_xlnm.Print_Titles", formula: titles), index)) }
    }
    for name in definedNames {
      all.append((name, name.sheet.flatMap { sheet in sheets.firstIndex { $0.name == sheet } }))
    }
    return all
  }
}

extension SheetRecord {
  /// `'附件1'!$A:$B,'附件1'!$1:$3`.
  var printTitles: String? {
    let sheet = SheetName.quoted(name) + "!"
    let columns = setup.page.repeatedColumns.map {
      let (first, last) = (
        CellReference.letters(ofColumn: $0.lowerBound), CellReference.letters(ofColumn: $0.upperBound)
      )
      return "\(sheet)$\(first):$\(last)"
    }
    let rows = setup.page.repeatedRows.map { "\(sheet)$\($0.lowerBound):$\($0.upperBound)" }
    let titles = [columns, rows].compactMap(\.self)
    return titles.isEmpty ? nil : titles.joined(separator: ",")
  }
}

extension DocumentProperties {
  /// `docProps/core.xml` (ISO 29500-2 11).
  fileprivate func writeCore(to output: inout XMLOutput) {
    output.fixed(XMLOutput.declaration)
    output.raw(
      "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"")
    output.fixed(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\"")
    output.fixed(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">")
    let elements: [(String, String?)] = [
      ("dc:title", title), ("dc:subject", subject), ("dc:creator", creator), ("cp:keywords", keywords),
      ("dc:description", description), ("cp:lastModifiedBy", creator),
    ]
    for (name, value) in elements {
      guard let value else { continue }
      output.raw("<\(name)>")
      output.text(value, .plain)
      output.raw("</\(name)>")
    }
    if let created {
      let whole = DateTime(
        day: created.day,
        time: TimeOfDay(hour: created.time.hour, minute: created.time.minute, second: created.time.second))
      for name in ["created", "modified"] {
        output.raw("<dcterms:\(name) xsi:type=\"dcterms:W3CDTF\">\(whole)Z</dcterms:\(name)>")
      }
    }
    output.fixed("</cp:coreProperties>")
  }

  /// `docProps/app.xml` (ISO 29500-1 22.2).
  fileprivate func writeExtended(to output: inout XMLOutput) {
    output.fixed(XMLOutput.declaration)
    output.fixed("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">")
    if let company {
      output.fixed("<Company>")
      output.text(company, .plain)
      output.fixed("</Company>")
    }
    output.fixed("</Properties>")
  }
}
