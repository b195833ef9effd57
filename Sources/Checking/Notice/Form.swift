/// One form of a notice: what its title and columns are called, how its rows are counted and when it is due. A class: whatever
/// fills it in holds it, on every thread.
package final class Form: Sendable {
  /// What one row stands for.
  package enum RowKind: String, CaseIterable, Sendable { case cases, units }
  package enum Orientation: String, CaseIterable, Sendable { case landscape, portrait }

  package let id: String
  /// What people call it, `附件` and a number say.
  package let name: String
  /// The official title; `__` in it stands for the quarter or the month.
  package let title: String
  /// The line above the table, with its blanks.
  package let dateLine: String
  package let clause: String
  package let rows: RowKind
  package let period: Period.Kind
  /// Whether a form without rows counts when it says that there is nothing to report.
  package let acceptsNilReturn: Bool
  package let deadline: DeadlineRule
  package let orientation: Orientation
  /// From left to right.
  package let columns: [Column]
  /// What must hold between the cells of a row.
  package let relations: [RowRelation]
  package let notesHeading: String
  /// Word for word, one entry a paragraph.
  package let notes: [String]
  /// The columns of sentences with counters: every rule about these asks for them, and most forms have none.
  let narrativeColumns: [Column]
  let keyColumns: KeyColumns

  init(
    id: String, name: String, title: String, dateLine: String, clause: String, rows: RowKind, period: Period.Kind,
    acceptsNilReturn: Bool, deadline: DeadlineRule, orientation: Orientation, columns: [Column],
    relations: [RowRelation], notesHeading: String, notes: [String]
  ) {
    (self.id, self.name, self.title, self.dateLine, self.clause) = (id, name, title, dateLine, clause)
    (self.rows, self.period, self.acceptsNilReturn, self.deadline) = (rows, period, acceptsNilReturn, deadline)
    (self.orientation, self.columns, self.relations) = (orientation, columns, relations)
    (self.notesHeading, self.notes) = (notesHeading, notes)
    narrativeColumns = columns.filter { $0.type.kind == .narrative }
    keyColumns = KeyColumns(columns)
  }

  package func column(_ key: String) -> Column? { columns.first { $0.key == key } }

  /// Whether a row of prompts stands below the header.
  package var hasPrompts: Bool { columns.contains { $0.prompt != nil } }

  /// The title with the quarter, in Chinese numerals, or the month written in; for a quarter of a monthly form its first
  /// and last month. Unchanged for a form without a blank.
  package func title(for period: Period?) -> String {
    let words: String? =
      switch period {
      case .quarter(_, let quarter) where self.period == .month: "\(quarter * 3 - 2)—\(quarter * 3)"
      case .quarter(_, let quarter): ChineseNumeral.digit(quarter)
      case .month(_, let month): "\(month)"
      case .week, nil: nil
      }
    return words.map { title.replacing("__", with: $0, maxReplacements: 1) } ?? title
  }
}

/// One column of a form. A class: rules look at columns all the time, and they are large.
package final class Column: Sendable {
  package enum Role: String, CaseIterable, Sendable {
    /// Its date puts a row into a period.
    case period
    /// Names the unit that reports.
    case submitter
  }

  /// What an empty cell in a data row is.
  package enum Blank: String, CaseIterable, Sendable { case allowed, warning, error }

  package let key: String
  /// As the notice prints it.
  package let header: String
  package let prompt: String?
  package let aliases: [String]
  package let type: ColumnType
  /// What parts several terms in a cell, folded; nil for any usual separator.
  package let separators: Set<Unicode.Scalar>?
  package let role: Role?
  /// Whether a date here may lie after the receipt: a term, say.
  package let ahead: Bool
  package let blank: Blank
  /// What a form without this column gets.
  package let missing: Severity
  package let clause: String?
  /// The key of a column that usually says the same; to differ is a warning.
  package let sameAs: String?
  /// In characters, as a spreadsheet counts a column's width.
  package let width: Double
  /// What a well-filled cell looks like.
  package let example: String

  init(
    key: String, header: String, prompt: String?, aliases: [String], type: ColumnType,
    separators: Set<Unicode.Scalar>?, role: Role?, ahead: Bool, blank: Blank, missing: Severity, clause: String?,
    sameAs: String?, width: Double, example: String
  ) {
    (self.key, self.header, self.prompt, self.aliases, self.type) = (key, header, prompt, aliases, type)
    (self.separators, self.role, self.ahead, self.blank, self.missing) = (separators, role, ahead, blank, missing)
    (self.clause, self.sameAs, self.width, self.example) = (clause, sameAs, width, example)
  }
}

/// What a column of numbers admits.
package struct NumberRule: Hashable, Sendable {
  /// What is counted in; may stand behind the number.
  package var unit: String?
  package var unitAliases: [String]
  package var isWhole: Bool
  package var least: Double?
  package var most: Double?
}

/// What a column's cells hold and how they are read.
package enum ColumnType: Sendable {
  case sequence
  case date
  case unit
  case caseNumber
  case text
  /// A licence name and, in the last brackets, a shop sign. The first words in brackets belong to the licence; the second
  /// only introduce a sign.
  case enterprise(licenceBrackets: [String], signLabels: [String])
  /// A number and its unit.
  case number(NumberRule)
  /// Terms of a vocabulary, one or several.
  case terms(vocabulary: String, many: Bool)
  /// Quantities and flags that a vocabulary names.
  case quantities(vocabulary: String)
  /// A state that a vocabulary names, with the measures taken.
  case progress(vocabulary: String)
  /// Sentences with counters in them; the notice's `narratives` say which.
  case narrative
}

extension ColumnType {
  /// The kind alone, as a notice file names it.
  package enum Kind: String, CaseIterable, Sendable {
    case sequence, date, unit, caseNumber, text, enterprise, number, terms, quantities, progress, narrative
  }

  /// The vocabulary whose terms the cells hold; nil for what has none.
  package var vocabulary: String? {
    switch self {
    case .terms(let name, _), .quantities(let name), .progress(let name): name
    default: nil
    }
  }

  package var kind: Kind {
    switch self {
    case .sequence: .sequence
    case .date: .date
    case .unit: .unit
    case .caseNumber: .caseNumber
    case .text: .text
    case .enterprise: .enterprise
    case .number: .number
    case .terms: .terms
    case .quantities: .quantities
    case .progress: .progress
    case .narrative: .narrative
    }
  }
}
