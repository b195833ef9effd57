/// What stands in the cells of a form: the members of a value, and what a condition may compare it with.
struct FormValues {
  let units: [Unit]
  let vocabularies: [String: Vocabulary]

  /// `clueSource`, `supportingMeasures.demolishedArea`.
  func path(_ text: String, at entry: YAMLEntry, in form: Form) throws(NoticeError) -> CrossChecks.ValuePath {
    let path = CrossChecks.ValuePath(text)
    guard let column = form.column(path.field) else { throw entry.error("\(form.name)没有「\(path.field)」这一栏") }
    let members = members(of: column.type)
    switch path.member {
    case nil where members.isEmpty: return path
    case let member? where members.contains(member): return path
    case nil: throw entry.error("「\(path.field)」要写明哪一项：\(members.map { "\(path.field).\($0)" }.joined(separator: "、"))")
    case let member? where members.isEmpty: throw entry.error("「\(path.field)」的值不分项，没有「\(member)」")
    case let member?: throw entry.error("「\(path.field)」里没有「\(member)」；可用：\(members.joined(separator: "、"))")
    }
  }

  /// A value that the cells of the column can have.
  func value(
    _ entry: YAMLEntry, of path: CrossChecks.ValuePath, in form: Form
  ) throws(NoticeError) -> String {
    let value = try entry.text()
    guard let column = form.column(path.field), !isNumber(path, in: form) else {
      throw entry.error("「\(path.field)」是数，不能作条件")
    }
    switch column.type {
    case .progress where path.member == "measures": break
    case .terms(let name, _), .progress(let name):
      guard vocabularies[name]?.term(value) != nil else { throw entry.error("词表「\(name)」里没有 id 为「\(value)」的词") }
    case .quantities: _ = try entry.flag()
    case .unit:
      guard units.contains(where: { $0.id == value }) else { throw entry.error("没有 id 为「\(value)」的单位") }
    case .date: _ = try entry.day()
    case .narrative: throw entry.error("「\(path.field)」是叙述，不能作条件")
    case .caseNumber, .text, .enterprise, .sequence, .number: break
    }
    return value
  }

  func isNumber(_ path: CrossChecks.ValuePath, in form: Form) -> Bool {
    switch form.column(path.field)?.type {
    case .sequence, .number: true
    case .quantities(let name):
      vocabularies[name]?.terms.contains { $0.member == path.member && $0.quantity != nil } ?? false
    default: false
    }
  }

  private func members(of type: ColumnType) -> [String] {
    switch type {
    case .enterprise: ["licenceName", "shopSign"]
    case .progress: ["status", "measures"]
    case .quantities(let name): vocabularies[name]?.terms.map(\.member) ?? []
    default: []
    }
  }
}

extension Vocabulary.Term {
  /// The name of its value among those of a column of quantities.
  fileprivate var member: String { key ?? id }
}
