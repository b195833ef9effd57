extension CrossChecks {
  /// Reads the section `crossChecks`, whose names must be those of the notice's forms, units, slots and terms.
  ///
  /// - Parameter narratives: nil where it is known that the slots are theirs.
  init(
    _ entry: YAMLEntry, forms: [Form], units: [Unit], vocabularies: [String: Vocabulary],
    narratives: [String: NarrativeColumn]?
  ) throws(NoticeError) {
    self = .none
    let values = FormValues(units: units, vocabularies: vocabularies)
    try entry.allow(
      "closed", "explainedIn", "relapse", "insideOthers", "addressPrefixes", "listedCases", "counts")
    if let closed = entry["closed"] {
      try closed.allow("form", "field", "value")
      let form = try closed.need("form").form(among: forms)
      let field = try closed.need("field")
      let path = try values.path(field.text(), at: field, in: form)
      self.closed = (path, form.id, try values.value(closed.need("value"), of: path, in: form))
    }
    explainedIn = try entry["explainedIn"]?.text()
    if let explainedIn, !forms.contains(where: { $0.column(explainedIn) != nil }) {
      throw try entry.need("explainedIn").error("没有一张表有「\(explainedIn)」这一栏")
    }
    relapse = try entry["relapse"]?.text() ?? ""
    for (id, entry) in try entry["insideOthers"]?.pairs() ?? [] {
      guard units.contains(where: { $0.id == id }) else { throw entry.error("没有 id 为「\(id)」的单位") }
      insideOthers[id] = try entry.text()
    }
    addressPrefixes = try entry["addressPrefixes"]?.texts() ?? []
    for entry in try entry["listedCases"]?.list() ?? [] { listedCases.append(try entry.slot(among: narratives)) }
    for entry in try entry["counts"]?.list() ?? [] {
      counts.append(try CountRelation(entry, forms: forms, values: values, narratives: narratives))
    }
  }
}

extension CrossChecks.CountRelation {
  fileprivate init(
    _ entry: YAMLEntry, forms: [Form], values: FormValues, narratives: [String: NarrativeColumn]?
  ) throws(NoticeError) {
    try entry.allow("form", "counters", "is", "rows", "where", "sum", "why")
    form = try entry.need("form").form(among: forms).id
    counters = []
    for entry in try entry.need("counters").list() { counters.append(try entry.slot(among: narratives)) }
    sign = try entry.need("is").choice(Sign.self)
    let counted = try entry.need("rows").form(among: forms)
    rows = counted.id
    if let conditions = entry["where"] {
      let pairs = try conditions.pairs()
      guard pairs.count == 1, let (name, entry) = pairs.first else { throw conditions.error("这里写一个条件") }
      let path = try values.path(name, at: entry, in: counted)
      condition = (path, try values.value(entry, of: path, in: counted))
    }
    sum = try entry["sum"].map { entry throws(NoticeError) in
      let path = try values.path(entry.text(), at: entry, in: counted)
      guard values.isNumber(path, in: counted) else { throw entry.error("「\(try entry.text())」不是数，不能相加") }
      return path
    }
    why = try entry["why"]?.text() ?? ""
  }
}

extension YAMLEntry {
  fileprivate func form(among forms: [Form]) throws(NoticeError) -> Form {
    let id = try text()
    guard let form = forms.first(where: { $0.id == id }) else { throw error("没有 id 为「\(id)」的表") }
    return form
  }

  fileprivate func slot(among narratives: [String: NarrativeColumn]?) throws(NoticeError) -> CrossChecks.ValuePath {
    let path = CrossChecks.ValuePath(try text())
    guard let narratives else { return path }
    guard let column = narratives[path.field], column.slots.contains(where: { $0.key == path.member }) else {
      throw error("narratives 里没有「\(try text())」")
    }
    return path
  }
}
