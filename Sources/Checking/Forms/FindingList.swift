import Spreadsheets

/// Gathers faults into findings: the same fault in many cells is one finding.
struct FindingList {
  private struct Gathering: Hashable {
    var rule: String
    var sheet: String?
    var field: String?
    var given: String?
    var detail: [String: String]
  }

  private var places: [Gathering: Int] = [:]
  /// In the order in which the first of each was added.
  private var groups: [[PlacedFault]] = []

  var isEmpty: Bool { groups.isEmpty }

  mutating func add(_ placed: PlacedFault) {
    let anyText = Rule.named(placed.fault.rule)?.gathersAnyText == true
    let gathering = Gathering(
      rule: placed.fault.rule, sheet: placed.sheet, field: placed.column?.key,
      given: anyText ? nil : placed.fault.given,
      detail: anyText ? [:] : placed.fault.words)
    if let place = places[gathering] {
      groups[place].append(placed)
    } else {
      places[gathering] = groups.count
      groups.append([placed])
    }
  }

  /// The findings: errors first, then by sheet, row and column.
  ///
  /// - Parameters:
  ///   - sheets: names of the form's sheets in their order.
  ///   - clause: where the notice asks for the form; a column may have its own.
  func findings(sheets: [String] = [], clause: String? = nil) -> [Finding] {
    var ranked: [(rank: Int, sheet: Int, first: CellReference, Finding)] = []
    for group in groups {
      guard let finding = finding(group, clause) else { continue }
      let first = group.flatMap(\.cells).min() ?? CellReference(column: 1, row: 0)
      let rank = Severity.allCases.firstIndex(of: finding.severity) ?? 0
      ranked.append((rank, sheets.firstIndex { $0 == finding.sheet } ?? 0, first, finding))
    }
    return ranked.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      return (a.rank, a.sheet, a.first, left.offset) < (b.rank, b.sheet, b.first, right.offset)
    }.map(\.element.3)
  }

  private func finding(_ group: [PlacedFault], _ clause: String?) -> Finding? {
    guard let placed = group.first, let rule = Rule.named(placed.fault.rule) else { return nil }
    let fault = placed.fault
    var seen: Set<CellReference> = []
    let cells = group.flatMap(\.cells).filter { seen.insert($0).inserted }
    let rows = Set(group.compactMap(\.row))
    return Finding(
      rule: rule.id, severity: fault.severity, sheet: placed.sheet, cells: cells.map(\.description),
      row: placed.row ?? cells.first?.row, field: placed.column?.key,
      key: rows.count == 1 ? placed.key : nil, given: fault.given,
      expected: fault.expected, suggestion: fault.suggestion, message: message(rule, placed, count: cells.count),
      clause: placed.column?.clause ?? clause)
  }

  private func message(_ rule: Rule, _ placed: PlacedFault, count: Int) -> String {
    var words = placed.fault.words
    words["column"] = placed.column?.header
    words["given"] = placed.fault.given.map { $0.count > 60 ? "\($0.prefix(60))…" : $0 }
    words["expected"] = placed.fault.expected
    words["sheet"] = placed.sheet
    var message = filling(rule.message, words)
    if let suggestion = placed.fault.suggestion { message += "是否为「\(suggestion)」？" }
    if count > 1 { message += "共 \(count) 处。" }
    return message
  }
}
