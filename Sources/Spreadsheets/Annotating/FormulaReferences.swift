/// The cells that a workbook's formulas speak of: what is written into one of them, even an empty one, changes results.
///
/// On the safe side: a reference is taken for one to the sheet in question unless it names no sheet and stands on another.
struct FormulaReferences {
  private struct Area {
    var columns: ClosedRange<Int>
    var rows: ClosedRange<Int>
  }

  private var areas: [Area] = []
  /// Whether some formula makes up its references while it is calculated: any cell may be meant.
  private var isUnbounded = false

  func covers(column: Int, rows: Set<Int>) -> Bool {
    isUnbounded
      || areas.contains { area in area.columns.contains(column) && rows.contains { area.rows.contains($0) } }
  }

  /// Takes in the formulas of a part: a sheet's, a chart's, the workbook's names.
  mutating func add(_ bytes: [UInt8], part: String, isOwnSheet: Bool) throws(SpreadsheetError) {
    var scanner = MarkupScanner(bytes, part: part)
    while let tag = try scanner.next() {
      guard tag.kind == .start, scanner.isNamed(tag, "f") || scanner.isNamed(tag, "definedName"),
        let end = try scanner.next()
      else { continue }
      let formula = scanner.text(in: tag.range.upperBound..<end.range.lowerBound)
      // A shared formula moves along over the cells that share it (18.3.1.40).
      let shared = scanner.value("t", of: tag) == "shared" ? scanner.value("ref", of: tag) : nil
      add(formula, over: shared.flatMap { CellRange($0) }, isOwnSheet: isOwnSheet)
    }
  }

  mutating func add(_ range: CellRange) {
    areas.append(
      Area(columns: range.first.column...range.last.column, rows: range.first.row...range.last.row))
  }

  private mutating func add(_ formula: String, over shared: CellRange?, isOwnSheet: Bool) {
    for name in ["INDIRECT", "OFFSET"] where formula.contains(name) { isUnbounded = true }
    let wider = (
      columns: shared.map { $0.last.column - $0.first.column } ?? 0,
      rows: shared.map { $0.last.row - $0.first.row } ?? 0
    )
    var words = FormulaWords(formula)
    while let word = words.next() {
      guard word.isForeign || isOwnSheet, let area = Self.area(word.text) else { continue }
      areas.append(
        Area(
          columns: max(1, area.columns.lowerBound - wider.columns)...(area.columns.upperBound + wider.columns),
          rows: max(1, area.rows.lowerBound - wider.rows)...(area.rows.upperBound + wider.rows)))
    }
  }

  /// `B2`, `$B$2:C9`, `B:C`, `2:9`; nil for what is no reference.
  private static func area(_ text: Substring) -> Area? {
    let ends = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(end)
    guard let first = ends.first ?? nil, let last = ends.last ?? nil else { return nil }
    guard first.column != nil && first.row != nil || ends.count == 2 else { return nil }
    func span(_ one: Int?, _ other: Int?, _ limit: WritingError.Limit) -> ClosedRange<Int>? {
      switch (one, other) {
      case (let one?, let other?): min(one, other)...max(one, other)
      case (nil, nil): 1...limit.maximum
      default: nil
      }
    }
    guard let columns = span(first.column, last.column, .columns), let rows = span(first.row, last.row, .rows) else {
      return nil
    }
    return Area(columns: columns, rows: rows)
  }

  private static func end(_ text: Substring) -> (column: Int?, row: Int?)? {
    var rest = text.utf8.filter { $0 != UInt8(ascii: "$") }[...]
    var (column, row): (Int?, Int?)
    while let letter = rest.first, (0x41...0x5A).contains(letter & 0xDF) {
      column = (column ?? 0) * 26 + Int(letter & 0xDF) - 0x40
      rest.removeFirst()
      if column ?? 0 > WritingError.Limit.columns.maximum { return nil }
    }
    while let digit = rest.first, (0x30...0x39).contains(digit) {
      row = (row ?? 0) * 10 + Int(digit) - 0x30
      rest.removeFirst()
      if row ?? 0 > WritingError.Limit.rows.maximum { return nil }
    }
    return rest.isEmpty && (column != nil || row != nil) && row != 0 ? (column, row) : nil
  }
}

/// The words of a formula that may be references: runs of letters, digits, `$` and `:`; texts and sheet names left out.
private struct FormulaWords {
  struct Word {
    var text: Substring
    /// Whether a sheet's name stands before it.
    var isForeign: Bool
  }

  private var rest: Substring

  init(_ formula: String) { rest = formula[...] }

  mutating func next() -> Word? {
    var isForeign = false
    while let first = rest.first {
      if first == "\"" || first == "'" {
        rest.removeFirst()
        rest = rest.firstIndex(of: first).map { rest[rest.index(after: $0)...] } ?? ""
        continue
      }
      if Self.isPart(first) {
        let word = rest.prefix(while: Self.isPart)
        rest = rest[word.endIndex...]
        // `Sheet1!` and `SUM(` are names.
        if rest.first != "!", rest.first != "(" { return Word(text: word, isForeign: isForeign) }
      } else {
        isForeign = first == "!"
        rest.removeFirst()
      }
    }
    return nil
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "$:._".contains(character)
  }
}
