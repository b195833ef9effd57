/// A column's declaration compiled: its words in one trie, its units in another, the template's own names in place.
struct NarrativeGrammar: Sendable {
  /// How a unit measures a slot.
  struct UnitUse: Sendable {
    enum Kind: Sendable { case own, converted, mismatch }
    var kind: Kind
    var factor: Amount?
  }

  private(set) var lexicon = NarrativeLexicon()
  private(set) var units = NarrativeLexicon()
  /// By slot, then by unit entry.
  private var uses: [[Int: UnitUse]] = []
  /// 4 where the slot's unit begins with 万: the power of ten between it and its base unit.
  private(set) var powers: [Int] = []
  private(set) var nilReports: Set<[UInt32]> = []
  /// 余, 多: between a number and its unit.
  private(set) var approximateInside: [[UInt32]] = []
  /// The first number of the template: the total the others belong to.
  private(set) var head: Int?
  /// Slots whose number stands before their name in the template.
  private(set) var numberFirst: Set<Int> = []

  /// Names that begin or end with a total word: 共报道, 罚金合计.
  private(set) var totalNames: Set<Int> = []

  func use(of unit: Int, for slot: Int) -> UnitUse? { uses[slot][unit] }

  struct Flaw: Error { var message: String }

  /// Of no column: knows no word.
  init() {}

  init(_ column: NarrativeColumn) throws(Flaw) {
    let slots = column.slots
    guard Set(slots.map(\.key)).count == slots.count else { throw Flaw(message: "同一个键用了两次") }
    let keys = Dictionary(uniqueKeysWithValues: slots.enumerated().map { ($0.element.key, $0.offset) })
    lexicon = column.words.lexicon
    units = column.words.units
    try measure(slots)

    for (index, slot) in slots.enumerated() {
      let list: NarrativeLexicon.Roles = slot.type == .list ? [.label, .list] : .label
      guard slot.type != .months, slot.type != .url else { continue }
      for label in slot.labels {
        lexicon.add(label, naming: .init(slot: index, strength: .strong, canonical: false), roles: list)
      }
      for label in slot.continuingLabels {
        lexicon.add(label, naming: .init(slot: index, strength: .continuing, canonical: false))
      }
      for label in slot.weakLabels {
        lexicon.add(label, naming: .init(slot: index, strength: .weak, canonical: false))
      }
      for label in slot.partLabels {
        lexicon.add(label, naming: .init(slot: index, strength: .part, canonical: false))
      }
      if let bound = slot.le, keys[bound.slot] == nil { throw Flaw(message: "le 提到没有的键「\(bound.slot)」") }
    }
    for (word, names) in column.unsure {
      for name in names {
        guard let slot = keys[name] else { throw Flaw(message: "unsure 提到没有的键「\(name)」") }
        lexicon.add(word, naming: .init(slot: slot, strength: .unsure, canonical: false))
      }
    }
    for relation in column.relations {
      for name in (relation.when?.slots ?? []) + relation.require.slots where keys[name] == nil {
        throw Flaw(message: "关系「\(relation.require.text)」提到没有的键「\(name)」")
      }
    }
    approximateInside = column.words.approximateInside.map(NarrativeScript.word)
    lexicon.add(column.fillers, .filler)
    lexicon.add(column.nouns, .noun)
    lexicon.add(column.others, .other)
    try compile(column)
    for literal in column.literals { lexicon.mark(literal: NarrativeScript.word(literal.text), flag: literal.flag) }
    lexicon.mark(actuals: column.words.actuals)
    let totals = column.words.totals.map(NarrativeScript.word)
    totalNames = Set(
      lexicon.entries.indices.filter { index in
        lexicon.entries[index].roles.contains(.label)
          && totals.contains {
            lexicon.entries[index].word.count > $0.count
              && (lexicon.entries[index].word.starts(with: $0)
                || lexicon.entries[index].word.suffix($0.count) == $0[...])
          }
      })
    nilReports = Set(column.nilReports.map(NarrativeScript.word))
  }

  private mutating func measure(_ slots: [NarrativeColumn.Slot]) throws(Flaw) {
    for slot in slots {
      var table: [Int: UnitUse] = [:]
      func add(_ unit: String, _ use: UnitUse) { table[units.index(of: NarrativeScript.word(unit))] = use }
      var power = 0
      if let unit = slot.unit {
        var base = NarrativeScript.word(unit)
        if let first = base.first, NarrativeScript.isTenThousand(first), base.count > 1 {
          base.removeFirst()
          power = 4
        }
        table[units.index(of: base)] = UnitUse(kind: .own)
      } else if slot.type == .int || slot.type == .decimal {
        throw Flaw(message: "\(slot.key) 缺少 unit")
      }
      for unit in slot.unitAliases { add(unit, UnitUse(kind: .own)) }
      for (unit, factor) in slot.unitFactors { add(unit, UnitUse(kind: .converted, factor: factor)) }
      for unit in slot.unitMismatches { add(unit, UnitUse(kind: .mismatch)) }
      uses.append(table)
      powers.append(power)
    }
  }

  // MARK: - The template

  /// Walks the template from blank to blank: each blank belongs to the next slot, the words before it (or after it, where
  /// nothing stands before) name the slot, and what follows must be the slot's unit.
  private mutating func compile(_ column: NarrativeColumn) throws(Flaw) {
    let scalars = NarrativeScript.word(column.template)
    let blanks = Set(column.words.placeholders.map(NarrativeScript.word).filter { $0.count == 1 }.compactMap(\.first))
      .union([NarrativeScript.star, 0x2026])
    let nouns = column.nouns.map(NarrativeScript.word)
    let numbered = column.slots.indices.filter { column.slots[$0].type != .url }
    var next = numbered.makeIterator()
    var phrase = 0
    var at = 0
    var filled = 0
    while at < scalars.count {
      guard blanks.contains(scalars[at]) else {
        if NarrativeScript.mark(scalars[at]) != nil, !begins(noun: nouns, in: scalars, at: at) {
          phrase = at + 1
        }
        at += 1
        continue
      }
      guard let index = next.next() else { throw Flaw(message: "模板里的空比 slots 多") }
      filled += 1
      let slot = column.slots[index]
      let unit: [UInt32] = slot.type == .months ? [NarrativeScript.month] : NarrativeScript.word(slot.unit ?? "")
      let rest = scalars[(at + 1)...]
      guard rest.starts(with: unit) else {
        throw Flaw(message: "模板第\(filled)个空后面不是 \(slot.key) 的单位「\(slot.unit ?? "月")」")
      }
      let before = trimmed(Array(scalars[phrase..<at]))
      let end = at + 1 + unit.count
      if slot.type != .months {
        var name = before
        if name.isEmpty {
          let tail = scalars[end...].prefix { NarrativeScript.mark($0).map { $0 == .list } ?? true }
          name = trimmed(Array(tail))
          numberFirst.insert(index)
        }
        guard !name.isEmpty else { throw Flaw(message: "模板第\(filled)个空前后没有 \(slot.key) 的名称") }
        let roles: NarrativeLexicon.Roles = slot.type == .list ? [.label, .list] : .label
        var text = String.UnicodeScalarView()
        text.append(contentsOf: name.compactMap(Unicode.Scalar.init))
        lexicon.add(String(text), naming: .init(slot: index, strength: .strong, canonical: true), roles: roles)
        if head == nil, slot.type == .int || slot.type == .decimal { head = index }
      }
      at = end
      phrase = end
    }
    guard filled == numbered.count else { throw Flaw(message: "模板里的空比 slots 少") }
  }

  /// Whether a bracket belongs to a noun such as 企业（场所）.
  private func begins(noun nouns: [[UInt32]], in scalars: [UInt32], at: Int) -> Bool {
    nouns.contains { word in
      word.indices.contains { offset in
        word[offset] == scalars[at] && at >= offset && scalars[(at - offset)...].starts(with: word)
      }
    }
  }

  /// A phrase without the fillers, subset words and nouns at either end.
  private func trimmed(_ phrase: [UInt32]) -> [UInt32] {
    var phrase = phrase[...]
    let idle: NarrativeLexicon.Roles = [.filler, .subset, .noun, .suffix, .each]
    while let match = lexicon.match(Array(phrase), at: 0) {
      guard !lexicon.entries[match.entry].roles.isDisjoint(with: idle),
        lexicon.entries[match.entry].roles.isDisjoint(with: [.label, .total])
      else { break }
      phrase = phrase.dropFirst(match.end)
    }
    var changed = true
    while changed {
      changed = false
      for start in phrase.indices where start > phrase.startIndex {
        let tail = Array(phrase[start...])
        if let match = lexicon.match(tail, at: 0), match.end == tail.count,
          !lexicon.entries[match.entry].roles.isDisjoint(with: idle),
          lexicon.entries[match.entry].roles.isDisjoint(with: [.label, .total])
        {
          phrase = phrase[..<start]
          changed = true
          break
        }
      }
    }
    return Array(phrase)
  }
}
