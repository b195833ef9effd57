extension CrossChecks {
  /// Reads the section `crossChecks`, whose names must be those of the notice's forms, units, slots and terms.
  init(
    _ entry: YAMLEntry, forms: [Form], units: [Unit], narratives: [String: NarrativeColumn]
  ) throws(NoticeError) {
    self = .none
    try entry.allow(
      "closed", "explainedIn", "relapse", "insideOthers", "addressPrefixes", "listedCases", "counts")
    if let closed = entry["closed"] {
      try closed.allow("form", "field", "value")
      let form = try closed.need("form").form(among: forms)
      let path = try closed.need("field").valuePath(in: form)
      self.closed = (path, form.id, try closed.need("value").text())
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
      counts.append(try CountRelation(entry, forms: forms, narratives: narratives))
    }
  }
}

extension CrossChecks.CountRelation {
  init(_ entry: YAMLEntry, forms: [Form], narratives: [String: NarrativeColumn]) throws(NoticeError) {
    try entry.allow("form", "counters", "is", "rows", "where", "sum", "why")
    form = try entry.need("form").form(among: forms).id
    counters = []
    for entry in try entry.need("counters").list() { counters.append(try entry.slot(among: narratives)) }
    sign = try entry.need("is").choice(Sign.self)
    let counted = try entry.need("rows").form(among: forms)
    rows = counted.id
    if let condition = try entry["where"]?.pairs().first {
      self.condition = (try condition.value.valuePath(condition.name, in: counted), try condition.value.text())
    }
    sum = try entry["sum"].map { entry throws(NoticeError) in try entry.valuePath(in: counted) }
    why = try entry["why"]?.text() ?? ""
  }
}

extension YAMLEntry {
  fileprivate func form(among forms: [Form]) throws(NoticeError) -> Form {
    let id = try text()
    guard let form = forms.first(where: { $0.id == id }) else { throw error("没有 id 为「\(id)」的表") }
    return form
  }

  fileprivate func valuePath(in form: Form) throws(NoticeError) -> CrossChecks.ValuePath {
    try valuePath(text(), in: form)
  }

  fileprivate func valuePath(_ text: String, in form: Form) throws(NoticeError) -> CrossChecks.ValuePath {
    let path = CrossChecks.ValuePath(text)
    guard form.column(path.field) != nil else { throw error("\(form.name)没有「\(path.field)」这一栏") }
    return path
  }

  fileprivate func slot(among narratives: [String: NarrativeColumn]) throws(NoticeError) -> CrossChecks.ValuePath {
    let path = CrossChecks.ValuePath(try text())
    guard let column = narratives[path.field], column.slots.contains(where: { $0.key == path.member }) else {
      throw error("narratives 里没有「\(try text())」")
    }
    return path
  }
}

extension CrossChecks.ValuePath {
  fileprivate init(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    self.init(field: parts.first ?? "", member: parts.count > 1 ? parts[1] : nil)
  }
}
