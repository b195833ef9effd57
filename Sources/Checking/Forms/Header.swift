import Spreadsheets

/// Where a form's header stands in a sheet and which column is which field.
struct Header {
  struct Match {
    var field: Column
    var column: Int
    var text: String
    var match: Verdict.HeaderMatch.Match
  }

  var form: Form
  var row: Int
  /// From left to right.
  var matches: [Match]
  /// Columns with a header that no field has, from left to right.
  var unknown: [(column: Int, text: String)]
  /// Columns whose field an earlier column has taken.
  var repeated: [Match]

  func column(of key: String) -> Int? { matches.first { $0.field.key == key }?.column }

  var missing: [Column] { form.columns.filter { column in !matches.contains { $0.field.key == column.key } } }

  /// Whether the fields stand in the notice's order.
  var isInOrder: Bool {
    let order = matches.compactMap { match in form.columns.firstIndex { $0.key == match.field.key } }
    return order == order.sorted()
  }
}

/// The header texts of a notice's forms, made ready for looking up.
struct HeaderIndex {
  private struct Wordings {
    var form: Form
    /// Folded text to the field's place and whether it is an alias.
    var exact: [String: Int] = [:]
    var aliases: [String: Int] = [:]
  }

  private var forms: [Wordings] = []

  init(_ notice: Notice) {
    for form in notice.forms {
      var wordings = Wordings(form: form)
      for (index, column) in form.columns.enumerated() {
        wordings.exact[Self.key(column.header)] = index
        for alias in column.aliases where wordings.aliases[Self.key(alias)] == nil {
          wordings.aliases[Self.key(alias)] = index
        }
      }
      forms.append(wordings)
    }
  }

  /// Header text as it is compared: folded, without punctuation, so that `街道（镇）、管委会` and `街道(镇)管委会` are one.
  static func key(_ text: String) -> String { Folding.fold(text).filter { !"、,，。.:：;；*·-_\"'()".contains($0) } }

  /// What stands in brackets at the end explains a header and is no part of its name.
  private static func withoutBrackets(_ text: String) -> String {
    let folded = Folding.fold(text)
    guard let open = folded.firstIndex(of: "("), open > folded.startIndex, folded.hasSuffix(")") else { return text }
    return String(folded[..<open])
  }

  /// The best header in a sheet for each form that has one, in the notice's order.
  func headers(in grid: Grid) -> [Header] {
    var best: [String: Header] = [:]
    for row in grid.sheet.rows where row.cells.count >= 2 {
      for wordings in forms {
        guard let header = header(wordings, row, grid) else { continue }
        if header.matches.count > best[wordings.form.id]?.matches.count ?? 0 { best[wordings.form.id] = header }
      }
    }
    // Forms of one notice share columns: a row is the header of the form it fits best.
    return forms.compactMap { best[$0.form.id] }.filter { header in
      !best.values.contains {
        $0.row == header.row && $0.form.id != header.form.id
          && (fit($0), $0.matches.count) > (fit(header), header.matches.count)
      }
    }
  }

  private func fit(_ header: Header) -> Int { header.matches.count * 100 / max(1, header.form.columns.count) }

  private func header(_ wordings: Wordings, _ row: Row, _ grid: Grid) -> Header? {
    var candidates: [Header.Match] = []
    var unknown: [(Int, String)] = []
    for (column, text) in grid.texts(inRow: row) {
      let key = Self.key(text)
      guard !key.isEmpty, key.count <= 40 else { continue }
      let bare = Self.key(Self.withoutBrackets(text))
      let columns = wordings.form.columns
      if let index = wordings.exact[key] {
        let match: Verdict.HeaderMatch.Match = text == columns[index].header ? .exact : .normalised
        candidates.append(.init(field: columns[index], column: column, text: text, match: match))
      } else if let index = wordings.aliases[key] ?? wordings.exact[bare] ?? wordings.aliases[bare] {
        candidates.append(.init(field: columns[index], column: column, text: text, match: .alias))
      } else {
        unknown.append((column, text))
      }
    }
    // The notice's own words go before aliases: an alias of one field may be another's name.
    var matches: [Header.Match] = []
    var repeated: [Header.Match] = []
    for candidate in candidates.sorted(by: {
      ($0.match == .alias ? 1 : 0, $0.column) < ($1.match == .alias ? 1 : 0, $1.column)
    }) {
      if matches.contains(where: { $0.field.key == candidate.field.key }) {
        repeated.append(candidate)
      } else {
        matches.append(candidate)
      }
    }
    // Less than a third of the columns, or less than three, may be anything.
    guard matches.count >= 3, matches.count * 3 >= wordings.form.columns.count else { return nil }
    return Header(
      form: wordings.form, row: row.number, matches: matches.sorted { $0.column < $1.column }, unknown: unknown,
      repeated: repeated)
  }

  /// Whether a row is a form's header once more, as on every printed page.
  func isHeader(_ row: Row, like header: Header, in grid: Grid) -> Bool {
    guard let wordings = forms.first(where: { $0.form.id == header.form.id }) else { return false }
    return (self.header(wordings, row, grid)?.matches.count ?? 0) * 2 > header.matches.count
  }
}
