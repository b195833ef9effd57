extension NarrativeColumn {
  /// - Parameter known: the words read for other columns, by place.
  init(_ entry: YAMLEntry, words known: inout [String: NarrativeWords]) throws(NoticeError) {
    try entry.allow(
      "template", "slots", "relations", "literals", "fillers", "nouns", "others", "unsure", "nilReports", "words")
    template = try entry.need("template").text()
    slots = []
    for slot in try entry.need("slots").list() { slots.append(try Slot(slot)) }
    relations = []
    for relation in try entry["relations"]?.list() ?? [] { relations.append(try NarrativeRelation(relation)) }
    literals = []
    for literal in try entry["literals"]?.list() ?? [] { literals.append(try Literal(literal)) }
    fillers = try entry["fillers"]?.texts() ?? []
    nouns = try entry["nouns"]?.texts() ?? []
    others = try entry["others"]?.texts() ?? []
    unsure = [:]
    for (name, slots) in try entry["unsure"]?.pairs() ?? [] { unsure[name] = try slots.texts() }
    nilReports = try entry["nilReports"]?.texts() ?? []
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
    unit = try entry["unit"]?.text()
    unitAliases = try entry["unitAliases"]?.texts() ?? []
    unitFactors = [:]
    for (unit, factor) in try entry["unitFactors"]?.pairs() ?? [] { unitFactors[unit] = try factor.amount() }
    unitMismatches = try entry["unitMismatches"]?.texts() ?? []
    labels = try entry["labels"]?.texts() ?? []
    weakLabels = try entry["weakLabels"]?.texts() ?? []
    continuingLabels = try entry["continuingLabels"]?.texts() ?? []
    partLabels = try entry["partLabels"]?.texts() ?? []
    le = try entry["le"].map { entry throws(NoticeError) in try NarrativeColumn.UpperBound(entry) }
    required = try entry["required"]?.flag() ?? true
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
    when = try entry["when"].map { entry throws(NoticeError) in try entry.comparison() }
    require = try entry.need("require").comparison()
    severity = try entry.need("severity").choice(Severity.self)
    why = try entry["why"]?.text() ?? ""
    flag = try entry["flag"]?.text() ?? NarrativeFlag.relationBroken.rawValue
  }
}

extension NarrativeWords {
  fileprivate init(_ entry: YAMLEntry) throws(NoticeError) {
    try entry.allow(
      "fillers", "suffixes", "totals", "subsets", "additions", "joiners", "respectively", "each", "rest", "negations",
      "approximateBefore", "approximateInside", "approximateAfter", "bounds", "boundsAfter", "vague", "placeholders",
      "cumulative", "otherPeriods", "until", "comparisons", "plans", "orders", "actuals", "rates", "numberlike",
      "idioms", "otherUnits")
    fillers = try entry["fillers"]?.texts() ?? []
    suffixes = try entry["suffixes"]?.texts() ?? []
    totals = try entry["totals"]?.texts() ?? []
    subsets = try entry["subsets"]?.texts() ?? []
    additions = try entry["additions"]?.texts() ?? []
    joiners = try entry["joiners"]?.texts() ?? []
    respectively = try entry["respectively"]?.texts() ?? []
    each = try entry["each"]?.texts() ?? []
    rest = try entry["rest"]?.texts() ?? []
    negations = try entry["negations"]?.texts() ?? []
    approximateBefore = try entry["approximateBefore"]?.texts() ?? []
    approximateInside = try entry["approximateInside"]?.texts() ?? []
    approximateAfter = try entry["approximateAfter"]?.texts() ?? []
    bounds = try entry["bounds"]?.texts() ?? []
    boundsAfter = try entry["boundsAfter"]?.texts() ?? []
    vague = try entry["vague"]?.texts() ?? []
    placeholders = try entry["placeholders"]?.texts() ?? []
    cumulative = try entry["cumulative"]?.texts() ?? []
    otherPeriods = try entry["otherPeriods"]?.texts() ?? []
    until = try entry["until"]?.texts() ?? []
    comparisons = try entry["comparisons"]?.texts() ?? []
    plans = try entry["plans"]?.texts() ?? []
    orders = try entry["orders"]?.texts() ?? []
    actuals = try entry["actuals"]?.texts() ?? []
    rates = try entry["rates"]?.texts() ?? []
    numberlike = try entry["numberlike"]?.texts() ?? []
    idioms = try entry["idioms"]?.texts() ?? []
    otherUnits = try entry["otherUnits"]?.texts() ?? []
    lexicon = NarrativeLexicon(self)
    for unit in otherUnits { _ = units.index(of: NarrativeScript.word(unit)) }
  }
}

extension YAMLEntry {
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
