extension Annotation {
  /// Marks what is no package that could be changed (CSV, ods): a fresh workbook of its cells, with the same marks.
  ///
  /// Values, merged ranges, hidden sheets and notes are carried over; fonts and the like are the writer's own.
  public func applied(
    to workbook: Workbook, compression: CompressionLevel = .fast
  ) throws(AnnotationError) -> AnnotatedWorkbook {
    do throws(WritingError) {
      var copy = MarkedCopy(self, sheets: workbook.sheets.map(\.name), compression)
      try copy.writeSummary()
      for sheet in workbook.sheets { try copy.write(sheet) }
      return try copy.finish(known: Set(workbook.sheets.map(\.name)))
    } catch { throw .writing(error) }
  }
}

/// A fresh workbook while it is being filled.
private struct MarkedCopy: ~Copyable {
  private let annotation: Annotation
  /// What each sheet is called in the copy: the name of a CSV file may be no name of a sheet.
  private var names: [String: String] = [:]
  private var book: WorkbookWriter
  private var labelledRows = 0
  private var rowsWithoutRoom = 0

  init(_ annotation: Annotation, sheets: [String], _ compression: CompressionLevel) {
    self.annotation = annotation
    book = WorkbookWriter(compression: compression)
    for sheet in sheets where names[sheet] == nil { names[sheet] = SheetName.legal(sheet, taken: names.values) }
  }

  mutating func writeSummary() throws(WritingError) {
    guard var summary = annotation.summary else { return }
    for index in summary.rows.indices {
      if let name = summary.rows[index].target.flatMap({ names[$0.sheet] }) { summary.rows[index].target?.sheet = name }
    }
    let sheet = SummarySheet(summary: summary)
    let styles = SummarySheet.Styles(
      title: try book.style(SummarySheet.Styles.titleStyle), remark: try book.style(SummarySheet.Styles.remarkStyle),
      header: try book.style(SummarySheet.Styles.headerStyle), text: try book.style(SummarySheet.Styles.textStyle),
      link: try book.style(SummarySheet.Styles.linkStyle))
    var setup = sheet.setup
    setup.name = SheetName.legal(summary.name, taken: names.values)
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
    var labelled = LabelledRows()
    for mark in marks {
      let cell = sheet.mergedRanges.first { $0.contains(mark.cell) }?.first ?? mark.cell
      if mark.labelsRow { labelled.insert(cell) }
      if fills[cell] == nil { fills[cell] = mark.fill }
      if let note = mark.note, !note.isEmpty { notes[cell, default: []].append(note) }
    }
    let labels = label(labelled, sheet, &fills, &notes)
    let newCells = Dictionary(grouping: fills.keys, by: \.row)

    let layout = CopyLayout(of: sheet)
    try book.beginSheet(layout.setup(named: names[sheet.name] ?? sheet.name, sheet.visibility))
    let rows = Dictionary(grouping: sheet.rows, by: \.number)
    for number in Set(rows.keys).union(newCells.keys).sorted() {
      var cells: [CellReference: CellValue] = [:]
      for cell in rows[number]?.flatMap(\.cells) ?? [] { cells[cell.reference] = cell.value }
      let isTableRow = CopyLayout.isTableRow(cells.values)
      let height = isTableRow ? layout.height(of: cells) : nil
      let marked = newCells[number] ?? []
      for cell in marked where cells[cell] == nil {
        if let label = labels[cell] { cells[cell] = .text(Text(label)) }
      }
      var styled: [(column: Int, value: CellValue?, style: StyleID)] = []
      for place in Set(cells.keys).union(marked).sorted() {
        let style = CopyLayout.style(of: cells[place], fill: fills[place], isTableRow: isTableRow)
        styled.append((place.column, cells[place], try book.style(style)))
      }
      let isHidden = rows[number]?.first?.isHidden ?? false
      try book.appendRow(number, height: height, isHidden: isHidden) { (row) throws(WritingError) in
        for (column, value, style) in styled {
          try row.move(toColumn: column)
          switch value {
          // Other programs have errors of their own.
          case .error(let code)? where !RowWriter.errorValues.contains(code): try row.text(code, style)
          case let value?: try row.write(value, style)
          case nil: try row.blank(style)
          }
        }
      }
    }
    // Some programs let merged ranges overlap; Excel repairs a workbook that holds such.
    var sweep = MergeSweep()
    for range in sheet.mergedRanges.sorted(by: { $0.first < $1.first }) where sweep.takes(range) {
      try book.merge(range)
    }
    for (cell, texts) in notes.sorted(by: { $0.key < $1.key }) {
      try book.add(Note(texts.joined(separator: "\n"), author: annotation.author), to: cell)
    }
  }

  /// - Returns: the labels by the cell into which they go.
  private mutating func label(
    _ labelled: LabelledRows, _ sheet: Sheet, _ fills: inout [CellReference: Color],
    _ notes: inout [CellReference: [String]]
  ) -> [CellReference: String] {
    guard let label = annotation.rowLabel, !label.isEmpty else { return [:] }
    let rows = labelled.numbers
    let first =
      sheet.rows.filter { rows.contains($0.number) }.compactMap { $0.cells.first?.reference.column }.min() ?? 1
    var labels: [CellReference: String] = [:]
    for marked in labelled.firstCells {
      let cell = CellReference(column: first - 1, row: marked.row)
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

  consuming func finish(known: Set<String>) throws(WritingError) -> AnnotatedWorkbook {
    let unplaced = annotation.marks.filter { !$0.isPossible || !known.contains($0.sheet) }
    let (labelled, without) = (labelledRows, rowsWithoutRoom)
    return AnnotatedWorkbook(
      bytes: try book.finish(), unplacedMarks: unplaced, labelledRows: labelled, rowsWithoutRoom: without)
  }
}
