extension Vocabulary {
  init(_ entry: YAMLEntry) throws(NoticeError) {
    try entry.allow("terms", "ambiguous", "rejected")
    terms = []
    var owners: [String: String] = [:]
    func own(_ wording: String, _ id: String, _ entry: YAMLEntry) throws(NoticeError) {
      if let other = owners.updateValue(id, forKey: String(Wordings.evened(Folding.fold(wording)))), other != id {
        throw entry.error("「\(wording)」也是「\(other)」的说法")
      }
    }
    for entry in try entry.need("terms").list() {
      let term = try Term(entry)
      if terms.contains(where: { $0.id == term.id }) { throw entry.error("id「\(term.id)」出现了两次") }
      // A wording that two terms share would be read as one of them by chance.
      for wording in [term.term] + term.aliases + term.halves { try own(wording, term.id, entry) }
      terms.append(term)
    }
    ambiguous = [:]
    rejected = [:]
    for (wording, entry) in try entry["rejected"]?.pairs() ?? [] {
      let id = try entry.text()
      guard terms.contains(where: { $0.id == id }) else { throw entry.error("没有 id 为「\(id)」的词") }
      try own(wording, "rejected", entry)
      rejected[wording] = id
    }
    for (wording, entry) in try entry["ambiguous"]?.pairs() ?? [] {
      let ids = try entry.texts()
      for id in ids where !terms.contains(where: { $0.id == id }) { throw entry.error("没有 id 为「\(id)」的词") }
      try own(wording, "ambiguous", entry)
      ambiguous[wording] = ids
    }
  }
}

extension Vocabulary.Term {
  init(_ entry: YAMLEntry) throws(NoticeError) {
    try entry.allow("id", "key", "term", "aliases", "halves", "quantity", "measures")
    id = try entry.need("id").text()
    key = try entry["key"]?.text()
    term = try entry.need("term").text()
    aliases = try entry["aliases"]?.texts() ?? []
    halves = try entry["halves"]?.texts() ?? []
    quantity = try entry["quantity"].map { entry throws(NoticeError) in try Vocabulary.Quantity(entry) }
    switch try entry["measures"]?.text() {
    case nil, "optional": measuresRequired = false
    case "required": measuresRequired = true
    default: throw try entry.need("measures").error("这里应是 optional 或 required")
    }
  }
}

extension Vocabulary.Quantity {
  init(_ entry: YAMLEntry) throws(NoticeError) {
    try entry.allow("unit", "type", "aliases", "doubtful", "conversions")
    unit = try entry.need("unit").text()
    kind = try entry.need("type").choice(Kind.self)
    aliases = try entry["aliases"]?.texts() ?? []
    doubtful = try entry["doubtful"]?.texts() ?? []
    conversions = [:]
    for (unit, factor) in try entry["conversions"]?.pairs() ?? [] { conversions[unit] = try factor.number() }
  }
}
