extension NarrativeColumn {
  /// The declaration as it stands in the notice file.
  struct Declaration: Decodable {
    var template: String
    var slots: [Slot]
    var relations: [NarrativeRelation]
    var literals: [Literal]
    var fillers: [String]
    var nouns: [String]
    var others: [String]
    var unsure: [String: [String]]
    var nilReports: [String]
    var words: NarrativeWords

    enum CodingKeys: String, CodingKey, CaseIterable {
      case template, slots, relations, literals, fillers, nouns, others, unsure, nilReports, words
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      template = try container.decode(String.self, forKey: .template)
      slots = try container.decode([Slot].self, forKey: .slots)
      relations = try container.decodeIfPresent([NarrativeRelation].self, forKey: .relations) ?? []
      literals = try container.decodeIfPresent([Literal].self, forKey: .literals) ?? []
      fillers = try container.decodeIfPresent([String].self, forKey: .fillers) ?? []
      nouns = try container.decodeIfPresent([String].self, forKey: .nouns) ?? []
      others = try container.decodeIfPresent([String].self, forKey: .others) ?? []
      unsure = try container.decodeIfPresent([String: [String]].self, forKey: .unsure) ?? [:]
      nilReports = try container.decodeIfPresent([String].self, forKey: .nilReports) ?? []
      words = try container.decode(NarrativeWords.self, forKey: .words)
    }
  }

  package init(from decoder: any Decoder) throws {
    let declaration = try Declaration(from: decoder)
    do {
      grammar = try NarrativeGrammar(declaration)
    } catch {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: error.message))
    }
    template = declaration.template
    slots = declaration.slots
    relations = declaration.relations
    literals = declaration.literals
    fillers = declaration.fillers
    nouns = declaration.nouns
    others = declaration.others
    unsure = declaration.unsure
    nilReports = declaration.nilReports
    words = declaration.words
  }
}

extension NarrativeColumn.Slot {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case key, type, unit, unitAliases, unitFactors, unitMismatches, labels, weakLabels, continuingLabels, partLabels,
      le, required
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func words(_ key: CodingKeys) throws -> [String] { try container.decodeIfPresent([String].self, forKey: key) ?? [] }
    key = try container.decode(String.self, forKey: .key)
    type = try container.decode(NarrativeColumn.SlotType.self, forKey: .type)
    unit = try container.decodeIfPresent(String.self, forKey: .unit)
    unitAliases = try words(.unitAliases)
    unitFactors = try container.decodeIfPresent([String: Amount].self, forKey: .unitFactors) ?? [:]
    unitMismatches = try words(.unitMismatches)
    labels = try words(.labels)
    weakLabels = try words(.weakLabels)
    continuingLabels = try words(.continuingLabels)
    partLabels = try words(.partLabels)
    le = try container.decodeIfPresent(NarrativeColumn.UpperBound.self, forKey: .le)
    required = try container.decodeIfPresent(Bool.self, forKey: .required) ?? true
  }
}

extension NarrativeWords {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case fillers, suffixes, totals, subsets, additions, joiners, respectively, each, rest, negations, approximateBefore
    case approximateInside, approximateAfter, bounds, boundsAfter, vague, placeholders, cumulative, otherPeriods, until
    case comparisons, plans, orders, actuals, rates, numberlike, idioms, otherUnits
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func words(_ key: CodingKeys) throws -> [String] { try container.decodeIfPresent([String].self, forKey: key) ?? [] }
    fillers = try words(.fillers)
    suffixes = try words(.suffixes)
    totals = try words(.totals)
    subsets = try words(.subsets)
    additions = try words(.additions)
    joiners = try words(.joiners)
    respectively = try words(.respectively)
    each = try words(.each)
    rest = try words(.rest)
    negations = try words(.negations)
    approximateBefore = try words(.approximateBefore)
    approximateInside = try words(.approximateInside)
    approximateAfter = try words(.approximateAfter)
    bounds = try words(.bounds)
    boundsAfter = try words(.boundsAfter)
    vague = try words(.vague)
    placeholders = try words(.placeholders)
    cumulative = try words(.cumulative)
    otherPeriods = try words(.otherPeriods)
    until = try words(.until)
    comparisons = try words(.comparisons)
    plans = try words(.plans)
    orders = try words(.orders)
    actuals = try words(.actuals)
    rates = try words(.rates)
    numberlike = try words(.numberlike)
    idioms = try words(.idioms)
    otherUnits = try words(.otherUnits)
  }
}
