import Spreadsheets

/// Where a form's header stands in a sheet and which column is which field.
struct Header {
  struct Match {
    var field: Column
    var column: Int
    var text: String
    var match: Verdict.HeaderMatch.Match
  }

  let form: Form
  var row: Int
  /// From left to right.
  let matches: [Match]
  /// Columns with a header that no field has, from left to right.
  var unknown: [(column: Int, text: String)]
  /// Columns whose field an earlier column has taken.
  var repeated: [Match]
  /// The form's fields that no column has.
  let missing: [Column]
  private let outline: Outline

  init(form: Form, row: Int, matches: [Match], unknown: [(column: Int, text: String)], repeated: [Match]) {
    (self.form, self.row, self.matches, self.unknown, self.repeated) = (form, row, matches, unknown, repeated)
    missing = form.columns.filter { column in !matches.contains { $0.field.key == column.key } }
    outline = Outline(matches, form)
  }

  func column(of key: String) -> Int? { matches.first { $0.field.key == key }?.column }

  /// Whether a row's own cells are the header once more, as on every printed page.
  func isRepeated(in own: [Cell]) -> Bool {
    var (same, other) = (0, 0)
    let headings = outline.headings
    var next = 0
    for index in headings.indices where other < 2 {
      let column = headings[index].column
      while next < own.count, own[next].reference.column < column { next += 1 }
      let isShown = next < own.count && own[next].reference.column == column && headings[index].isShown(by: own[next])
      if isShown { same += 1 } else { other += 1 }
    }
    return same >= 3
  }

  /// Whether any of the form's columns has a prompt below its header.
  var hasPrompts: Bool { outline.hasPrompts }

  /// Whether a cell of a match's column can say that there is something to report.
  func canTell(_ match: Int) -> Bool { outline.canTell[match] }

  /// Calls `body` with the index of each match and the place of its column's cell among `cells`, which stand from left to
  /// right, until it says no.
  ///
  /// - Returns: whether it never did.
  @inline(__always) @discardableResult
  func forEachColumn(of cells: [Cell], _ body: (Int, Int?) -> Bool) -> Bool {
    var next = 0
    for index in outline.columns.indices {
      let column = outline.columns[index]
      while next < cells.count, cells[next].reference.column < column { next += 1 }
      let isThere = next < cells.count && cells[next].reference.column == column
      if !body(index, isThere ? next : nil) { return false }
    }
    return true
  }

  /// Whether the fields stand in the notice's order.
  var isInOrder: Bool { outline.isInOrder }
}

extension Header {
  /// What is looked at with every row below a header, or in every file, made ready once.
  private final class Outline: Sendable {
    /// Of each match.
    let columns: [Int]
    let canTell: [Bool]
    /// The first texts of the header: a row that is the header once more has them.
    let headings: [Heading]
    let hasPrompts: Bool
    let isInOrder: Bool

    init(_ matches: [Match], _ form: Form) {
      columns = matches.map(\.column)
      canTell = matches.map { ![.sequence, .unit, .date].contains($0.field.type.kind) }
      headings = matches.prefix(4).map { Heading(column: $0.column, text: $0.text) }
      hasPrompts = form.hasPrompts
      let order = matches.compactMap { match in form.columns.firstIndex { $0.key == match.field.key } }
      isInOrder = order == order.sorted()
    }
  }

  private struct Heading {
    let column: Int
    private let text: String
    private let beginsInASCII: Bool
    /// The three bytes of the first character, where it is an ideograph.
    private let first: UInt32?

    init(column: Int, text: String) {
      (self.column, self.text) = (column, text)
      beginsInASCII = text.utf8.first.map { $0 < 0x80 } ?? false
      first = Array(text.utf8).withUnsafeBytes(Self.ideograph)
    }

    @inline(__always)
    func isShown(by cell: borrowing Cell) -> Bool {
      guard case .text(let own)? = cell.value else {
        // Whatever else a cell holds is shown in ASCII.
        return beginsInASCII && cell.value?.shown == text
      }
      if first != nil, own.withBytes(isOther) { return false }
      return own.byteCount >= text.utf8.count && cell.value?.shown == text
    }

    /// Whether a text shows another one at its first character: a mark, a letter or another ideograph.
    private func isOther(_ own: UnsafeRawBufferPointer) -> Bool {
      guard let lead = own.first else { return true }
      if (0x21...0x7E).contains(lead) { return true }
      return Self.ideograph(own).map { $0 != first } ?? false
    }

    private static func ideograph(_ text: UnsafeRawBufferPointer) -> UInt32? {
      guard let lead = text.first, (0xE4...0xE9).contains(lead), text.count >= 3 else { return nil }
      return UInt32(lead) << 16 | UInt32(text[1]) << 8 | UInt32(text[2])
    }
  }
}

/// The header texts of a notice's forms, made ready for looking up.
struct HeaderIndex: Sendable {
  private struct Wordings {
    var form: Form
    /// Folded text to the field's place and whether it is an alias.
    var exact: [String: Int] = [:]
    var aliases: [String: Int] = [:]
  }

  private var forms: [Wordings] = []
  /// Every header and alias as the notice writes it.
  private var literal: Set<Text> = []
  /// Whether any of them comes to a place by `TextMix`: most other texts are told from them at once.
  private var literalPlaces = Array(repeating: false, count: 1 << Self.placeBits)
  private static let placeBits = 12
  /// A bit for each length, in bytes, that any of them has; the last stands for all that is longer.
  private var literalLengths: UInt64 = 0

  init(_ forms: [Form]) {
    for form in forms {
      for column in form.columns { literal.formUnion(([column.header] + column.aliases).map { Text($0) }) }
      var wordings = Wordings(form: form)
      for (index, column) in form.columns.enumerated() {
        wordings.exact[Self.key(column.header)] = index
        for alias in column.aliases where wordings.aliases[Self.key(alias)] == nil {
          wordings.aliases[Self.key(alias)] = index
        }
      }
      self.forms.append(wordings)
    }
    for text in literal {
      literalPlaces[Self.place(of: text)] = true
      literalLengths |= Self.length(of: text)
    }
  }

  private static func length(of text: Text) -> UInt64 { 1 << UInt64(min(text.byteCount, 63)) }

  private static func place(of text: Text) -> Int {
    TextMix.place(text.withBytes(TextMix.ends), bits: placeBits)
  }

  /// Header text as it is compared: folded, without punctuation, so that `街道（镇）、管委会` and `街道(镇)管委会` are one.
  static func key(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in Folding.fold(text).unicodeScalars where !punctuation.contains(scalar) { key.append(scalar) }
    return String(key)
  }

  private static let punctuation = Set("、,，。.:：;；*·-_\"'()".unicodeScalars)

  /// What stands in brackets at the end explains a header and is no part of its name.
  static func withoutBrackets(_ text: String) -> String {
    let folded = Folding.fold(text)
    guard let open = folded.firstIndex(of: "("), open > folded.startIndex, folded.hasSuffix(")") else { return text }
    return String(folded[..<open])
  }

  /// The best header in a sheet for each form that has one, in the notice's order.
  func headers(in grid: Grid, _ memory: inout HeaderMemory) -> [Header] {
    /// Of each form.
    var best: [Header?] = forms.map { _ in nil }
    var isFound = false
    for row in grid.sheet.rows where row.cells.count >= 3 {
      // Once a whole header is found, all below is likely data: another form's header must be written as the notice has it.
      if isFound, !isLiteral(row) { continue }
      let found = memory.headers(of: grid.cells(inRow: row)) {
        let texts = grid.texts(inRow: row).map(HeaderText.init)
        return forms.map { header($0, row.number, texts) }
      }
      for (form, header) in found.enumerated() {
        guard var header else { continue }
        header.row = row.number
        isFound = isFound || header.missing.count <= 2
        if header.matches.count > best[form]?.matches.count ?? 0 { best[form] = header }
      }
    }
    for (form, wordings) in forms.enumerated() {
      guard let upper = best[form], !upper.missing.isEmpty,
        let both = inTwoRows(wordings, upper, grid), both.matches.count > upper.matches.count
      else { continue }
      best[form] = both
    }
    // Forms of one notice share columns: a row is the header of the form it fits best.
    let all = best.compactMap(\.self)
    guard all.count > 1 else { return all }
    return all.filter { header in
      !all.contains {
        $0.row == header.row && $0.form.id != header.form.id
          && (fit($0), $0.matches.count) > (fit(header), header.matches.count)
      }
    }
  }

  /// The header that a row makes with the row below it, where columns have names under a common heading.
  private func inTwoRows(_ wordings: Wordings, _ upper: Header, _ grid: Grid) -> Header? {
    guard let index = grid.sheet.rows.firstIndex(where: { $0.number == upper.row }),
      let below = grid.sheet.rows[(index + 1)...].first, below.number == upper.row + 1
    else { return nil }
    var texts = Dictionary(grid.texts(inRow: grid.sheet.rows[index])) { first, _ in first }
    for text in grid.texts(inRow: below) { texts[text.column] = text.text }
    let both = texts.sorted { $0.key < $1.key }.map { HeaderText((column: $0.key, text: $0.value)) }
    return header(wordings, below.number, both)
  }

  private func isLiteral(_ row: Row) -> Bool {
    var known = 0
    for cell in row.cells {
      guard case .text(let text)? = cell.value, literalLengths & Self.length(of: text) != 0,
        literalPlaces[Self.place(of: text)], literal.contains(text)
      else { continue }
      known += 1
      if known == 3 { return true }
    }
    return false
  }

  private func fit(_ header: Header) -> Int { header.matches.count * 100 / max(1, header.form.columns.count) }

  /// A cell's text as it is looked up; longer texts are no headers.
  private struct HeaderText {
    var column: Int
    var text: String
    var key: String
    /// Without what stands in brackets at the end.
    var bare: String

    init(_ cell: (column: Int, text: String)) {
      (column, text) = cell
      let isShort = text.utf8.count <= 160
      key = isShort ? HeaderIndex.key(text) : ""
      bare = isShort ? HeaderIndex.key(HeaderIndex.withoutBrackets(text)) : ""
    }
  }

  private func header(_ wordings: Wordings, _ row: Int, _ texts: [HeaderText]) -> Header? {
    // By their places in the form: columns are large, and most rows are no header.
    var candidates: [(field: Int, text: HeaderText, match: Verdict.HeaderMatch.Match)] = []
    var unknown: [(Int, String)] = []
    for text in texts where !text.key.isEmpty {
      if let field = wordings.exact[text.key] {
        let isExact = text.text == wordings.form.columns[field].header
        candidates.append((field, text, isExact ? .exact : .normalised))
      } else if let field = wordings.aliases[text.key] ?? wordings.exact[text.bare] ?? wordings.aliases[text.bare] {
        candidates.append((field, text, .alias))
      } else {
        unknown.append((text.column, text.text))
      }
    }
    // Less than a third of the columns, or less than three, may be anything.
    let count = Set(candidates.map(\.field)).count
    guard count >= 3, count * 3 >= wordings.form.columns.count else { return nil }
    // The notice's own words go before aliases: an alias of one field may be another's name.
    var taken: Set<Int> = []
    var matches: [Header.Match] = []
    var repeated: [Header.Match] = []
    for (field, text, match) in candidates.filter({ $0.match != .alias }) + candidates.filter({ $0.match == .alias }) {
      let found = Header.Match(
        field: wordings.form.columns[field], column: text.column, text: text.text, match: match)
      if taken.insert(field).inserted { matches.append(found) } else { repeated.append(found) }
    }
    return Header(
      form: wordings.form, row: row, matches: matches.sorted { $0.column < $1.column }, unknown: unknown,
      repeated: repeated)
  }
}

/// What rows were as headers, by their cells: the files of one notice have few different ones.
struct HeaderMemory: Sendable {
  private struct Row {
    let mixed: UInt64
    let columns: [Int]
    let texts: [Text]
    /// Of each form.
    let headers: [Header?]
  }

  private var rows: [Row] = []

  /// How many rows are remembered, and with texts of how many bytes.
  private static let mostRemembered = 64
  private static let longestRemembered = 4096

  /// The headers that a row of these cells makes, whatever the row's number.
  mutating func headers(of cells: [Cell], _ find: () -> [Header?]) -> [Header?] {
    // Of other values what counts is what they show.
    let texts = cells.map { cell in
      if case .text(let text)? = cell.value { text } else { Text(cell.value?.shown ?? "") }
    }
    var (mixed, length) = (UInt64(texts.count), 0)
    for (cell, text) in zip(cells, texts) {
      mixed = (mixed &* 31 &+ UInt64(truncatingIfNeeded: cell.reference.column)) ^ text.withBytes { TextMix.of($0) }
      length += text.byteCount
    }
    let known = rows.first { row in
      row.mixed == mixed && row.texts == texts && row.columns.elementsEqual(cells.lazy.map(\.reference.column))
    }
    if let known { return known.headers }
    let headers = find()
    if rows.count < Self.mostRemembered, length <= Self.longestRemembered {
      // The texts of a file would keep all others of it.
      rows.append(
        Row(
          mixed: mixed, columns: cells.map(\.reference.column), texts: texts.map { Text($0.string) }, headers: headers))
    }
    return headers
  }
}
