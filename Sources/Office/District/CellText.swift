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
  /// A text that is put together; kept for its room.
  private var composed: [UInt8] = []

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

  mutating func write(_ value: FieldValue, _ style: StyleID, to cells: inout RowWriter) throws(WritingError) {
    switch value.value {
    case .null: try cells.text(value.given, style)
    case .string(let text):
      switch kind {
      case .date:
        guard let day = CalendarDay(iso: text) else { return try cells.text(text, style) }
        try cells.date(day, style)
      case .unit: try cells.text(wordings.words(for: text) ?? value.given, style)
      case .terms: try cells.text(wordings.words(for: text) ?? text, style)
      default: try cells.text(text, style)
      }
    case .object(let members):
      parts.look(in: members.names)
      composed.removeAll(keepingCapacity: true)
      if compose(members.values) {
        try cells.text(utf8: composed.span, style)
      } else {
        try cells.text(value.given, style)
      }
    case .array(let items) where kind == .terms:
      composed.removeAll(keepingCapacity: true)
      var isFirst = true
      compose(items, &isFirst)
      try cells.text(utf8: composed.span, style)
    default: try cells.text(kind == .terms ? "" : value.given, style)
    }
  }

  /// Out of the members of an object; false where what was given says it best.
  private mutating func compose(_ members: [JSONValue]) -> Bool {
    func text(_ part: Int) -> String? { parts[part].flatMap { members[$0].firstString } }
    switch kind {
    case .terms: break
    case .enterprise:
      let name = text(0) ?? ""
      append(name)
      guard let sign = text(1) else { break }
      if !name.isEmpty { append("（") }
      append(sign)
      if !name.isEmpty { append("）") }
    case .progress:
      let status = text(0)
      if let status { append(wordings.words(for: status) ?? status) }
      guard let measures = text(1) else { break }
      if status != nil { append("，") }
      append(measures)
    case .quantities:
      var isFirst = true
      for (index, quantity) in quantities.enumerated() {
        guard let place = parts[index], members[place].isStated else { continue }
        if !isFirst { append("，") }
        isFirst = false
        append(quantity.term)
        // `停电` says all; `拆除违法建筑1宗` counts.
        guard case .number(let number) = members[place] else { continue }
        let whole = abs(number) < 1e9 ? Int(exactly: number) : nil
        append(whole.map(String.init) ?? members[place].text)
        append(quantity.unit)
      }
      return !isFirst
    default: return false
    }
    return true
  }

  /// Out of the terms that a value lists.
  private mutating func compose(_ items: [JSONValue], _ isFirst: inout Bool) {
    for item in items {
      switch item {
      case .string(let id):
        if !isFirst { append("；") }
        isFirst = false
        append(wordings.words(for: id) ?? id)
      case .array(let items): compose(items, &isFirst)
      default: break
      }
    }
  }

  private mutating func append(_ piece: String) {
    var piece = piece
    piece.withUTF8 { composed.append(contentsOf: $0) }
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

  /// Whether it says something of a quantity.
  fileprivate var isStated: Bool {
    switch self {
    case .number, .boolean(true): true
    default: false
    }
  }
}
