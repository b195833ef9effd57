/// A piece of a cell with a meaning of its own.
struct NarrativeToken {
  struct Number: Hashable {
    /// Nil when the number is there but not certain.
    var amount: Amount?
    /// In the grammar's units.
    var unit: Int?
    var chinese = false
    var tenThousand = false
    var approximate = false
    /// 200元/起: so much for each.
    var isRate = false
    /// 一起: a number only directly after a name.
    var numberlike = false
    /// `*家`: nothing was filled in.
    var unfilled = false
    /// A separator, not an unknown word, follows the digits.
    var bare = false

    /// The unit in the brackets beside it.
    mutating func take(_ given: BracketedUnit) {
      unit = given.entry
      guard given.tenThousand else { return }
      amount = tenThousand ? nil : amount?.multiplied(byTenTo: 4)
      tenThousand = true
    }
  }

  /// （万元） after a number, or after the name before it.
  struct BracketedUnit {
    var entry: Int
    var tenThousand: Bool
    var end: Int
  }

  struct Period: Hashable {
    /// In the order written, for 分别.
    var months: [Int]
    /// Nil when no year is written.
    var year: Int?
    /// False for parts of a period that the code cannot place.
    var placed = true
    /// Said as a quarter: the months stand in no row that 分别 could go by unless nothing else does.
    var isQuarter = false
    var mask: UInt16 { months.reduce(0) { $0 | 1 << UInt16($1) } }
  }

  enum Kind {
    case word(Int)
    case number(Number)
    case period(Period)
    /// A year alone.
    case year(Int)
    case day
    /// A time, a document number, an ordinal, a share.
    case aside
    /// A unit where a name has no number: the blank is still blank.
    case unit(Int)
    case items([Range<Int>])
    case link
    case mark(NarrativeScript.Mark)
    case unknown
  }

  var kind: Kind
  var range: Range<Int>
}

/// Cuts a cell into tokens, left to right, each scalar looked at a bounded number of times.
struct NarrativeLexer {
  typealias Script = NarrativeScript
  let grammar: NarrativeGrammar
  let text: NarrativeScript.Text
  let scalars: [UInt32]
  let quarter: (year: Int, quarter: Int)?
  var tokens: [NarrativeToken] = []
  /// Flags of the literals that ran into a number, and of identifiers that are not certain.
  var flags: [String] = []
  /// The unit a name carries in brackets, for the number after it: 罚金（万元）：3.5.
  var headedUnit: NarrativeToken.BracketedUnit?
  /// The last item of a numbered list: 3 in 3.查封1起.
  var listItem = 0
  var at = 0

  init(_ text: NarrativeScript.Text, grammar: NarrativeGrammar, quarter: (year: Int, quarter: Int)?) {
    self.text = text
    self.scalars = text.scalars
    self.grammar = grammar
    self.quarter = quarter
    tokens.reserveCapacity(scalars.count / 2 + 4)
    while at < scalars.count { step() }
    dropUncertainItems()
  }

  mutating func add(_ kind: NarrativeToken.Kind, to end: Int) {
    if case .mark(.colon) = kind {} else { headedUnit = nil }
    if case .unknown = kind, let last = tokens.last, case .unknown = last.kind, last.range.upperBound == at {
      tokens[tokens.count - 1].range = last.range.lowerBound..<end
    } else {
      tokens.append(NarrativeToken(kind: kind, range: at..<end))
    }
    at = end
  }

  mutating func step() {
    let scalar = scalars[at]
    if scalar == Script.space {
      if partsClauses() { tokens.append(.init(kind: .mark(.comma), range: at..<(at + 1))) }
      at += 1
    } else if let end = title() {
      // 报道1篇《整治8家企业》: the title says nothing of the number before it.
      if case .number? = tokens.last?.kind { at = end } else { add(.unknown, to: end) }
    } else if let end = link(at) {
      add(.link, to: end)
    } else if underscores() || placeholder() {
      // Taken.
    } else if let match = grammar.lexicon.match(scalars, at: at) {
      word(match)
    } else if let period = wordlessPeriod() {
      add(.period(period.period), to: period.end)
    } else if Script.isDigit(scalar) || Script.isChineseNumeral(scalar) || scalar == Script.ordinal {
      number()
    } else if case .word? = tokens.last?.kind, let unit = bracketedUnit(at) {
      headedUnit = unit
      at = unit.end
    } else if let mark = Script.mark(scalar) ?? slash() {
      let isCounted = if case .number(let number)? = tokens.last?.kind { number.unit != nil } else { false }
      add(.mark(mark), to: at + 1)
      if mark == .open, isCounted { bracketedItems() }
    } else if let end = dashes() {
      add(.mark(.colon), to: end)
    } else if Script.isLetter(scalar) {
      add(.unknown, to: code(at))
    } else if let end = blankUnit() {
      _ = end
    } else {
      add(.unknown, to: at + 1)
    }
  }

  /// 《关于整治8家企业的通知》 tells nothing of its own.
  func title() -> Int? {
    guard scalars[at] == Script.titleOpen else { return nil }
    let reach = scalars[at..<min(scalars.count, at + Self.longestTitle)]
    return reach.firstIndex(of: Script.titleClose).map { $0 + 1 }
  }

  static let longestTitle = 100

  /// 投诉30件 其中2件: after a number, a blank before a word that begins a clause.
  func partsClauses() -> Bool {
    guard case .number(let number)? = tokens.last?.kind, number.unit != nil else { return false }
    let next = skipSpaces(at)
    if let month = Script.numeral(in: text, at: next) { return endsInMonth(month) }
    guard let match = grammar.lexicon.match(scalars, at: next) else { return false }
    let roles = grammar.lexicon.entries[match.entry].roles
    return grammar.totalNames.contains(match.entry)
      || !roles.isDisjoint(with: Self.clauseBeginnings) && roles.isDisjoint(with: [.label, .filler, .suffix])
  }

  static let clauseBeginnings: NarrativeLexicon.Roles = [
    .subset, .addition, .rest, .total, .cumulative, .otherPeriod, .negation, .comparison, .plan,
  ]

  /// 3家/查封1起, 1起/300元: parts two clauses. 家/次, 3家/月 does not.
  func slash() -> Script.Mark? {
    guard scalars[at] == Script.slash, case .number(let number)? = tokens.last?.kind, let unit = number.unit,
      at + 1 < scalars.count
    else { return nil }
    let next = skipSpaces(at + 1)
    if let match = grammar.lexicon.match(scalars, at: next) {
      let roles = grammar.lexicon.entries[match.entry].roles
      if roles.contains(.label), !roles.contains(.total) { return .comma }
    }
    // 56家/168家次 counts the same thing twice.
    guard next < scalars.count, let other = Script.numeral(in: text, at: next),
      let second = grammar.units.match(scalars, at: skipSpaces(other.end)),
      grammar.units.entries[second.entry].word.first != grammar.units.entries[unit].word.first
    else { return nil }
    return .list
  }

  /// 有奖举报——1件: a long dash between a name and its number is a colon. 12345-2件 is not clear enough.
  func dashes() -> Int? {
    guard scalars[at] == Script.dash, case .word? = tokens.last?.kind else { return nil }
    var end = at
    while end < scalars.count, scalars[end] == Script.dash { end += 1 }
    guard end - at >= 2, Script.numeral(in: text, at: skipSpaces(end)) != nil else { return nil }
    return end
  }

  // MARK: Words

  mutating func word(_ match: (entry: Int, end: Int)) {
    let entry = grammar.lexicon.entries[match.entry]
    // 应拆尽拆 is a saying, whatever it begins with.
    if match.end == at + 1, at + 3 < scalars.count, scalars[at + 2] == Script.utmost, scalars[at + 1] == scalars[at + 3]
    {
      return add(.unknown, to: at + 4)
    }
    if entry.roles.contains(.literal), Script.isDigit(scalars[match.end - 1]), match.end < scalars.count,
      Script.isDigit(scalars[match.end]), let flag = entry.literalFlag
    {
      // 123452件 is the literal and 2件; 12345678 without a unit is a telephone number.
      if Script.isDigit(scalars[at]), let rest = Script.numeral(in: text, at: match.end),
        grammar.units.match(scalars, at: skipSpaces(rest.end)) == nil
      {
        return number()
      }
      flags.append(flag)
    }
    // A numeral longer than the word, as in 一起 against 一百起, or a number before a unit, is a number.
    if entry.roles.contains(.numberlike) || entry.roles.contains(.idiom), Script.isChineseNumeral(scalars[at]),
      let numeral = Script.numeral(in: text, at: at), numeral.end >= match.end
    {
      return number()
    }
    // 零新增 denies, 零家 counts.
    if entry.roles.contains(.negation), Script.isChineseNumeral(scalars[at]),
      let numeral = Script.numeral(in: text, at: at), numeral.end >= match.end,
      !(grammar.lexicon.match(scalars, at: match.end).map {
        !grammar.lexicon.entries[$0.entry].roles.isDisjoint(with: [.label, .noun])
      } ?? false)
    {
      return number()
    }
    if entry.roles.contains(.numberlike) {
      return number(like: true)
    }
    if entry.roles.contains(.placeholder) {
      return blank(after: match.end)
    }
    if entry.roles.contains(.vague) {
      let unit = grammar.units.match(scalars, at: skipSpaces(match.end))
      return add(.number(.init(amount: nil, unit: unit?.entry)), to: unit?.end ?? match.end)
    }
    add(.word(match.entry), to: match.end)
    if entry.roles.contains(.list) { items() }
  }

  /// `__` beside a digit is only the line one writes on; elsewhere it is a blank.
  mutating func underscores() -> Bool {
    guard scalars[at] == Script.underscore else { return false }
    var end = at
    while end < scalars.count, scalars[end] == Script.underscore || scalars[end] == Script.space { end += 1 }
    let filled = end < scalars.count && (Script.isDigit(scalars[end]) || Script.isChineseNumeral(scalars[end]))
    if filled { at = end } else { blank(after: end) }
    return true
  }

  mutating func placeholder() -> Bool {
    guard scalars[at] == Script.star else { return false }
    blank(after: at + 1)
    return true
  }

  /// A blank and the unit, month or quarter that follows it.
  mutating func blank(after start: Int) {
    var end = start
    while end < scalars.count, scalars[end] == Script.star || scalars[end] == Script.underscore { end += 1 }
    end = skipSpaces(end)
    if end < scalars.count, Script.isDigit(scalars[end]) || Script.isChineseNumeral(scalars[end]) {
      // *3家, 几十家: not what it seems.
      if let numeral = Script.numeral(in: text, at: end) { end = skipSpaces(numeral.end) }
      let unit = grammar.units.match(scalars, at: end)
      return add(.number(.init(amount: nil, unit: unit?.entry)), to: unit?.end ?? end)
    }
    let unit = grammar.units.match(scalars, at: end)
    add(.number(.init(amount: nil, unit: unit?.entry, unfilled: true)), to: unit?.end ?? max(end, at + 1))
  }

  /// A unit directly after a name and before a separator.
  mutating func blankUnit() -> Int? {
    guard let unit = grammar.units.match(scalars, at: at), case .word? = tokens.last?.kind else { return nil }
    let next = skipSpaces(unit.end)
    // 12345件：3: the colon brings the number.
    if next < scalars.count, Script.mark(scalars[next]) == .colon,
      Script.numeral(in: text, at: skipSpaces(next + 1)) != nil
    {
      at = unit.end
      return unit.end
    }
    guard next >= scalars.count || Script.mark(scalars[next]) != nil || Script.isDigit(scalars[next]) else {
      return nil
    }
    add(.unit(unit.entry), to: unit.end)
    return unit.end
  }

  func link(_ start: Int) -> Int? {
    guard scalars[start] == 0x68 || scalars[start] == 0x77 else { return nil }
    let rest = scalars[start...]
    guard Self.schemes.contains(where: { rest.starts(with: $0) }) else { return nil }
    var end = start
    while end < scalars.count, Self.inLink(scalars[end]) { end += 1 }
    while end > start, Self.closing.contains(scalars[end - 1]) { end -= 1 }
    return end
  }

  static let schemes = ["http://", "https://", "www."].map(Script.word)
  static let closing: Set<UInt32> = [0x2C, 0x2E, 0x3B, 0x29, 0x3A, 0x21]
  static func inLink(_ scalar: UInt32) -> Bool {
    scalar > 0x20 && scalar < 0x7F && scalar != 0x28 && scalar != 0x29 && scalar != 0x3B && scalar != 0x2C
  }

  /// Letters, and digits and dashes with them: GL2022-0012, PM2.5.
  func code(_ start: Int) -> Int {
    var end = start
    while end < scalars.count, Script.isLetter(scalars[end]) || Script.isDigit(scalars[end]) || Self.joins(scalars[end])
    {
      end += 1
    }
    while end > start + 1, Self.joins(scalars[end - 1]) { end -= 1 }
    return max(end, start + 1)
  }

  static func joins(_ scalar: UInt32) -> Bool {
    scalar == 0x2D || scalar == 0x2E || scalar == 0x2F || scalar == 0x5F || scalar == 0x2B
  }
}
