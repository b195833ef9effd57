extension Form {
  convenience init(_ entry: YAMLEntry, vocabularies: [String: Vocabulary]) throws(NoticeError) {
    try entry.allow(
      "id", "name", "title", "dateLine", "clause", "rows", "period", "nilReturn", "deadline", "layout", "columns",
      "relations", "notesHeading", "notes")
    let id = try entry.need("id").text()
    let name = try entry.need("name").text()
    let title = try entry.need("title").text()
    let dateLine = try entry.need("dateLine").text()
    let clause = try entry.need("clause").text()
    let rows = try entry.need("rows").choice(RowKind.self)
    let period = try entry.need("period").choice(Period.Kind.self)
    let acceptsNilReturn = try entry["nilReturn"]?.flag() ?? false
    let deadline = try DeadlineRule(entry.need("deadline"), period: period)
    let layout = try entry.need("layout")
    try layout.allow("orientation")
    let orientation = try layout.need("orientation").choice(Orientation.self)
    var columns: [Column] = []
    var owners: [String: String] = [:]
    for column in try entry.need("columns").list() {
      let column = try (Column(column, vocabularies: vocabularies), column)
      if columns.contains(where: { $0.key == column.0.key }) { throw column.1.error("这个 key 出现了两次") }
      for header in [column.0.header] + column.0.aliases {
        if let other = owners.updateValue(column.0.key, forKey: Folding.fold(header)), other != column.0.key {
          throw column.1.error("「\(header)」也是「\(other)」的表头")
        }
      }
      columns.append(column.0)
    }
    for column in columns {
      if let other = column.sameAs, columns.contains(where: { $0.key == other }) == false {
        throw try entry.need("columns").error("「\(column.key)」的 sameAs 所指的「\(other)」不在本表")
      }
    }
    var relations: [RowRelation] = []
    for relation in try entry["relations"]?.list() ?? [] {
      relations.append(try RowRelation(relation, columns: columns, vocabularies: vocabularies))
    }
    self.init(
      id: id, name: name, title: title, dateLine: dateLine, clause: clause, rows: rows, period: period,
      acceptsNilReturn: acceptsNilReturn, deadline: deadline, orientation: orientation, columns: columns,
      relations: relations, notesHeading: try entry["notesHeading"]?.text() ?? "",
      notes: try entry["notes"]?.texts() ?? [])
  }
}

extension DeadlineRule {
  init(_ entry: YAMLEntry, period: Period.Kind) throws(NoticeError) {
    switch period {
    case .week:
      try entry.allow("weekday", "time", "reading")
      day = .weekly(weekday: try entry.need("weekday").integer(in: 1...7))
    case .month:
      try entry.allow("monthsAfter", "day", "weekendMovesToWeekday", "holidayMoves", "time", "reading")
      day = .monthly(
        monthsAfter: try entry["monthsAfter"]?.integer(in: 0...11) ?? 0, day: try entry.need("day").integer(in: 1...28))
    case .quarter:
      try entry.allow("monthOfQuarter", "day", "weekendMovesToWeekday", "holidayMoves", "time", "reading")
      day = .quarterly(
        month: try entry.need("monthOfQuarter").integer(in: 1...3), day: try entry.need("day").integer(in: 1...28))
    }
    weekendMovesToWeekday = try entry["weekendMovesToWeekday"]?.integer(in: 1...5)
    holidayMoves = try entry["holidayMoves"]?.flag() ?? (period == .week)
    time = try entry.need("time").choice(Time.self)
    reading = try entry.need("reading").text()
  }
}

extension Column {
  convenience init(_ entry: YAMLEntry, vocabularies: [String: Vocabulary]) throws(NoticeError) {
    try entry.allow(
      "key", "header", "prompt", "type", "role", "aliases", "blank", "missing", "clause", "sameAs", "width", "example",
      "vocabulary", "many", "separators", "ahead", "licenceBrackets", "signLabels", "unit", "unitAliases", "whole",
      "least",
      "most")
    self.init(
      key: try entry.need("key").text(), header: try entry.need("header").text(),
      prompt: try entry["prompt"]?.text(), aliases: try entry["aliases"]?.texts() ?? [],
      type: try ColumnType(entry, vocabularies: vocabularies),
      separators: try entry["separators"].map { entry throws(NoticeError) in try entry.separators() },
      role: try entry["role"]?.choice(Role.self), ahead: try entry["ahead"]?.flag() ?? false,
      blank: try entry["blank"]?.choice(Blank.self) ?? .error,
      missing: try entry["missing"]?.choice(Severity.self) ?? .error, clause: try entry["clause"]?.text(),
      sameAs: try entry["sameAs"]?.text(), width: try entry["width"]?.number() ?? 12,
      example: try entry["example"]?.text() ?? "")
  }
}

extension ColumnType {
  init(_ entry: YAMLEntry, vocabularies: [String: Vocabulary]) throws(NoticeError) {
    func vocabulary() throws(NoticeError) -> String {
      let name = try entry.need("vocabulary").text()
      guard vocabularies[name] != nil else { throw try entry.need("vocabulary").error("vocabularies 里没有「\(name)」") }
      return name
    }
    switch try entry.need("type").choice(Kind.self) {
    case .sequence: self = .sequence
    case .date: self = .date
    case .unit: self = .unit
    case .caseNumber: self = .caseNumber
    case .text: self = .text
    case .enterprise:
      self = .enterprise(
        licenceBrackets: try entry["licenceBrackets"]?.texts() ?? [], signLabels: try entry["signLabels"]?.texts() ?? []
      )
    case .number:
      self = .number(
        NumberRule(
          unit: try entry["unit"]?.text(), unitAliases: try entry["unitAliases"]?.texts() ?? [],
          isWhole: try entry["whole"]?.flag() ?? false, least: try entry["least"]?.number(),
          most: try entry["most"]?.number()))
    case .terms:
      self = .terms(
        vocabulary: try vocabulary(), many: try entry["many"]?.flag() ?? false)
    case .quantities: self = .quantities(vocabulary: try vocabulary())
    case .progress: self = .progress(vocabulary: try vocabulary())
    case .narrative: self = .narrative
    }
  }
}

extension YAMLEntry {
  /// A list of single characters, of either width.
  fileprivate func separators() throws(NoticeError) -> Set<Unicode.Scalar> {
    var found: Set<Unicode.Scalar> = []
    for entry in try list() {
      let folded = Wordings.evened(Folding.fold(try entry.text()))
      guard folded.count == 1, let mark = folded.first else { throw entry.error("分隔符应是一个字符") }
      found.insert(mark)
    }
    return found
  }
}
