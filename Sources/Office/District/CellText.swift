import Checking
import Spreadsheets

/// What the values of a column look like in the district's tables: the notice's own terms, whatever the sender typed.
struct CellText {
  private enum Kind { case date, unit, terms, enterprise, progress, quantities, plain }

  private let kind: Kind
  /// Of units or of the vocabulary's terms.
  private var wordings: Wordings
  /// The parts that a value of this kind may be made of.
  private var parts: NamePlaces
  /// In their order the wordings of quantities and the units that they are counted in.
  private let quantities: [(term: String, unit: String)]

  init(_ column: Column, _ notice: Notice) {
    let terms = column.type.vocabulary.flatMap { notice.vocabularies[$0]?.terms } ?? []
    kind =
      switch column.type {
      case .date: .date
      case .unit: .unit
      case .terms: .terms
      case .enterprise: .enterprise
      case .progress: .progress
      case .quantities: .quantities
      default: .plain
      }
    wordings = Wordings(kind == .unit ? notice.units.map { ($0.id, $0.name) } : terms.map { ($0.id, $0.term) })
    quantities = terms.map { ($0.term, $0.quantity?.unit ?? "") }
    let names: [String] =
      switch kind {
      case .enterprise: ["licenceName", "shopSign"]
      case .progress: ["status", "measures"]
      case .quantities: terms.map { $0.key ?? $0.id }
      default: []
      }
    parts = NamePlaces(of: names)
  }

  /// - Parameter composed: where a text is put together.
  mutating func write(
    _ cell: ReadCell, _ style: StyleID, _ composed: inout XMLOutput, to cells: inout RowWriter
  ) throws(WritingError) {
    switch cell.value {
    case .null: try cells.text(cell.given, style)
    case .string(let text):
      switch kind {
      case .date:
        guard let day = CalendarDay(iso: text) else { return try cells.text(text, style) }
        try cells.date(day, style)
      case .unit: try cells.text(wordings.words(for: text) ?? cell.given, style)
      case .terms: try cells.text(wordings.words(for: text) ?? text, style)
      default: try cells.text(text, style)
      }
    case .object(let members):
      parts.look(in: members.names)
      composed.removeAll()
      if compose(members.values, &composed) {
        try cells.text(utf8: composed.bytes.span, style)
      } else {
        try cells.text(cell.given, style)
      }
    case .array(let items) where kind == .terms:
      composed.removeAll()
      var isFirst = true
      compose(items, &isFirst, &composed)
      try cells.text(utf8: composed.bytes.span, style)
    default: try cells.text(kind == .terms ? "" : cell.given, style)
    }
  }

  /// Out of the members of an object; false where what was given says it best.
  private mutating func compose(_ members: [JSONValue], _ composed: inout XMLOutput) -> Bool {
    switch kind {
    case .terms: break
    case .enterprise:
      if let name = parts[0] { members[name].appendText(to: &composed) }
      let nameEnd = composed.count
      guard let sign = parts[1] else { break }
      if nameEnd > 0 { composed.raw("（") }
      if members[sign].appendText(to: &composed) {
        if nameEnd > 0 { composed.raw("）") }
      } else {
        composed.truncate(to: nameEnd)
      }
    case .progress:
      let status = parts[0].flatMap { members[$0].firstString }
      if let status { composed.raw(wordings.words(for: status) ?? status) }
      let statusEnd = composed.count
      guard let measures = parts[1] else { break }
      if status != nil { composed.raw("，") }
      if !members[measures].appendText(to: &composed) { composed.truncate(to: statusEnd) }
    case .quantities: return compose(quantitiesIn: members, &composed)
    default: return false
    }
    return true
  }

  /// - Returns: whether any is stated.
  private func compose(quantitiesIn members: [JSONValue], _ composed: inout XMLOutput) -> Bool {
    var isFirst = true
    for index in quantities.indices {
      guard let place = parts[index], members[place].isStated else { continue }
      if !isFirst { composed.raw("，") }
      isFirst = false
      composed.raw(quantities[index].term)
      // `停电` says all; `拆除违法建筑1宗` counts.
      guard case .number(let number) = members[place] else { continue }
      if abs(number) < 1e9, let whole = Int(exactly: number) {
        composed.integer(whole)
      } else {
        composed.raw(members[place].text)
      }
      composed.raw(quantities[index].unit)
    }
    return !isFirst
  }

  /// Out of the terms that a value lists.
  private mutating func compose(_ items: [JSONValue], _ isFirst: inout Bool, _ composed: inout XMLOutput) {
    for item in items {
      switch item {
      case .string(let id):
        if !isFirst { composed.raw("；") }
        isFirst = false
        composed.raw(wordings.words(for: id) ?? id)
      case .array(let items): compose(items, &isFirst, &composed)
      default: break
      }
    }
  }
}

extension JSONValue {
  /// The text it is, or the first that it lists.
  fileprivate var firstString: String? {
    switch self {
    case .string(let text): text
    case .array(let items): items.lazy.compactMap(\.firstString).first
    default: nil
    }
  }

  /// Adds that text.
  ///
  /// - Returns: false where it is none.
  @discardableResult
  fileprivate func appendText(to output: inout XMLOutput) -> Bool {
    switch self {
    case .string(let text): output.raw(text)
    case .array(let items): return items.contains { $0.appendText(to: &output) }
    default: return false
    }
    return true
  }

  /// Whether it says something of a quantity.
  fileprivate var isStated: Bool {
    switch self {
    case .number, .boolean(true): true
    default: false
    }
  }
}
