import Spreadsheets

/// One sheet's table of a form: its header, the rows that are data, and what stands around them. A class: every rule goes by
/// it, and it is large.
final class Table {
  struct DataRow {
    var number: Int
    var isHidden: Bool
    /// What holds something, or a formula without a value, from left to right; merged cells above included.
    var cells: [Cell]
    /// Whether what a merged cell above fills in counts as the row's own.
    var ownsFilled = false

    /// Whether a cell stands in the row itself, not in a merged range from above.
    func owns(_ cell: Cell) -> Bool { ownsFilled || cell.reference.row == number }

    /// Where a column's cell stands among `cells`, if there is one. The search begins at `near`, and says where it ended.
    @inline(__always)
    func place(ofColumn column: Int, near: inout Int) -> Int? {
      let cells = cells.span
      var place = min(near, cells.count)
      while place > 0, cells[place - 1].reference.column >= column { place -= 1 }
      while place < cells.count, cells[place].reference.column < column { place += 1 }
      near = place
      return place < cells.count && cells[place].reference.column == column ? place : nil
    }
  }

  let sheet: Sheet
  let header: Header
  // Only `init` and what it calls change it, one after the other.
  @exclusivity(unchecked) private(set) var rows: [DataRow] = []
  /// Texts above the header, in reading order.
  private(set) var above: [String] = []
  /// Texts of the rows below the header that are no data.
  private(set) var below: [String] = []
  /// A row or line that says there is nothing to report.
  private(set) var nilPhrase: (text: String, cell: CellReference)?
  /// By field, what else the row of a nil return fills in: whose it is and for when.
  private(set) var nilRow: [String: Cell] = [:]
  /// Cells that stand alone in a row and cannot be told to be a case.
  private(set) var strays: [Cell] = []
  /// Rows in which only what a template prefills is filled.
  private(set) var prefilledRows: [Int] = []

  /// - Parameter end: the first row that belongs to something else, where another form's header stands further down.
  init(_ header: Header, in grid: Grid, words: RowWords, end: Int?) {
    self.header = header
    sheet = grid.sheet
    rows.reserveCapacity(sheet.rows.count)
    var inNotes = false
    for row in grid.sheet.rows {
      if row.number == header.row { continue }
      if let end, row.number >= end { break }
      if row.number < header.row {
        for text in grid.texts(inRow: row) {
          above.append(text.text)
          noteNil(text.text, CellReference(column: text.column, row: row.number), words)
        }
      } else {
        take(row, grid, words, &inNotes)
      }
    }
    strays.sort { $0.reference < $1.reference }
    takeOnlyPrefilledRow(grid)
  }

  /// Decides what a row below the header is.
  private func take(_ row: Row, _ grid: Grid, _ words: RowWords, _ inNotes: inout Bool) {
    let cells = grid.cells(inRow: row)
    let data = DataRow(number: row.number, isHidden: row.isHidden, cells: cells)
    let own = grid.isFilled(row) ? cells.filter(data.owns) : cells
    if own.isEmpty || header.isRepeated(in: own) || isPrompt(own) { return }
    if words.isTotal(own) {
      below += own.compactMap { $0.value?.shown }
      return
    }
    // Notes and signatures fill few cells: a row with more is data, and its texts need not be looked at here.
    let isSparse = own.count <= 6
    if isSparse {
      let texts = own.compactMap { $0.value?.shown }.filter { !$0.isEmpty }
      if texts.isEmpty, !own.contains(where: \.hasFormula) { return }
      if let aside = words.aside(texts, isBelowNotes: inNotes) {
        inNotes = inNotes || aside.startsNotes
        below += texts
        for cell in own { noteNil(cell.value?.shown ?? "", cell.reference, words) }
        return
      }
    }
    if isSparse, isSetAside(own, telling(own), words, row.number) { return }
    if header.form.rows == .cases, saysNothing(own, words) { return }
    rows.append(data)
  }

  /// A row's own cells that could tell of a case: all but its number.
  private func telling(_ own: [Cell]) -> [(field: Column, cell: Cell)] {
    var telling: [(field: Column, cell: Cell)] = []
    header.forEachColumn(of: own) { index, place in
      if let place, header.matches[index].field.type.kind != .sequence {
        telling.append((header.matches[index].field, own[place]))
      }
      return true
    }
    return telling
  }

  /// Whether every cell that could tell of a case says that there is nothing.
  private func saysNothing(_ own: [Cell], _ words: RowWords) -> Bool {
    var saysNothing = false
    let isAll = header.forEachColumn(of: own) { index, place in
      guard let place, header.canTell(index) else { return true }
      saysNothing = words.isNothing(own[place])
      return saysNothing
    }
    return isAll && saysNothing
  }

  /// Sets aside a row of few cells that is no case: a nil return, a signature, a prefilled name, a stray character.
  private func isSetAside(
    _ own: [Cell], _ telling: [(field: Column, cell: Cell)], _ words: RowWords, _ row: Int
  ) -> Bool {
    let isCase = telling.contains { field, cell in
      [.caseNumber, .terms, .enterprise, .narrative].contains(field.type.kind) && !words.isNil(cell.value?.shown ?? "")
    }
    if !isCase, let said = own.first(where: { words.isNil($0.value?.shown ?? "") }) {
      noteNil(said.value?.shown ?? "", said.reference, words)
      for (field, cell) in telling { nilRow[field.key] = cell }
      return true
    }
    if telling.isEmpty {
      // Only a number, or something beside the table.
      strays += own.filter { cell in !header.matches.contains { $0.column == cell.reference.column } }
      return true
    }
    // A unit and a date under other columns' headers are a signature.
    if telling.count <= 2, telling.allSatisfy({ words.isSignature($0.cell.value?.shown ?? "", under: $0.field) }) {
      below += telling.compactMap { $0.cell.value?.shown }
      return true
    }
    guard header.form.columns.count > 5 else { return false }
    if telling.allSatisfy({ $0.field.type.kind == .unit }) {
      prefilledRows.append(row)
      return true
    }
    if telling.count == 1, let only = telling.first, ![.caseNumber, .enterprise].contains(only.field.type.kind) {
      strays.append(only.cell)
      return true
    }
    return false
  }

  /// A units' form whose only row is prefilled is that unit's own form, left empty.
  private func takeOnlyPrefilledRow(_ grid: Grid) {
    guard rows.isEmpty, header.form.rows == .units, prefilledRows.count == 1, nilPhrase == nil,
      let row = grid.sheet.rows.first(where: { $0.number == prefilledRows[0] })
    else { return }
    rows = [DataRow(number: row.number, isHidden: row.isHidden, cells: grid.cells(inRow: row), ownsFilled: true)]
    prefilledRows = []
  }

  private func noteNil(_ text: String, _ cell: CellReference, _ words: RowWords) {
    guard nilPhrase == nil, words.isNil(text) else { return }
    nilPhrase = (text, cell)
  }

  /// Whether the cells are the prompts that stand below the header, where the form has them.
  private func isPrompt(_ cells: [Cell]) -> Bool {
    guard header.hasPrompts else { return false }
    func text(_ column: Int) -> String? { cells.first { $0.reference.column == column }?.value?.shown }
    var prompts = 0
    for match in header.matches {
      // A row that names a unit is that unit's, even where it left the prompts as they were.
      if match.field.role == .submitter, text(match.column) != nil { return false }
      guard let prompt = match.field.prompt, let text = text(match.column) else { continue }
      let given = Array(HeaderIndex.key(text).unicodeScalars)
      let wanted = Array(HeaderIndex.key(prompt).unicodeScalars)
      if given == wanted
        || Similarity.distance(Array(given.prefix(60)), Array(wanted.prefix(60))) * 8 <= wanted.count
      {
        prompts += 1
      }
    }
    return prompts >= 2
  }
}
