import Checking
import Spreadsheets

/// What a value looks like in the district's tables: the notice's own terms, whatever the sender typed.
struct CellText {
  let notice: Notice

  func content(of value: FieldValue?, in column: Column) -> CellContent {
    guard let value else { return .blank }
    if case .date = column.type, case .string(let text) = value.value, let day = CalendarDay(iso: text) {
      return .date(day)
    }
    return .text(text(of: value, in: column))
  }

  func text(of value: FieldValue, in column: Column) -> String {
    if case .null = value.value { return value.given }
    switch (column.type, value.value) {
    case (.unit, .string(let id)): return notice.unit(id)?.name ?? value.given
    case (.terms(let vocabulary, _), let terms):
      return terms.strings.map { term($0, vocabulary) }.joined(separator: "；")
    case (.enterprise, .object(let parts)):
      let name = parts["licenceName"]?.strings.first ?? ""
      guard let sign = parts["shopSign"]?.strings.first else { return name }
      return name.isEmpty ? sign : "\(name)（\(sign)）"
    case (.progress(let vocabulary), .object(let parts)):
      let status = parts["status"]?.strings.first.map { term($0, vocabulary) }
      return [status, parts["measures"]?.strings.first].compactMap { $0 }.joined(separator: "，")
    case (.quantities(let vocabulary), .object(let parts)): return quantities(parts, vocabulary) ?? value.given
    case (_, .string(let text)): return text
    default: return value.given
    }
  }

  private func term(_ id: String, _ vocabulary: String) -> String {
    notice.vocabularies[vocabulary]?.term(id)?.term ?? id
  }

  /// `拆除违法建筑1宗，停电`; nil where nothing is stated.
  private func quantities(_ parts: [String: JSONValue], _ vocabulary: String) -> String? {
    let stated = (notice.vocabularies[vocabulary]?.terms ?? []).compactMap { term -> String? in
      switch parts[term.key ?? term.id] {
      case .number(let number)?: term.term + JSONValue.number(number).text + (term.quantity?.unit ?? "")
      case .boolean(true)?: term.term
      default: nil
      }
    }
    return stated.isEmpty ? nil : stated.joined(separator: "，")
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
