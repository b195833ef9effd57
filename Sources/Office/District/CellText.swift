import Checking
import Spreadsheets

/// What the values of a column look like in the district's tables: the notice's own terms, whatever the sender typed.
struct CellText {
  private enum Kind {
    case date
    /// Names by id.
    case unit([String: String])
    /// Wordings by id.
    case terms([String: String])
    case enterprise
    case progress([String: String])
    /// In the vocabulary's order: a part's key, its wording and the unit that it is counted in.
    case quantities([(key: String, term: String, unit: String)])
    case plain
  }

  private let kind: Kind

  init(_ column: Column, _ notice: Notice) {
    let terms = column.type.vocabulary.flatMap { notice.vocabularies[$0]?.terms } ?? []
    let wordings = Dictionary(terms.map { ($0.id, $0.term) }, uniquingKeysWith: { first, _ in first })
    kind =
      switch column.type {
      case .date: .date
      case .unit: .unit(Dictionary(notice.units.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }))
      case .terms: .terms(wordings)
      case .enterprise: .enterprise
      case .progress: .progress(wordings)
      case .quantities: .quantities(terms.map { ($0.key ?? $0.id, $0.term, $0.quantity?.unit ?? "") })
      default: .plain
      }
  }

  func content(of value: FieldValue) -> CellContent {
    if case .date = kind, case .string(let text) = value.value, let day = CalendarDay(iso: text) { return .date(day) }
    return .text(text(of: value))
  }

  private func text(of value: FieldValue) -> String {
    switch value.value {
    case .null: return value.given
    case .string(let text): return self.text(of: text, given: value.given)
    case .object(let parts): return self.text(of: parts, given: value.given)
    case let other:
      guard case .terms(let wordings) = kind else { return value.given }
      return other.strings.map { wordings[$0] ?? $0 }.joined(separator: "；")
    }
  }

  private func text(of text: String, given: String) -> String {
    switch kind {
    case .unit(let names): names[text] ?? given
    case .terms(let wordings): wordings[text] ?? text
    default: text
    }
  }

  private func text(of parts: NamedValues<JSONValue>, given: String) -> String {
    switch kind {
    case .terms: return ""
    case .enterprise:
      let name = parts["licenceName"]?.strings.first ?? ""
      guard let sign = parts["shopSign"]?.strings.first else { return name }
      return name.isEmpty ? sign : name + "（" + sign + "）"
    case .progress(let wordings):
      let status = parts["status"]?.strings.first.map { wordings[$0] ?? $0 }
      return [status, parts["measures"]?.strings.first].compactMap { $0 }.joined(separator: "，")
    case .quantities(let known):
      let stated = known.compactMap { Self.words(for: parts[$0.key], $0.term, $0.unit) }
      return stated.isEmpty ? given : stated.joined(separator: "，")
    default: return given
    }
  }

  /// `拆除违法建筑1宗`, `停电`; nil where nothing is stated.
  private static func words(for value: JSONValue?, _ term: String, _ unit: String) -> String? {
    switch value {
    case .number?: term + (value?.text ?? "") + unit
    case .boolean(true)?: term
    default: nil
    }
  }
}

extension JSONValue {
  /// The text it is, or the texts it lists.
  fileprivate var strings: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let items): items.flatMap(\.strings)
    default: []
    }
  }
}
