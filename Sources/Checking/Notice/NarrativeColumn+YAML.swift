extension NarrativeColumn {
  /// - Parameter known: the words read for other columns, by place.
  init(_ entry: YAMLEntry, words known: inout [String: NarrativeWords]) throws(NoticeError) {
    try entry.allow(
      "template", "slots", "relations", "literals", "fillers", "nouns", "others", "unsure", "nilReports", "words")
    template = try entry.need("template").text()
    slots = []
    for slot in try entry.need("slots").list() { slots.append(try Slot(slot)) }
    relations = []
    for relation in try entry.given("relations")?.list() ?? [] { relations.append(try NarrativeRelation(relation)) }
    literals = []
    for literal in try entry.given("literals")?.list() ?? [] { literals.append(try Literal(literal)) }
    fillers = try entry.texts("fillers")
    nouns = try entry.texts("nouns")
    others = try entry.texts("others")
    unsure = [:]
    for (name, slots) in try entry.given("unsure")?.pairs() ?? [] { unsure[name] = try slots.texts() }
    nilReports = try entry.texts("nilReports")
    let shared = try entry.need("words")
    if let read = known[shared.place] { words = read } else { words = try NarrativeWords(shared) }
    known[shared.place] = words
    do {
      grammar = try NarrativeGrammar(self)
    } catch {
      throw entry.error(error.message)
    }
  }
}

extension NarrativeColumn.Slot {
  fileprivate init(_ entry: YAMLEntry) throws(NoticeError) {
    try entry.allow(
      "key", "type", "unit", "unitAliases", "unitFactors", "unitMismatches", "labels", "weakLabels",
      "continuingLabels", "partLabels", "le", "required")
    key = try entry.need("key").text()
    type = try entry.need("type").choice(NarrativeColumn.SlotType.self)
    unit = try entry.given("unit")?.text()
    unitAliases = try entry.texts("unitAliases")
    unitFactors = [:]
    for (unit, factor) in try entry.given("unitFactors")?.pairs() ?? [] { unitFactors[unit] = try factor.amount() }
    unitMismatches = try entry.texts("unitMismatches")
    labels = try entry.texts("labels")
    weakLabels = try entry.texts("weakLabels")
    continuingLabels = try entry.texts("continuingLabels")
    partLabels = try entry.texts("partLabels")
    le = try entry["le"].map { entry throws(NoticeError) in try NarrativeColumn.UpperBound(entry) }
    required = try entry.given("required")?.flag() ?? true
  }
}

extension NarrativeColumn.UpperBound {
  fileprivate init(_ entry: YAMLEntry) throws(NoticeError) {
    try entry.allow("slot", "severity", "why")
    slot = try entry.need("slot").text()
    severity = try entry.need("severity").choice(Severity.self)
    why = try entry.need("why").text()
  }
}

extension NarrativeColumn.Literal {
  fileprivate init(_ entry: YAMLEntry) throws(NoticeError) {
    try entry.allow("text", "flag")
    text = try entry.need("text").text()
    flag = try entry.need("flag").text()
  }
}

extension NarrativeRelation {
  fileprivate init(_ entry: YAMLEntry) throws(NoticeError) {
    try entry.allow("when", "require", "severity", "why", "flag")
    when = try entry.given("when").map { entry throws(NoticeError) in try entry.comparison() }
    require = try entry.need("require").comparison()
    severity = try entry.need("severity").choice(Severity.self)
    why = try entry.given("why")?.text() ?? ""
    flag = try entry.given("flag")?.text() ?? NarrativeFlag.relationBroken.rawValue
  }
}

extension NarrativeWords {
  fileprivate init(_ entry: YAMLEntry) throws(NoticeError) {
    try entry.allow(
      "fillers", "suffixes", "totals", "subsets", "additions", "joiners", "respectively", "each", "rest", "negations",
      "approximateBefore", "approximateInside", "approximateAfter", "bounds", "boundsAfter", "vague", "placeholders",
      "cumulative", "otherPeriods", "until", "comparisons", "plans", "orders", "actuals", "rates", "numberlike",
      "idioms", "otherUnits")
    fillers = try entry.texts("fillers")
    suffixes = try entry.texts("suffixes")
    totals = try entry.texts("totals")
    subsets = try entry.texts("subsets")
    additions = try entry.texts("additions")
    joiners = try entry.texts("joiners")
    respectively = try entry.texts("respectively")
    each = try entry.texts("each")
    rest = try entry.texts("rest")
    negations = try entry.texts("negations")
    approximateBefore = try entry.texts("approximateBefore")
    approximateInside = try entry.texts("approximateInside")
    approximateAfter = try entry.texts("approximateAfter")
    bounds = try entry.texts("bounds")
    boundsAfter = try entry.texts("boundsAfter")
    vague = try entry.texts("vague")
    placeholders = try entry.texts("placeholders")
    cumulative = try entry.texts("cumulative")
    otherPeriods = try entry.texts("otherPeriods")
    until = try entry.texts("until")
    comparisons = try entry.texts("comparisons")
    plans = try entry.texts("plans")
    orders = try entry.texts("orders")
    actuals = try entry.texts("actuals")
    rates = try entry.texts("rates")
    numberlike = try entry.texts("numberlike")
    idioms = try entry.texts("idioms")
    otherUnits = try entry.texts("otherUnits")
    lexicon = NarrativeLexicon(self)
    for unit in otherUnits { _ = units.index(of: NarrativeScript.word(unit)) }
  }
}

extension YAMLEntry {
  /// What stands under a key; nil where it is left out or left empty.
  fileprivate func given(_ name: String) -> YAMLEntry? {
    guard let entry = self[name] else { return nil }
    if case .scalar(let scalar) = entry.node, scalar.style == .plain, scalar.string.isEmpty { return nil }
    return entry
  }

  fileprivate func texts(_ name: String) throws(NoticeError) -> [String] { try given(name)?.texts() ?? [] }

  fileprivate func amount() throws(NoticeError) -> Amount {
    let text = try text()
    guard let amount = Amount(text) else { throw error("这里应是小数，如 0.0001；现在是「\(text)」") }
    return amount
  }

  fileprivate func comparison() throws(NoticeError) -> NarrativeRelation.Comparison {
    let text = try text()
    guard let comparison = NarrativeRelation.Comparison(text) else {
      throw error("读不懂的关系「\(text)」；写法如 a + b <= c、count(list) = n")
    }
    return comparison
  }
}
