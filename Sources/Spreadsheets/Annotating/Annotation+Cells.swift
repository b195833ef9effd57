extension Annotation {
  /// Marks what is no package that could be changed (CSV, ods): a fresh workbook of its cells, with the same marks.
  ///
  /// Values, merged ranges, hidden sheets and notes are carried over; fonts and the like are the writer's own.
  public func applied(
    to workbook: Workbook, compression: CompressionLevel = .fast
  ) throws(AnnotationError) -> AnnotatedWorkbook {
    do throws(WritingError) {
      var copy = MarkedCopy(self, compression)
      try copy.writeSummary(sheetNames: workbook.sheets.map(\.name))
      for sheet in workbook.sheets { try copy.write(sheet) }
      return try copy.finish(known: Set(workbook.sheets.map(\.name)))
    } catch { throw .writing(error) }
  }
}

/// A fresh workbook while it is being filled.
private struct MarkedCopy: ~Copyable {
  private let annotation: Annotation
  private var book: WorkbookWriter
  private var labelledRows = 0
  private var rowsWithoutRoom = 0

  init(_ annotation: Annotation, _ compression: CompressionLevel) {
    self.annotation = annotation
    book = WorkbookWriter(compression: compression)
  }

  mutating func writeSummary(sheetNames: [String]) throws(WritingError) {
    guard let summary = annotation.summary else { return }
    let sheet = SummarySheet(summary: summary)
    let styles = SummarySheet.Styles(
      title: try book.style(SummarySheet.Styles.titleStyle), remark: try book.style(SummarySheet.Styles.remarkStyle),
      header: try book.style(SummarySheet.Styles.headerStyle), text: try book.style(SummarySheet.Styles.textStyle),
      link: try book.style(SummarySheet.Styles.linkStyle))
    var setup = sheet.setup
    setup.name = SheetName.legal(summary.name, taken: sheetNames)
    try book.beginSheet(setup)
    try sheet.write(styles) { (height, cells) throws(WritingError) in
      try book.appendRow(height: height, cells)
    }
    for range in sheet.merges { try book.merge(range) }
    for (cell, link) in sheet.links { try book.link(cell, link) }
  }

  mutating func write(_ sheet: Sheet) throws(WritingError) {
    let marks = annotation.marks.filter { $0.sheet == sheet.name && $0.isPossible }
    var fills: [CellReference: Color] = [:]
    var notes = sheet.comments.mapValues { [$0] }
    for mark in marks {
      let cell = sheet.mergedRanges.first { $0.contains(mark.cell) }?.first ?? mark.cell
      if fills[cell] == nil { fills[cell] = mark.fill }
      if let note = mark.note, !note.isEmpty { notes[cell, default: []].append(note) }
    }
    let labels = label(sheet, &fills, &notes)

    try book.beginSheet(SheetSetup(name: sheet.name, visibility: sheet.visibility, columns: columns(of: sheet)))
    let rows = Dictionary(grouping: sheet.rows, by: \.number)
    for number in Set(rows.keys).union(fills.keys.map(\.row)).sorted() {
      var cells: [CellReference: CellValue] = [:]
      for cell in rows[number]?.flatMap(\.cells) ?? [] { cells[cell.reference] = cell.value }
      for cell in fills.keys where cell.row == number && cells[cell] == nil {
        if let label = labels[cell] { cells[cell] = .text(Text(label)) }
      }
      let places = Set(cells.keys).union(fills.keys.filter { $0.row == number }).sorted()
      var styled: [(column: Int, value: CellValue?, style: StyleID)] = []
      for place in places {
        let value = cells[place]
        styled.append((place.column, value, try book.style(Self.style(value, fill: fills[place]))))
      }
      try book.appendRow(number, isHidden: rows[number]?.first?.isHidden ?? false) { (row) throws(WritingError) in
        for (column, value, style) in styled {
          try row.move(toColumn: column)
          if let value { try row.write(value, style) } else { try row.blank(style) }
        }
      }
    }
    for range in sheet.mergedRanges { try book.merge(range) }
    for (cell, texts) in notes.sorted(by: { $0.key < $1.key }) {
      try book.add(Note(texts.joined(separator: "\n"), author: annotation.author), to: cell)
    }
  }

  /// - Returns: the labels by the cell into which they go.
  private mutating func label(
    _ sheet: Sheet, _ fills: inout [CellReference: Color], _ notes: inout [CellReference: [String]]
  ) -> [CellReference: String] {
    guard let label = annotation.rowLabel, !label.isEmpty else { return [:] }
    let rows = Set(fills.keys.map(\.row))
    let first =
      sheet.rows.filter { rows.contains($0.number) }.compactMap { $0.cells.first?.reference.column }.min() ?? 1
    var labels: [CellReference: String] = [:]
    for row in rows.sorted() {
      guard let marked = fills.keys.filter({ $0.row == row }).min() else { continue }
      let cell = CellReference(column: first - 1, row: row)
      if first > 1, cell.column < marked.column, !sheet.mergedRanges.contains(where: { $0.contains(cell) }) {
        fills[cell] = fills[marked]
        labels[cell] = label
        labelledRows += 1
      } else {
        notes[marked, default: []].insert(label, at: 0)
        rowsWithoutRoom += 1
      }
    }
    return labels
  }

  private static func style(_ value: CellValue?, fill: Color?) -> CellStyle {
    var style = CellStyle(fill: fill, alignment: Alignment(vertical: .center, wrapsText: true))
    switch value {
    case .date(let moment, _):
      let isDay = moment.time == TimeOfDay(hour: 0, minute: 0)
      style.numberFormat = isDay ? .isoDate : .isoDateTime
    case .time: style.numberFormat = NumberFormatCode("hh:mm:ss")
    case .duration: style.numberFormat = NumberFormatCode("[h]:mm:ss")
    case .text: style.numberFormat = .text
    case .number, .boolean, .error, nil: break
    }
    return style
  }

  /// As wide as the longest of each column's first texts, within reason.
  private func columns(of sheet: Sheet) -> [ColumnSetup] {
    var widths: [Int: Double] = [:]
    let measure = TextMeasurement()
    for row in sheet.rows.prefix(200) {
      for cell in row.cells {
        guard case .text(let text)? = cell.value else { continue }
        widths[cell.reference.column] = max(widths[cell.reference.column] ?? 10, measure.columnWidth(of: text.string))
      }
    }
    return widths.sorted { $0.key < $1.key }.map { ColumnSetup($0.key...$0.key, width: min(40, $0.value)) }
  }

  consuming func finish(known: Set<String>) throws(WritingError) -> AnnotatedWorkbook {
    let unplaced = annotation.marks.filter { !$0.isPossible || !known.contains($0.sheet) }
    let (labelled, without) = (labelledRows, rowsWithoutRoom)
    return AnnotatedWorkbook(
      bytes: try book.finish(), unplacedMarks: unplaced, labelledRows: labelled, rowsWithoutRoom: without)
  }
}
