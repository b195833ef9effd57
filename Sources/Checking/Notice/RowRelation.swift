/// What must hold between the cells of one row.
package struct RowRelation: Sendable {
  package enum Kind: Sendable {
    /// Where these columns say one of these, others must be filled.
    case required([String])
    /// Where these columns say one of these, others stay empty.
    case absent([String])
    /// Dates, none of which is before one to its left.
    case order([String])
    /// Numbers that add up to another.
    case sum([String], total: String)
    /// A number that is not more than another.
    case part(String, of: String)
  }

  package var kind: Kind
  /// By column, the ids of the terms that make the relation apply; empty: to every row.
  package var condition: [String: Set<String>]
  package var severity: Severity
  /// In the notice's words, for whoever must mend it.
  package var why: String
}

extension RowRelation {
  init(_ entry: YAMLEntry, columns: [Column], vocabularies: [String: Vocabulary]) throws(NoticeError) {
    try entry.allow("when", "require", "absent", "order", "sum", "total", "part", "of", "severity", "why")
    let kinds = ["require", "absent", "order", "sum", "part"].filter { entry[$0] != nil }
    guard kinds.count == 1, let name = kinds.first else {
      throw entry.error("require、absent、order、sum、part 要写一个，且只写一个")
    }
    func column(_ entry: YAMLEntry, _ kind: ColumnType.Kind?) throws(NoticeError) -> String {
      let key = try entry.text()
      guard let column = columns.first(where: { $0.key == key }) else { throw entry.error("本表没有「\(key)」这一栏") }
      if let kind, column.type.kind != kind { throw entry.error("「\(key)」的 type 应是 \(kind.rawValue)") }
      return key
    }
    func list(_ name: String, _ kind: ColumnType.Kind?) throws(NoticeError) -> [String] {
      var keys: [String] = []
      for entry in try entry.need(name).list() { keys.append(try column(entry, kind)) }
      if keys.isEmpty { throw try entry.need(name).error("至少写一栏") }
      return keys
    }
    switch name {
    case "require": kind = .required(try list("require", nil))
    case "absent": kind = .absent(try list("absent", nil))
    case "order": kind = .order(try list("order", .date))
    case "sum": kind = .sum(try list("sum", .number), total: try column(entry.need("total"), .number))
    default: kind = .part(try column(entry.need("part"), .number), of: try column(entry.need("of"), .number))
    }
    condition = [:]
    for (key, value) in try entry["when"]?.pairs() ?? [] {
      guard let column = columns.first(where: { $0.key == key }) else { throw value.error("本表没有「\(key)」这一栏") }
      guard column.type.kind == .terms || column.type.kind == .progress, let name = column.type.vocabulary,
        let vocabulary = vocabularies[name]
      else { throw value.error("「\(key)」不是词表栏，不能作条件") }
      var ids: Set<String> = []
      for entry in try value.oneOrMore() {
        let id = try entry.text()
        guard vocabulary.term(id) != nil else { throw entry.error("词表「\(name)」里没有 id 为「\(id)」的词") }
        ids.insert(id)
      }
      condition[key] = ids
    }
    severity = try entry["severity"]?.choice(Severity.self) ?? .error
    why = try entry.need("why").text()
  }
}

extension YAMLEntry {
  /// The entries of a list, or the entry itself.
  fileprivate func oneOrMore() throws(NoticeError) -> [YAMLEntry] {
    if case .sequence = node { try list() } else { [self] }
  }
}
