/// Binds the numbers of a cell to the names they belong to, segment by segment between punctuation marks.
///
/// A number belongs to the name before it when only words declared as harmless stand between (新增散乱污企业（场所）共3家),
/// or, failing a name before it, to the name after it (已对2户企业停电). An unknown word between breaks the bond; what
/// could be read in two ways becomes a doubtful assertion, which leaves its slot null.
struct NarrativeReader {
  typealias Entry = NarrativeLexicon.Entry
  typealias Roles = NarrativeLexicon.Roles

  /// A name waiting for its number.
  struct Pending {
    var entry: Int
    /// 、 or 和 stands between it and the name before.
    var joined: Bool
    var prefixed: Bool
    /// 均 stands before: 均罚款1万元.
    var each = false
    var range: Range<Int>
  }

  struct Segment {
    var tokens: Range<Int>
    /// The marks before it.
    var gap: [NarrativeScript.Mark]
    var next: NarrativeScript.Mark?
  }

  let column: NarrativeColumn
  let grammar: NarrativeGrammar
  let tokens: [NarrativeToken]
  let quarter: (year: Int, quarter: Int)?

  var assertions: [NarrativeAssertion] = []
  var flags: Set<String> = []
  var mask: UInt16 = 0
  var items: [(slot: Int, ranges: [Range<Int>])] = []
  var links: [Range<Int>] = []
  var canonicalOnly = true
  /// Months in which 其余 is said to be zero.
  var restIsZero: UInt16?
  /// More statements than any clerk writes: the cell is no narrative, and none of it is taken.
  var isOverfull = false
  static let mostAssertions = 500

  // What lasts from segment to segment.
  var pending: [Pending] = []
  var lastNames: [Pending] = []
  var scope: UInt16 = 0
  var scopeMonths: [Int] = []
  var scopeIsQuarter = false
  /// The months that 分别 went by earlier in the sentence.
  var seriesMonths: [Int] = []
  /// The scope at the sentence's beginning; it holds again after 整治：10月3家，11月2家，12月2家。
  var sentenceScope: UInt16 = 0
  /// A name stood before the sentence's periods.
  var nameLeads = false
  /// What was bound since the last full stop or semicolon.
  var clauseStart = 0
  /// Names whose numbers were passed over, and why: 累计15件，本季度4件; 每户2000元，共8000元.
  var passed: [(name: Pending, isRate: Bool)] = []
  /// The last segment named only a period, and a colon followed: 4月：3篇.
  var headedByPeriod = false
  /// The last segment was only a day: 5月10日，查封1起.
  var headedByDay = false
  /// The last segment was only a total word: 小计：整治6家.
  var headedByTotal = false
  /// The period a 其中 divides into months; it holds again in the next sentence.
  var outerScope: UInt16?
  var elsewhere: NarrativeFlag?
  var outside: [(elsewhere: NarrativeFlag?, scope: UInt16, subset: Int, lastNames: [Pending])] = []
  /// Whether 其中 stands before, and how deep in brackets.
  var subset = 0
  var sentenceHasPeriod = false
  /// A cumulative figure broke into a sentence about this period.
  var interrupted = false
  /// A number in the head's unit stood without any name: another one is not the head either.
  var headUnsaid = false
  /// Slots that the cell names firmly anywhere, with numbers of ours or not.
  var mentioned: Set<Int> = []
  /// Slots that the sentence has named so far, for names that only continue one (拆除…，面积…).
  var named: Set<Int> = []
  /// Nothing was said yet of the period just named.
  var freshPeriod = false
  var denying = false
  /// The last segment ended in a number without a unit, and 、 followed.
  var lists = false
  var bound: [(slot: Int, mask: UInt16, entry: Int?, unit: Int?)] = []
  var series: Series?

  /// 4月、5月、6月分别新增2家、1家、0家.
  struct Series {
    var months: [Int]
    var isQuarter = false
    var names: [Pending]
    var numbers: [(number: NarrativeToken.Number, range: Range<Int>)] = []
  }

  // What lasts for one segment.
  struct Local {
    var dirty = false
    var aside: NarrativeFlag?
    var denied = false
    var total = false
    var totalFirst = false
    var period = false
    var each = false
    /// A day stands before: 6月15日查封1起 tells of that day.
    var dated = false
    var approximate = false
    var bounded = false
    var joiner = false
    var addition = false
    var rest = false
    var used: Set<Int> = []
    var isRate: Bool?
    /// 4月、5月各新增1家: the number is each month's.
    var eachMonth = false
    /// Where a number ends that its name has no unit for: what follows at once (2层200平方米) is part of it.
    var strayEnd: Int?
    /// A number before went unbound among unknown words: a number that follows it is of the same unknown.
    var stray = false
    /// Names before a comma that have no number: 查封，立案处罚3起.
    var unnumbered: [Pending] = []
    /// A number without a unit stands before the 、: 300、301元.
    var listed = false
    /// How many, of which the segment goes on to tell: 57家未反弹.
    var subject: Amount?
    /// 每月 and its like stand in this segment.
    var rate = false
    /// Names here stand behind unknown words: 某店立案1起、罚款2万元 tells of one shop.
    var isPart = false
    /// 较, 占 and their like.
    var compared = false
    /// 计划 and its like.
    var planned = false
    /// A cumulative figure stands in this segment.
    var interrupts = false
  }
  var local = Local()

  init(_ lexer: NarrativeLexer, column: NarrativeColumn, quarter: (year: Int, quarter: Int)?) {
    self.column = column
    grammar = column.grammar
    tokens = lexer.tokens
    self.quarter = quarter
    flags.formUnion(lexer.flags)
    for segment in segments() { read(segment) }
    closeSeries()
  }

  func segments() -> [Segment] {
    var segments: [Segment] = []
    var gap: [NarrativeScript.Mark] = []
    var start = 0
    for (index, token) in tokens.enumerated() {
      guard case .mark(let mark) = token.kind else { continue }
      if start < index {
        segments.append(Segment(tokens: start..<index, gap: gap, next: mark))
        gap = []
      }
      start = index + 1
      // A line break beside another mark says nothing more.
      if mark == .newline, !gap.isEmpty { continue }
      if gap.count < 8 || mark == .sentence || mark == .open || mark == .close { gap.append(mark) }
    }
    if start < tokens.count { segments.append(Segment(tokens: start..<tokens.count, gap: gap, next: nil)) }
    return segments
  }

  mutating func note(_ flag: NarrativeFlag) { flags.insert(flag.rawValue) }

  func roles(_ index: Int) -> NarrativeLexicon.Roles {
    guard tokens.indices.contains(index), case .word(let entry) = tokens[index].kind else { return [] }
    return grammar.lexicon.entries[entry].roles
  }

  static let idle: NarrativeLexicon.Roles = [
    .filler, .noun, .suffix, .total, .subset, .each, .approximateBefore, .approximateAfter, .respectively,
  ]

  /// Whether the token says nothing that could change what a number means.
  func isIdle(_ index: Int) -> Bool {
    let roles = roles(index)
    return !roles.isDisjoint(with: Self.idle) && roles.isDisjoint(with: [.label, .other])
      || roles.contains([.label, .total])
  }

  // MARK: - Segments

  mutating func read(_ segment: Segment) {
    enter(segment)
    if readNilMonth(segment) { return }
    for index in segment.tokens where !local.used.contains(index) {
      switch tokens[index].kind {
      case .word(let entry):
        if roles(index).contains(.actual) { resume(at: index, in: segment) }
        word(entry, at: index, in: segment)
      case .number(let number): self.number(number, at: index, in: segment)
      case .period(let period): self.period(period, at: index)
      case .year(let year): if year != quarter?.year || !nextIsPeriod(index, segment) { elsewhere = .cumulativeIgnored }
      case .aside:
        note(.distractorNumber)
        unknown()
      case .day:
        local.dated = true
        unknown()
      case .unit(let unit): blankUnit(unit, at: index, in: segment)
      case .items(let ranges):
        if let entry = pending.last?.entry ?? lastNames.last?.entry { take(ranges, named: entry) }
        pending = []
      case .link: links.append(tokens[index].range)
      case .mark: break
      case .unknown: unknown()
      }
    }
    if local.dirty { pending = [] }
    if !local.denied { denying = false }
    headedByDay =
      local.dated && elsewhere == nil
      && segment.tokens.allSatisfy { index in
        if case .day = tokens[index].kind { true } else { isIdle(index) }
      }
    headedByTotal = local.totalFirst && segment.tokens.allSatisfy { roles($0).contains(.total) }
    headedByPeriod =
      segment.next == .colon && local.period
      && segment.tokens.allSatisfy { isPeriod($0) || isIdle($0) && !roles($0).contains(.noun) }
  }

  /// 计划6家，实际整治5家: a plan holds no longer where a clause begins with what was done.
  mutating func resume(at token: Int, in segment: Segment) {
    guard elsewhere == .distractorNumber, (segment.tokens.lowerBound..<token).allSatisfy(isIdle) else { return }
    elsewhere = nil
  }

  mutating func enter(_ segment: Segment) {
    let joined = segment.gap == [.list]
    let wasDenying = denying
    // 分别为某汽修店、某洗涤店: names in a row, no numbers.
    if series?.numbers.isEmpty == true, local.dirty || series?.names.isEmpty == true && segment.gap.contains(.colon) {
      series = nil
    }
    let before = local
    local = Local()
    if segment.gap == [.colon] || segment.gap.last == .open {
      // 较一季度（4家）: what stands in brackets behind a comparison belongs to it.
      local.aside = before.aside
      // 每起奖励：200元, 另整治（2家）: the name's own words hold for its number.
      if !pending.isEmpty {
        local.addition = before.addition
        local.approximate = before.approximate
        local.bounded = before.bounded
        local.dated = before.dated
        local.each = before.each
        local.eachMonth = before.eachMonth
        local.rate = before.rate
      }
    }
    // 某店立案1起、罚款2万元，…，共立案2起、罚款3万元.
    local.isPart = joined && before.isPart
    if segment.gap != [.colon] { headedByPeriod = false }
    local.period = headedByPeriod
    local.total = joined && before.total || headedByTotal && (segment.gap == [.colon] || segment.gap == [.comma])
    local.totalFirst = headedByTotal && local.total
    if headedByDay, segment.gap == [.comma] { local.dated = true }
    // 12345投诉30件。其中…, 罚金：1万元；2万元: still of what was named.
    let goesOn =
      roles(segment.tokens.lowerBound).contains(.subset)
      || segment.tokens.count == 1 && isNumber(at: segment.tokens.lowerBound) && segment.gap == [.semicolon]
    for mark in segment.gap {
      switch mark {
      case .sentence:
        pending = []
        if !goesOn {
          elsewhere = nil
          lastNames = []
        }
        subset = 0
        sentenceHasPeriod = false
        interrupted = false
        named = []
        passed = []
        closeSeries()
        seriesMonths = []
        clauseStart = bound.count
        if nameLeads { scope = sentenceScope }
        nameLeads = false
        if let outer = outerScope { scope = outer }
        outerScope = nil
        sentenceScope = scope
      case .semicolon:
        // 其中10月1家，11月3家，12月1家；: all months are told, and what follows is of the whole again.
        if let outer = outerScope, assertions.reduce(0, { $1.mask == outer ? $0 : $0 | $1.mask & outer }) == outer {
          scope = outer
          outerScope = nil
        }
        pending = []
        if !goesOn { lastNames = [] }
        passed = []
        subset = 0
        closeSeries()
        // 整治：4月2家；5月1家: the name still leads.
        if isPeriod(segment.tokens.lowerBound), nameLeads { break }
        if nameLeads { scope = sentenceScope }
        nameLeads = false
        clauseStart = bound.count
      case .open: if outside.count < 8 { outside.append((elsewhere, scope, subset, lastNames)) }
      case .close:
        if let saved = outside.popLast() {
          (elsewhere, scope, subset) = (saved.elsewhere, saved.scope, saved.subset)
          if !saved.lastNames.isEmpty { lastNames = saved.lastNames }
        }
        if !pending.isEmpty { pending = [] }
      case .newline, .colon, .comma, .list: break
      }
    }
    // 新增2家：1家源自12345，…: parts, as after 其中.
    if segment.gap == [.colon], isNumber(at: segment.tokens.lowerBound - 2) { subset = max(subset, outside.count + 1) }
    local.joiner = joined && !pending.isEmpty
    local.listed = joined && lists
    lists = false
    if joined, wasDenying { local.denied = true } else { denying = false }
  }

  func nextIsPeriod(_ index: Int, _ segment: Segment) -> Bool {
    index + 1 < segment.tokens.upperBound && isPeriod(index + 1)
  }

  mutating func unknown() {
    local.dirty = true
    local.joiner = false
  }

  /// 5月无: nothing at all in that month.
  mutating func readNilMonth(_ segment: Segment) -> Bool {
    guard pending.isEmpty, segment.tokens.count == 2, case .period(let period) = tokens[segment.tokens.lowerBound].kind,
      roles(segment.tokens.upperBound - 1).contains(.negation), place(period)
    else { return false }
    let slots = Set(bound.map(\.slot))
    for index in column.slots.indices where [.int, .decimal].contains(column.slots[index].type) {
      guard slots.count != 1 || slots.contains(index) else { continue }
      assert(index, .zero, range: tokens[segment.tokens.lowerBound].range, firmness: .clean)
    }
    return true
  }
}
