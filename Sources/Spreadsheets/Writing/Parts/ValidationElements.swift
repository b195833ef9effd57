/// `dataValidation` (ISO 29500-1 18.3.1.32).
extension CellValidation {
  /// - Parameter listFormula: the name of the list on the hidden sheet, where the list stands there.
  func write(listFormula: String?, to output: inout XMLOutput) {
    let (type, comparison, formulas) = parts(listFormula)
    output.fixed("<dataValidation")
    if let type { output.raw(" type=\"\(type)\"") }
    if strictness == .warning || strictness == .information { output.raw(" errorStyle=\"\(strictness.rawValue)\"") }
    if let comparison, comparison != "between" { output.raw(" operator=\"\(comparison)\"") }
    if allowsBlank { output.fixed(" allowBlank=\"1\"") }
    if inputMessage != nil { output.fixed(" showInputMessage=\"1\"") }
    if strictness != .none { output.fixed(" showErrorMessage=\"1\"") }
    if let errorMessage {
      if !errorMessage.title.isEmpty { output.attribute("errorTitle", errorMessage.title) }
      output.attribute("error", errorMessage.text)
    }
    if let inputMessage {
      if !inputMessage.title.isEmpty { output.attribute("promptTitle", inputMessage.title) }
      output.attribute("prompt", inputMessage.text)
    }
    output.attribute("sqref", ranges.map(\.description).joined(separator: " "))
    output.fixed(">")
    for (index, formula) in formulas.enumerated() {
      output.raw(index == 0 ? "<formula1>" : "<formula2>")
      output.text(formula)
      output.raw(index == 0 ? "</formula1>" : "</formula2>")
    }
    output.fixed("</dataValidation>")
  }

  private func parts(_ listFormula: String?) -> (type: String?, comparison: String?, formulas: [String]) {
    switch rule {
    case .any: (nil, nil, [])
    case .list(let items): ("list", nil, [listFormula ?? Self.literal(items)])
    case .listFormula(let formula): ("list", nil, [formula])
    case .wholeNumber(let comparison): ("whole", comparison.name, comparison.operands.map { String($0) })
    case .decimal(let comparison): ("decimal", comparison.name, comparison.operands.map(\.formula))
    case .date(let comparison):
      ("date", comparison.name, comparison.operands.map { String(DateSerial.serial(of: $0) ?? 0) })
    case .textLength(let comparison): ("textLength", comparison.name, comparison.operands.map { String($0) })
    case .formula(let formula): ("custom", nil, [formula])
    }
  }

  /// `"是,否"`.
  private static func literal(_ items: [String]) -> String {
    let quoted = items.joined(separator: ",").split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + quoted.joined(separator: "\"\"") + "\""
  }

  /// Whether the list can stand in the rule itself.
  static func fitsInRule(_ items: [String]) -> Bool {
    items.joined(separator: ",").utf16.count <= 255
      && items.allSatisfy { item in !item.contains(",") && !item.contains("\"") && item.first != " " && item.last != " "
      }
  }
}

extension CellValidation.Comparison {
  /// ST_DataValidationOperator.
  var name: String {
    switch self {
    case .between: "between"
    case .notBetween: "notBetween"
    case .equal: "equal"
    case .notEqual: "notEqual"
    case .less: "lessThan"
    case .lessOrEqual: "lessThanOrEqual"
    case .greater: "greaterThan"
    case .greaterOrEqual: "greaterThanOrEqual"
    }
  }

  var operands: [Operand] {
    switch self {
    case .between(let low, let high), .notBetween(let low, let high): [low, high]
    case .equal(let operand), .notEqual(let operand), .less(let operand), .lessOrEqual(let operand),
      .greater(let operand), .greaterOrEqual(let operand):
      [operand]
    }
  }
}

extension Double {
  /// As formulas write numbers.
  var formula: String {
    var output = XMLOutput(capacity: 64)
    output.number(isFinite ? self : 0)
    return String(decoding: output.bytes, as: UTF8.self)
  }
}

/// Lists too long for their rule, each a column of one hidden sheet and a defined name.
struct ValidationLists {
  private(set) var lists = Interned<[String]>()

  /// The name of the list, or nil when it stands in the rule.
  mutating func formula(for rule: CellValidation.Rule) -> String? {
    guard case .list(let items) = rule, !CellValidation.fitsInRule(items) else { return nil }
    return Self.name(lists.index(of: items))
  }

  static func name(_ index: Int) -> String { "_List\(index + 1)" }
}

extension WorkbookWriter {
  /// The hidden sheet of long lists, one a column, after all others.
  mutating func writeListSheet() throws(WritingError) {
    let lists = lists.lists.values
    guard !lists.isEmpty else { return }
    let text = try style(CellStyle(numberFormat: .text))
    let name = try beginSheet(SheetSetup(name: "_Lists", visibility: .hidden))
    for row in 0..<(lists.map(\.count).max() ?? 0) {
      try appendRow { (cells) throws(WritingError) in
        for list in lists {
          if row < list.count { try cells.text(list[row], text) } else { try cells.skip() }
        }
      }
    }
    for (index, list) in lists.enumerated() where !list.isEmpty {
      let range = CellRange(
        CellReference(column: index + 1, row: 1), CellReference(column: index + 1, row: list.count))
      try define(ValidationLists.name(index), formula: SheetRange(sheet: name, range).description)
    }
    try endSheet()
  }
}
