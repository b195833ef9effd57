import Spreadsheets

/// One sheet's table of a form: its header, the rows that are data, and what stands around them.
struct Table {
  struct DataRow {
    var number: Int
    var isHidden: Bool
    /// By field; cells that hold something, or a formula without a value.
    var cells: [String: Cell]
    /// Fields whose cell is filled from a merged range above.
    var filled: Set<String>
  }

  var sheet: Sheet
  var header: Header
  var rows: [DataRow] = []
  /// Texts above the header, in reading order.
  var above: [String] = []
  /// Texts of the rows below the header that are no data.
  var below: [String] = []
  /// A row or line that says there is nothing to report.
  var nilPhrase: (text: String, cell: CellReference)?
  /// Cells that stand alone in a row and cannot be told to be a case.
  var strays: [Cell] = []
  /// Rows in which only what a template prefills is filled.
  var prefilledRows: [Int] = []

  /// - Parameter end: the first row that belongs to something else, where another form's header stands further down.
  init(_ header: Header, in grid: Grid, index: HeaderIndex, words: RowWords, end: Int?) {
    self.header = header
    sheet = grid.sheet
    let fields = header.matches.map { (key: $0.field.key, field: $0.field, column: $0.column) }
    var inNotes = false
    for row in grid.sheet.rows {
      if row.number < header.row {
        for text in grid.texts(inRow: row) {
          above.append(text.text)
          noteNil(text.text, row.number, text.column, words)
        }
        continue
      }
      if row.number == header.row { continue }
      if let end, row.number >= end { break }
      let cells = grid.cells(inRow: row)
      let own = cells.filter { $0.value.isOwn }
      if own.isEmpty { continue }
      let texts = own.keys.sorted().compactMap { column in own[column]?.cell.value?.shown }.filter { !$0.isEmpty }
      switch words.kind(
        of: texts, isBelowNotes: inNotes, isPrompt: isPrompt(own),
        isHeader: { index.isHeader(row, like: header, in: grid) })
      {
      case .aside(let startsNotes):
        inNotes = inNotes || startsNotes
        below += texts
        for (column, entry) in own {
          noteNil(entry.cell.value?.shown ?? "", row.number, column, words)
        }
        continue
      case .perhapsData:
        break
      }
      var found: [String: Cell] = [:]
      var filled: Set<String> = []
      for field in fields {
        guard let entry = cells[field.column] else { continue }
        found[field.key] = entry.cell
        if !entry.isOwn { filled.insert(field.key) }
      }
      let telling = fields.filter { field in
        found[field.key] != nil && !filled.contains(field.key) && field.field.type.kind != .sequence
      }
      let isCase = telling.contains { field in
        [.caseNumber, .terms, .enterprise, .narrative].contains(field.field.type.kind)
          && !words.isNil(found[field.key]?.value?.shown ?? "")
      }
      if !isCase, let text = texts.first(where: { words.isNil($0) }) {
        noteNil(text, row.number, own.keys.min() ?? 1, words)
        continue
      }
      if telling.isEmpty {
        // Only a number, or something beside the table.
        strays += own.filter { column, _ in !fields.contains { $0.column == column } }.map(\.value.cell)
        continue
      }
      if header.form.columns.count > 5 {
        if telling.allSatisfy({ $0.field.type.kind == .unit }) {
          prefilledRows.append(row.number)
          continue
        }
        if telling.count == 1, let only = telling.first, only.field.type.kind != .caseNumber,
          only.field.type.kind != .enterprise
        {
          if let cell = found[only.key] { strays.append(cell) }
          continue
        }
      }
      rows.append(DataRow(number: row.number, isHidden: row.isHidden, cells: found, filled: filled))
    }
    strays.sort { $0.reference < $1.reference }
    // A units' form whose only rows are prefilled is that unit's own empty form.
    if rows.isEmpty, header.form.rows == .units, prefilledRows.count == 1, nilPhrase == nil,
      let row = grid.sheet.rows.first(where: { $0.number == prefilledRows[0] })
    {
      let cells = grid.cells(inRow: row)
      let found = fields.compactMap { field in cells[field.column].map { (field.key, $0.cell) } }
      rows.append(
        DataRow(number: row.number, isHidden: row.isHidden, cells: Dictionary(found) { first, _ in first }, filled: []))
      prefilledRows = []
    }
  }

  private mutating func noteNil(_ text: String, _ row: Int, _ column: Int, _ words: RowWords) {
    guard nilPhrase == nil, words.isNil(text) else { return }
    nilPhrase = (text, CellReference(column: column, row: row))
  }

  /// The prompts that stand below the header, where the form has them.
  private func isPrompt(_ cells: [Int: (cell: Cell, isOwn: Bool)]) -> Bool {
    var prompts = 0
    for match in header.matches {
      // A row that names a unit is that unit's, even where it left the prompts as they were.
      if match.field.role == .submitter, cells[match.column] != nil { return false }
      guard let prompt = match.field.prompt, let text = cells[match.column]?.cell.value?.shown else { continue }
      let given = Array(HeaderIndex.key(text))
      let wanted = Array(HeaderIndex.key(prompt))
      if given == wanted
        || Similarity.distance(given.prefix(60).map { $0 }, wanted.prefix(60).map { $0 }) * 8 <= wanted.count
      {
        prompts += 1
      }
    }
    return prompts >= 2
  }
}
