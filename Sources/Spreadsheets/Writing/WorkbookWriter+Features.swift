/// What is added to the sheet being written, before, between or after its rows.
extension WorkbookWriter {
  /// Makes one cell of several; what the others hold is not shown.
  ///
  /// - Throws: `WritingError.Cause.overlappingMerge`, when the sheet ends, for two that share a cell.
  public mutating func merge(_ range: CellRange) throws(WritingError) {
    try range.check()
    guard range.first != range.last else { return }
    try changeSheet { (sheet) throws(WritingError) in sheet.merges.append(range) }
  }

  /// Buttons that filter, on the first row of the range.
  public mutating func setAutoFilter(_ range: CellRange) throws(WritingError) {
    try range.check()
    try changeSheet { (sheet) throws(WritingError) in sheet.autoFilter = range }
  }

  /// What is printed of the sheet.
  public mutating func setPrintArea(_ range: CellRange) throws(WritingError) {
    try range.check()
    try changeSheet { (sheet) throws(WritingError) in sheet.printArea = range }
  }

  public mutating func add(_ validation: CellValidation) throws(WritingError) {
    try validation.check()
    try changeSheet { (sheet) throws(WritingError) in sheet.validations.append(validation) }
  }

  public mutating func add(_ format: ConditionalFormat) throws(WritingError) {
    if format.ranges.isEmpty { throw WritingError(.impossibleReference) }
    for range in format.ranges { try range.check() }
    try changeSheet { (sheet) throws(WritingError) in sheet.conditionalFormats.append(format) }
  }

  /// Leads from a cell to somewhere; how the cell looks is its own style's matter.
  public mutating func link(_ cell: CellReference, _ link: Hyperlink) throws(WritingError) {
    try link.check(at: cell)
    try changeSheet { (sheet) throws(WritingError) in
      guard sheet.linkedCells.insert(cell).inserted else { throw WritingError(.takenCell, cell: cell) }
      let count = sheet.links.count + 1
      if count > WritingError.Limit.hyperlinksPerSheet.maximum {
        throw WritingError(.limitExceeded(.hyperlinksPerSheet, given: count), cell: cell)
      }
      sheet.links.append((cell, link))
    }
  }

  public mutating func add(_ note: Note, to cell: CellReference) throws(WritingError) {
    try CellRange(cell, cell).check()
    let length = note.text.utf16.count
    if length > WritingError.Limit.noteText.maximum {
      throw WritingError(.limitExceeded(.noteText, given: length), cell: cell)
    }
    try changeSheet { (sheet) throws(WritingError) in
      guard sheet.notes.updateValue(note, forKey: cell) == nil else { throw WritingError(.takenCell, cell: cell) }
    }
  }

  /// Draws a chart over the cells of `range`.
  public mutating func add(_ chart: Chart, over range: CellRange) throws(WritingError) {
    try range.check()
    try changeSheet { (sheet) throws(WritingError) in sheet.drawings.append(.chart(chart, range)) }
  }

  /// Puts a picture into the cells of `range`, whole, in its own proportions, no larger than it is.
  public mutating func add(_ picture: Picture, in range: CellRange) throws(WritingError) {
    try range.check()
    try changeSheet { (sheet) throws(WritingError) in sheet.drawings.append(.picture(picture, range)) }
  }
}

extension CellRange {
  func check() throws(WritingError) {
    guard first.row >= 1, first.column >= 1, first.row <= last.row, first.column <= last.column else {
      throw WritingError(.impossibleReference, cell: first)
    }
    if last.row > WritingError.Limit.rows.maximum {
      throw WritingError(.limitExceeded(.rows, given: last.row), cell: last)
    }
    if last.column > WritingError.Limit.columns.maximum {
      throw WritingError(.limitExceeded(.columns, given: last.column), cell: last)
    }
  }
}

extension Hyperlink {
  func check(at cell: CellReference) throws(WritingError) {
    try CellRange(cell, cell).check()
    switch target {
    case .external(let address):
      let length = address.utf16.count
      if length > WritingError.Limit.address.maximum {
        throw WritingError(.limitExceeded(.address, given: length), cell: cell)
      }
    case .cells(_, let range): try range.check()
    case .definedName: break
    }
    if let length = tooltip?.utf16.count, length > WritingError.Limit.prompt.maximum {
      throw WritingError(.limitExceeded(.prompt, given: length), cell: cell)
    }
  }
}

extension CellValidation {
  func check() throws(WritingError) {
    if ranges.isEmpty { throw WritingError(.impossibleReference) }
    for range in ranges { try range.check() }
    for message in [inputMessage, errorMessage].compactMap(\.self) {
      try Self.check(message.title, .promptTitle)
      try Self.check(message.text, .prompt)
    }
  }

  private static func check(_ text: String, _ limit: WritingError.Limit) throws(WritingError) {
    let length = text.utf16.count
    if length > limit.maximum { throw WritingError(.limitExceeded(limit, given: length)) }
  }
}

extension NameRecord {
  /// A letter or underscore, then letters, digits, points, underscores; not what could be a cell or a row (18.2.5).
  var isLegal: Bool {
    guard let first = name.first, first.isLetter || first == "_" || first == "\\", name.utf16.count <= 255,
      name.allSatisfy({ $0.isLetter || $0.isNumber || "._\\?".contains($0) })
    else { return false }
    return !looksLikeReference
  }

  private var looksLikeReference: Bool {
    let upper = name.uppercased()
    let letters = upper.prefix { $0.isASCII && $0.isLetter }
    let rest = upper.dropFirst(letters.count)
    if ["R", "C", "RC"].contains(upper) { return true }
    if letters == "R" || letters == "C" || letters == "RC" { return rest.allSatisfy { $0.isNumber || $0 == "C" } }
    return (1...3).contains(letters.count) && !rest.isEmpty && rest.allSatisfy(\.isNumber)
  }

  func collides(with other: NameRecord) -> Bool {
    sheet == other.sheet && name.lowercased() == other.name.lowercased()
  }
}
