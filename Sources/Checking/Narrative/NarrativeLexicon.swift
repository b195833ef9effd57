/// The words of one column in one trie; the longest word at a place wins.
struct NarrativeLexicon: Sendable {
  struct Roles: OptionSet, Hashable, Sendable {
    let rawValue: UInt32
    static let filler = Roles(rawValue: 1 << 0)
    static let noun = Roles(rawValue: 1 << 1)
    static let suffix = Roles(rawValue: 1 << 2)
    static let total = Roles(rawValue: 1 << 3)
    static let subset = Roles(rawValue: 1 << 4)
    static let addition = Roles(rawValue: 1 << 5)
    static let joiner = Roles(rawValue: 1 << 6)
    static let respectively = Roles(rawValue: 1 << 7)
    static let each = Roles(rawValue: 1 << 8)
    static let rest = Roles(rawValue: 1 << 9)
    static let negation = Roles(rawValue: 1 << 10)
    static let approximateBefore = Roles(rawValue: 1 << 11)
    static let approximateInside = Roles(rawValue: 1 << 12)
    static let approximateAfter = Roles(rawValue: 1 << 13)
    static let bound = Roles(rawValue: 1 << 14)
    static let boundAfter = Roles(rawValue: 1 << 15)
    static let vague = Roles(rawValue: 1 << 16)
    static let placeholder = Roles(rawValue: 1 << 17)
    static let cumulative = Roles(rawValue: 1 << 18)
    static let otherPeriod = Roles(rawValue: 1 << 19)
    static let until = Roles(rawValue: 1 << 20)
    static let comparison = Roles(rawValue: 1 << 21)
    static let plan = Roles(rawValue: 1 << 22)
    static let rate = Roles(rawValue: 1 << 23)
    static let numberlike = Roles(rawValue: 1 << 24)
    static let idiom = Roles(rawValue: 1 << 25)
    /// Names a quantity that is not ours.
    static let other = Roles(rawValue: 1 << 26)
    /// Names slots: see `labels`.
    static let label = Roles(rawValue: 1 << 27)
    /// Names a list slot.
    static let list = Roles(rawValue: 1 << 28)
    /// Ends in, or is, a literal made of digits.
    static let literal = Roles(rawValue: 1 << 29)
    /// 要求: a clause about what others are to do.
    static let order = Roles(rawValue: 1 << 30)
    /// 已, 实际: after a plan, what was done all the same.
    static let actual = Roles(rawValue: 1 << 31)
  }

  /// A slot a word names, and how firmly.
  struct Label: Hashable, Sendable {
    enum Strength: Sendable {
      case strong, weak, part, unsure
      /// Names the slot only after another of its names in the same sentence.
      case continuing
    }
    var slot: Int
    var strength: Strength
    /// The template's own word.
    var canonical: Bool
  }

  struct Entry: Sendable {
    var word: [UInt32]
    var roles: Roles = []
    var labels: [Label] = []
    /// The flag of the literal the word ends in.
    var literalFlag: String?
  }

  private(set) var entries: [Entry] = []
  private var edges: [UInt64: Int32] = [:]
  private var ends: [Int32] = [-1]

  /// The entry of a word, made when it is new.
  mutating func index(of word: [UInt32]) -> Int {
    var node: Int32 = 0
    for scalar in word {
      let edge = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar)
      if let next = edges[edge] {
        node = next
      } else {
        ends.append(-1)
        node = Int32(ends.count - 1)
        edges[edge] = node
      }
    }
    if ends[Int(node)] < 0 {
      entries.append(Entry(word: word))
      ends[Int(node)] = Int32(entries.count - 1)
    }
    return Int(ends[Int(node)])
  }

  mutating func add(_ words: [String], _ roles: Roles) {
    for word in words.map(NarrativeScript.word) where !word.isEmpty { entries[index(of: word)].roles.insert(roles) }
  }

  mutating func add(_ word: String, naming label: Label, roles: Roles = .label) {
    let word = NarrativeScript.word(word)
    guard !word.isEmpty else { return }
    let entry = index(of: word)
    entries[entry].roles.insert(roles)
    if let known = entries[entry].labels.firstIndex(where: { $0.slot == label.slot }) {
      if label.canonical { entries[entry].labels[known].canonical = true }
    } else {
      entries[entry].labels.append(label)
    }
  }

  mutating func mark(literal word: [UInt32], flag: String) {
    for index in entries.indices where entries[index].word.suffix(word.count).elementsEqual(word) {
      entries[index].roles.insert(.literal)
      entries[index].literalFlag = flag
    }
  }

  /// 已整治 tells what was done, as 已 does.
  mutating func mark(actuals words: [String]) {
    for word in words.map(NarrativeScript.word) where !word.isEmpty {
      for index in entries.indices where entries[index].word.starts(with: word) { entries[index].roles.insert(.actual) }
    }
  }

  /// The longest word that begins at `start`. Spaces and line breaks inside a word are skipped.
  func match(_ scalars: [UInt32], at start: Int) -> (entry: Int, end: Int)? {
    var node: Int32 = 0
    var at = start
    var found: (entry: Int, end: Int)?
    var gap = 0
    while at < scalars.count {
      let scalar = scalars[at]
      if at > start, NarrativeScript.isSpace(scalar) {
        gap += 1
        at += 1
        if gap > 4 { break }
        continue
      }
      gap = 0
      guard let next = edges[UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar)] else { break }
      node = next
      at += 1
      if ends[Int(node)] >= 0 { found = (Int(ends[Int(node)]), at) }
    }
    return found
  }
}

extension NarrativeLexicon {
  /// The words of all columns, before any column's own.
  init(_ words: NarrativeWords) {
    let lists: [(Roles, [String])] = [
      (.filler, words.fillers), (.suffix, words.suffixes), (.total, words.totals), (.subset, words.subsets),
      (.addition, words.additions), (.joiner, words.joiners), (.respectively, words.respectively), (.each, words.each),
      (.rest, words.rest), (.negation, words.negations), (.approximateBefore, words.approximateBefore),
      (.approximateInside, words.approximateInside), (.approximateAfter, words.approximateAfter),
      (.bound, words.bounds), (.boundAfter, words.boundsAfter), (.vague, words.vague),
      (.placeholder, words.placeholders), (.cumulative, words.cumulative), (.otherPeriod, words.otherPeriods),
      (.until, words.until), (.comparison, words.comparisons), (.plan, words.plans), (.order, words.orders),
      (.actual, words.actuals), (.rate, words.rates),
      (.numberlike, words.numberlike), (.idiom, words.idioms),
    ]
    for (roles, words) in lists { add(words, roles) }
  }
}
