/// Binds the numbers of a cell to the names they belong to, segment by segment between punctuation marks.
///
/// A number belongs to the name before it when only words declared as harmless stand between (新增散乱污企业（场所）共3家),
/// or, failing a name before it, to the name after it (已对2户企业停电). An unknown word between breaks the bond; what
/// could be read in two ways becomes a doubtful assertion, which leaves its slot null.
struct NarrativeReader {
  typealias Entry = NarrativeLexicon.Entry
  private typealias Roles = NarrativeLexicon.Roles

  /// A name waiting for its number.
  private struct Pending {
    var entry: Int
    /// 、 or 和 stands between it and the name before.
    var joined: Bool
    var prefixed: Bool
    var range: Range<Int>
  }

  private struct Segment {
    var tokens: Range<Int>
    /// The marks before it.
    var gap: [NarrativeScript.Mark]
    var next: NarrativeScript.Mark?
  }

  private let column: NarrativeColumn
  private let grammar: NarrativeGrammar
  private let tokens: [NarrativeToken]
  private let quarter: (year: Int, quarter: Int)?

  private(set) var assertions: [NarrativeAssertion] = []
  private(set) var flags: Set<String> = []
  private(set) var mask: UInt16 = 0
  private(set) var items: [(slot: Int, ranges: [Range<Int>])] = []
  private(set) var links: [Range<Int>] = []
  private(set) var canonicalOnly = true
  /// Months in which 其余 is said to be zero.
  private(set) var restIsZero: UInt16?

  // What lasts from segment to segment.
  private var pending: [Pending] = []
  private var lastNames: [Pending] = []
  private var scope: UInt16 = 0
  private var scopeMonths: [Int] = []
  /// The period a 其中 divides into months; it holds again in the next sentence.
  private var outerScope: UInt16?
  private var elsewhere: NarrativeFlag?
  private var outside: [(elsewhere: NarrativeFlag?, scope: UInt16)] = []
  private var afterSubset = false
  private var sentenceHasPeriod = false
  /// Slots that the sentence has named so far, for names that only continue one (拆除…，面积…).
  private var named: Set<Int> = []
  /// Nothing was said yet of the period just named.
  private var freshPeriod = false
  private var denying = false
  private var bound: [(slot: Int, mask: UInt16, entry: Int?)] = []
  private var series: Series?

  /// 4月、5月、6月分别新增2家、1家、0家.
  private struct Series {
    var months: [Int]
    var names: [Pending]
    var numbers: [(number: NarrativeToken.Number, range: Range<Int>)] = []
  }

  // What lasts for one segment.
  private struct Local {
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
  }
  private var local = Local()

  init(_ lexer: NarrativeLexer, column: NarrativeColumn, quarter: (year: Int, quarter: Int)?) {
    self.column = column
    grammar = column.grammar
    tokens = lexer.tokens
    self.quarter = quarter
    flags.formUnion(lexer.literalFlags)
    for segment in segments() { read(segment) }
    closeSeries()
  }

  private func segments() -> [Segment] {
    var segments: [Segment] = []
    var gap: [NarrativeScript.Mark] = []
    var start = 0
    for (index, token) in tokens.enumerated() {
      guard case .mark(let mark) = token.kind else { continue }
      if start < index {
        segments.append(Segment(tokens: start..<index, gap: gap, next: mark))
        gap = []
      }
      if gap.count < 8 || mark == .sentence || mark == .open || mark == .close { gap.append(mark) }
      start = index + 1
    }
    if start < tokens.count { segments.append(Segment(tokens: start..<tokens.count, gap: gap, next: nil)) }
    return segments
  }

  private mutating func note(_ flag: NarrativeFlag) { flags.insert(flag.rawValue) }

  private func roles(_ index: Int) -> NarrativeLexicon.Roles {
    guard tokens.indices.contains(index), case .word(let entry) = tokens[index].kind else { return [] }
    return grammar.lexicon.entries[entry].roles
  }

  private static let idle: NarrativeLexicon.Roles = [
    .filler, .noun, .suffix, .total, .subset, .each, .approximateBefore, .approximateAfter, .respectively,
  ]

  /// Whether the token says nothing that could change what a number means.
  private func isIdle(_ index: Int) -> Bool {
    let roles = roles(index)
    return !roles.isDisjoint(with: Self.idle) && roles.isDisjoint(with: [.label, .other])
      || roles.contains([.label, .total])
  }

  // MARK: - Segments

  private mutating func read(_ segment: Segment) {
    enter(segment)
    if readNilMonth(segment) { return }
    for index in segment.tokens where !local.used.contains(index) {
      switch tokens[index].kind {
      case .word(let entry): word(entry, at: index, in: segment)
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
  }

  private mutating func enter(_ segment: Segment) {
    let joined = segment.gap == [.list]
    let wasDenying = denying
    local = Local()
    for mark in segment.gap {
      switch mark {
      case .sentence:
        if !roles(segment.tokens.lowerBound).contains(.subset) { elsewhere = nil }
        pending = []
        lastNames = []
        afterSubset = false
        sentenceHasPeriod = false
        named = []
        closeSeries()
        if let outer = outerScope { scope = outer }
        outerScope = nil
      case .semicolon:
        pending = []
        lastNames = []
        afterSubset = false
        closeSeries()
      case .open: if outside.count < 8 { outside.append((elsewhere, scope)) }
      case .close:
        if let saved = outside.popLast() { (elsewhere, scope) = saved }
        if !pending.isEmpty { pending = [] }
      case .newline, .colon, .comma, .list: break
      }
    }
    local.joiner = joined && !pending.isEmpty
    if joined, wasDenying { local.denied = true } else { denying = false }
  }

  private func nextIsPeriod(_ index: Int, _ segment: Segment) -> Bool {
    guard index + 1 < segment.tokens.upperBound, case .period = tokens[index + 1].kind else { return false }
    return true
  }

  private mutating func unknown() {
    local.dirty = true
    local.joiner = false
  }

  /// 5月无: nothing at all in that month.
  private mutating func readNilMonth(_ segment: Segment) -> Bool {
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

  // MARK: - Periods

  /// Takes the period as the one that follows is about; false when it is not this quarter's.
  private mutating func place(_ period: NarrativeToken.Period) -> Bool {
    guard period.placed else {
      elsewhere = .otherPeriod
      return false
    }
    if let quarter {
      let whole = NarrativeScript.mask(ofQuarter: quarter.quarter)
      if let year = period.year, year != quarter.year {
        elsewhere = .otherPeriod
        return false
      }
      guard period.mask & ~whole == 0 else {
        elsewhere = period.mask & whole == 0 ? .otherPeriod : .cumulativeIgnored
        return false
      }
    }
    elsewhere = nil
    if afterSubset, outerScope == nil, scope & period.mask == period.mask, scope != period.mask { outerScope = scope }
    scope = period.mask
    scopeMonths = period.months
    mask |= period.mask
    sentenceHasPeriod = true
    freshPeriod = true
    local.period = true
    if outerScope == nil { afterSubset = false }
    return true
  }

  private mutating func period(_ period: NarrativeToken.Period, at index: Int) {
    let before = roles(index - 1)
    var behindYear = false
    if index > 0, case .year = tokens[index - 1].kind { behindYear = true }
    if !before.isDisjoint(with: [.until, .otherPeriod]) || behindYear && elsewhere == .otherPeriod {
      elsewhere = before.contains(.otherPeriod) ? .otherPeriod : .cumulativeIgnored
      return
    }
    _ = place(period)
  }

  // MARK: - Words

  private mutating func word(_ index: Int, at token: Int, in segment: Segment) {
    let entry = grammar.lexicon.entries[index]
    let roles = entry.roles
    if roles.contains(.label), !roles.contains(.total) {
      return name(index, at: token, in: segment)
    }
    if roles.contains(.other) {
      pending = []
      lastNames = []
      local.dirty = true
      return
    }
    if roles.contains(.cumulative) {
      // 二季度累计 is the quarter's own total; 6月累计 may be the year's.
      if local.period, elsewhere == nil, scope.nonzeroBitCount > 1 {
        local.total = true
      } else {
        elsewhere = .cumulativeIgnored
      }
    }
    if roles.contains(.until) { elsewhere = .cumulativeIgnored }
    if roles.contains(.otherPeriod) {
      if self.roles(token - 1).contains(.comparison) {
        local.aside = .distractorNumber
      } else {
        elsewhere = .otherPeriod
      }
    }
    if !roles.isDisjoint(with: [.comparison, .rate]) { local.aside = .distractorNumber }
    if roles.contains(.plan) { elsewhere = .distractorNumber }
    if roles.contains(.total) {
      local.total = true
      if token == segment.tokens.lowerBound { local.totalFirst = true }
    }
    if roles.contains(.subset) { afterSubset = true }
    if roles.contains(.addition) {
      local.addition = true
      afterSubset = false
    }
    if roles.contains(.joiner), !pending.isEmpty { local.joiner = true }
    if roles.contains(.each) { local.each = true }
    if roles.contains(.rest) { local.rest = true }
    if roles.contains(.approximateBefore) { local.approximate = true }
    if roles.contains(.bound) { local.bounded = true }
    if roles.contains(.respectively) {
      closeSeries()
      series = Series(months: freshPeriod ? scopeMonths : [], names: joinedNames())
    }
    if roles.contains(.negation) { deny(at: token, in: segment) }
    if !roles.isDisjoint(with: [.idiom, .boundAfter, .addition]), roles.isDisjoint(with: Self.idle) {
      local.dirty = true
    }
  }

  /// 无 before a name denies it; after a name, at the segment's end, it is its value.
  private mutating func deny(at token: Int, in segment: Segment) {
    let ends = ((token + 1)..<max(token + 1, segment.tokens.upperBound)).allSatisfy { isIdle($0) }
    if ends, local.rest {
      restIsZero = scope
      return
    }
    if ends, !pending.isEmpty, !local.dirty {
      let names = local.each ? joinedNames() : Array(pending.suffix(1))
      for name in names {
        zero(name.entry, range: name.range.lowerBound..<tokens[token].range.upperBound, prefixed: name.prefixed)
      }
      pending = []
      return
    }
    pending = []
    local.denied = true
    local.dirty = false
  }

  private func joinedNames() -> [Pending] {
    var names: [Pending] = []
    for name in pending.reversed() {
      names.append(name)
      if !name.joined { break }
    }
    return names.reversed()
  }

  private mutating func zero(_ entry: Int, range: Range<Int>, prefixed: Bool) {
    guard elsewhere == nil, local.aside == nil else { return note(elsewhere ?? .distractorNumber) }
    let labels = labels(of: entry)
    guard let first = labels.min(by: { $0.slot < $1.slot }), isNumber(first.slot) else { return }
    if first.strength == .unsure {
      for label in labels { doubt(label.slot, range) }
      return
    }
    remember(first)
    let saved = scope
    // 均未发现反弹 speaks of all the months before.
    if local.each, !local.period { scope = 0 }
    defer { scope = saved }
    assert(first.slot, .zero, range: range, firmness: .clean, strength: first.strength, entry: entry)
  }

  private mutating func name(_ entry: Int, at token: Int, in segment: Segment) {
    let range = tokens[token].range
    for label in grammar.lexicon.entries[entry].labels where label.strength != .continuing { named.insert(label.slot) }
    if local.denied, !local.dirty {
      var next = token + 1
      while next < segment.tokens.upperBound, isIdle(next) { next += 1 }
      let ends = next >= segment.tokens.upperBound
      if ends || roles(next).contains(.joiner) || roles(next).contains(.label) {
        zero(entry, range: range, prefixed: false)
        denying = true
        pending = []
        return
      }
      if case .number(let number) = tokens[next].kind, number.amount?.isZero != true {
        // 无新增3家, but a list 无查封、立案处罚1起 goes on with its own number.
        if !denying {
          for label in grammar.lexicon.entries[entry].labels where isNumber(label.slot) { doubt(label.slot, range) }
          local.used.insert(next)
          return
        }
      } else if case .number = tokens[next].kind {
        // 未发现反弹0家.
      } else {
        local.dirty = true
        return
      }
      local.denied = false
    }
    let joined = local.joiner && !local.dirty && !pending.isEmpty
    if !joined,
      local.dirty
        || pending.last.map({ $0.range.upperBound <= tokens[segment.tokens.lowerBound].range.lowerBound }) ?? false
    {
      pending = []
    }
    pending.append(Pending(entry: entry, joined: joined, prefixed: local.dirty, range: range))
    if pending.count > 16 { pending.removeFirst(pending.count - 16) }
    local.dirty = false
    local.joiner = false
    if !joined { local.each = false }
    if var open = series, open.numbers.isEmpty, open.names.isEmpty || joined {
      open.names = joinedNames()
      series = open
    }
  }

  private mutating func take(_ ranges: [Range<Int>], named entry: Int) {
    for label in grammar.lexicon.entries[entry].labels where column.slots[label.slot].type == .list {
      if elsewhere == nil { items.append((label.slot, ranges)) }
    }
  }

  // MARK: - Numbers

  private func isNumber(_ slot: Int) -> Bool { column.slots[slot].type == .int || column.slots[slot].type == .decimal }

  private func labels(of entry: Int) -> [NarrativeLexicon.Label] {
    grammar.lexicon.entries[entry].labels.filter {
      isNumber($0.slot) && ($0.strength != .continuing || named.contains($0.slot))
    }
  }

  /// The slot a name means when its number has this unit, and whether the unit is the slot's own.
  private func candidate(_ entry: Int, _ number: NarrativeToken.Number) -> (label: NarrativeLexicon.Label, own: Bool)? {
    let labels = labels(of: entry)
    guard let unit = number.unit else {
      guard number.amount?.isZero == true, number.bare else { return nil }
      return labels.min { $0.slot < $1.slot }.map { ($0, true) }
    }
    var close: NarrativeLexicon.Label?
    for label in labels {
      guard let use = grammar.use(of: unit, for: label.slot) else { continue }
      if use.kind != .mismatch { return (label, true) }
      close = close ?? label
    }
    return close.map { ($0, false) }
  }

  private mutating func number(_ given: NarrativeToken.Number, at token: Int, in segment: Segment) {
    var number = given
    defer {
      local.approximate = false
      local.bounded = false
    }
    if number.unfilled {
      if number.unit != nil || !pending.isEmpty { note(.unfilledSlot) }
      if number.unit == nil, pending.isEmpty { return unknown() }
    }
    if local.approximate { number.approximate = true }
    if local.bounded { number.amount = nil }
    let range = tokens[token].range
    if local.rest, !local.dirty, number.amount?.isZero == true {
      restIsZero = scope
      return
    }
    if let flag = elsewhere ?? local.aside {
      if number.unit != nil {
        note(flag)
        if local.aside != nil, roles(token - 1).isDisjoint(with: [.comparison]), flag == .distractorNumber,
          isRate(segment)
        {
          note(.ambiguous)
        }
      }
      pending = []
      lastNames = []
      return
    }
    if series != nil, !local.dirty, gather(number, range, at: token) { return }
    let tail = tail(after: token, in: segment)
    if tail.approximate { number.approximate = true }
    if tail.bounded { number.amount = nil }

    if !pending.isEmpty, !local.dirty {
      forward(number, range, tail: tail)
    } else if !local.dirty, let name = tail.name, !tail.nameHasNumber, !number.numberlike || number.unit == nil,
      backward(number, range, name: name, in: segment)
    {
      // Bound to the name after it.
    } else if !local.dirty, !number.numberlike {
      bare(number, range, tail: tail, at: token, in: segment)
    } else if number.unfilled {
      note(.unfilledSlot)
    }
    pending = []
    local.dirty = false
    local.joiner = false
    if number.unit == nil, !number.bare { local.dirty = true }
  }

  private func isRate(_ segment: Segment) -> Bool {
    segment.tokens.contains { roles($0).contains(.rate) } && segment.tokens.contains { roles($0).contains(.label) }
  }

  private struct Tail {
    /// A word nobody declared follows the unit.
    var unknown = false
    var approximate = false
    var bounded = false
    /// The first name after the number in the same segment.
    var name: Int?
    var nameHasNumber = false
    /// 均 stands before that name.
    var each = false
    /// A negation stands before it.
    var denied = false
  }

  private func tail(after token: Int, in segment: Segment) -> Tail {
    var tail = Tail()
    var index = token + 1
    loop: while index < segment.tokens.upperBound {
      switch tokens[index].kind {
      case .word(let entry):
        let roles = grammar.lexicon.entries[entry].roles
        if roles.contains(.label), !roles.contains(.total) {
          if tail.name != nil { break }
          tail.name = index
        } else if roles.contains(.other) {
          tail.unknown = tail.unknown || tail.name == nil
          break loop
        } else if !roles.isDisjoint(with: [.comparison, .cumulative, .otherPeriod, .rate, .plan]) {
          break loop
        } else if roles.contains(.negation) {
          tail.denied = true
          break loop
        }
        if tail.name == nil {
          if roles.contains(.approximateAfter) { tail.approximate = true }
          if roles.contains(.boundAfter) { tail.bounded = true }
          if roles.contains(.each) { tail.each = true }
          if roles.contains(.idiom) { tail.unknown = true }
        }
      case .unit: break
      case .number(let next):
        if tail.name != nil { tail.nameHasNumber = true } else if next.amount == nil { tail.unknown = true }
        break loop
      case .period, .items, .link, .mark, .year: break loop
      case .unknown, .aside, .day:
        if tail.name == nil { tail.unknown = true } else { tail.nameHasNumber = true }
        break loop
      }
      index += 1
    }
    return tail
  }

  private mutating func forward(_ number: NarrativeToken.Number, _ range: Range<Int>, tail: Tail) {
    let names = joinedNames()
    lastNames = pending
    let span = (names.first?.range.lowerBound ?? range.lowerBound)..<range.upperBound
    if names.count > 1 {
      let matches = names.map { ($0, candidate($0.entry, number)) }
      let slots = Set(matches.compactMap { $0.1?.label.slot })
      if local.each {
        for case (let name, let match?) in matches { bind(number, to: match.label, name, span, tail: tail) }
      } else if slots.count == 1, matches.allSatisfy({ $0.1 != nil }), let first = matches.first, let match = first.1 {
        bind(number, to: match.label, first.0, span, tail: tail)
      } else {
        for slot in slots { doubt(slot, span) }
      }
      return
    }
    // 停电、销户各1户, where 停电、销户 is one name: one or two?
    if local.each, number.amount?.isZero != true, let name = names.last, let match = candidate(name.entry, number) {
      return doubt(match.label.slot, span)
    }
    var chosen: (name: Pending, label: NarrativeLexicon.Label, own: Bool)?
    for name in pending.reversed() {
      guard let match = candidate(name.entry, number) else { continue }
      if let near = chosen {
        // 新增电力筛查3家 is a part of the total; 市级媒体报道3篇 may be either.
        if match.own, match.label.slot != near.label.slot, !near.own || match.label.slot != grammar.head {
          doubt(near.label.slot, span)
          doubt(match.label.slot, span)
          return
        }
      } else {
        chosen = (name, match.label, match.own)
      }
    }
    guard let (name, label, _) = chosen else {
      guard number.unit == nil, let name = names.last else { return }
      for label in grammar.lexicon.entries[name.entry].labels where isNumber(label.slot) {
        if number.unfilled {
          doubt(label.slot, span, flag: .unfilledSlot)
        } else {
          doubt(label.slot, span, flag: number.bare ? .unitMissing : .ambiguous)
        }
        break
      }
      return
    }
    bind(number, to: label, name, name.range.lowerBound..<range.upperBound, tail: tail)
  }

  private mutating func backward(
    _ number: NarrativeToken.Number, _ range: Range<Int>, name token: Int, in segment: Segment
  ) -> Bool {
    guard case .word(let entry) = tokens[token].kind, let match = candidate(entry, number),
      match.own || grammar.numberFirst.contains(match.label.slot)
    else { return false }
    // What follows the name must be harmless, and its number must not come after a colon.
    var after = token + 1
    while after < segment.tokens.upperBound, isIdle(after) { after += 1 }
    let name = Pending(entry: entry, joined: false, prefixed: false, range: tokens[token].range)
    let span = range.lowerBound..<tokens[token].range.upperBound
    let clean = after >= segment.tokens.upperBound && segment.next != .colon
    var number = number
    if !clean { number.amount = nil }
    bind(number, to: match.label, name, span, tail: Tail())
    lastNames = [name]
    for index in token..<segment.tokens.upperBound { local.used.insert(index) }
    return true
  }

  /// A number without a name of its own: 共3家, 5月1家, 1起500元.
  private mutating func bare(
    _ number: NarrativeToken.Number, _ range: Range<Int>, tail: Tail, at token: Int, in segment: Segment
  ) {
    guard let unit = number.unit else { return }
    func own(_ slot: Int) -> Bool {
      isNumber(slot) && (grammar.use(of: unit, for: slot).map { $0.kind != .mismatch } ?? false)
    }
    let anonymous = Pending(entry: -1, joined: false, prefixed: false, range: range)

    // 共计200元 after 发放1起: a total word that the template gives a slot.
    if local.total, let named = positional(before: token, unit: unit), !lastNames.isEmpty || !bound.isEmpty {
      return bind(number, to: named, anonymous, range, tail: tail)
    }
    if local.period, !bound.isEmpty {
      let previous = bound.last { $0.mask != scope }.map(\.mask)
      let slots = Set(bound.filter { $0.mask == previous && own($0.slot) }.map(\.slot))
      if slots.count == 1, let slot = slots.first {
        return bind(number, to: .init(slot: slot, strength: .strong, canonical: true), anonymous, range, tail: tail)
      }
      for slot in slots { doubt(slot, range) }
      return
    }
    if local.total {
      let slots = column.slots.indices.filter { slot in
        own(slot) && Set(bound.filter { $0.slot == slot }.map(\.mask)).count > 1
      }
      if slots.count == 1, let slot = slots.first {
        return bind(number, to: .init(slot: slot, strength: .strong, canonical: true), anonymous, range, tail: tail)
      }
      for slot in slots { doubt(slot, range) }
      if !slots.isEmpty { return }
    }
    // 发放1起500元, 拆除违法建筑1宗、300平方米: the same name, another of its slots.
    let stated = Set(assertions.filter { $0.mask == scope }.map(\.slot))
    for name in lastNames.reversed() {
      let labels = grammar.lexicon.entries[name.entry].labels.filter { own($0.slot) && !stated.contains($0.slot) }
      if labels.count == 1, let label = labels.first { return bind(number, to: label, name, range, tail: tail) }
    }
    // 罚款1.5万元，0.5万元: the same quantity once more, with nothing to say what it is.
    if let name = lastNames.last, !tail.unknown, tail.name == nil, !tail.denied,
      let label = grammar.lexicon.entries[name.entry].labels.first(where: { own($0.slot) && stated.contains($0.slot) })
    {
      return doubt(label.slot, range)
    }
    if let head = grammar.head, own(head), bound.isEmpty, assertions.isEmpty, opens(at: token, in: segment) {
      return bind(number, to: .init(slot: head, strength: .strong, canonical: true), anonymous, range, tail: tail)
    }
  }

  /// Whether only a period and a total word stand before: 5月共3家.
  private func opens(at token: Int, in segment: Segment) -> Bool {
    token > segment.tokens.lowerBound
      && (segment.tokens.lowerBound..<token).allSatisfy { index in
        if case .period = tokens[index].kind { return true }
        return roles(index).contains(.total)
      }
  }

  private func positional(before token: Int, unit: Int) -> NarrativeLexicon.Label? {
    var index = token - 1
    while index >= 0, isIdle(index) {
      if case .word(let entry) = tokens[index].kind, roles(index).contains([.label, .total]) {
        return grammar.lexicon.entries[entry].labels.first {
          grammar.use(of: unit, for: $0.slot).map { $0.kind != .mismatch } ?? false
        }
      }
      index -= 1
    }
    return nil
  }

  /// `新增散乱污企业（场所）  家`: the name and the unit, and nothing between.
  private mutating func blankUnit(_ unit: Int, at token: Int, in segment: Segment) {
    guard token + 1 >= segment.tokens.upperBound, !local.dirty, elsewhere == nil, let name = pending.last,
      let match = candidate(name.entry, .init(amount: nil, unit: unit))
    else { return }
    doubt(match.label.slot, name.range.lowerBound..<tokens[token].range.upperBound, flag: .unfilledSlot)
    pending = []
  }

  // MARK: - Series

  /// 分别: numbers in a row, each for the next month or the next name.
  private mutating func gather(_ number: NarrativeToken.Number, _ range: Range<Int>, at token: Int) -> Bool {
    guard var open = series else { return false }
    if open.names.isEmpty { open.names = joinedNames() }
    if open.names.isEmpty { open.names = Array(lastNames.suffix(1)) }
    // 分别为4月2家、5月1家 says the month itself; a total ends the row.
    if local.total || local.period && !open.numbers.isEmpty || open.names.isEmpty || open.numbers.count >= 12 {
      closeSeries()
      return false
    }
    if !open.numbers.isEmpty, !pending.isEmpty, pending.last?.range.lowerBound ?? 0 > open.numbers[0].range.lowerBound {
      closeSeries()
      return false
    }
    open.numbers.append((number, range))
    series = open
    pending = []
    return true
  }

  private mutating func closeSeries() {
    guard let open = series else { return }
    series = nil
    guard !open.numbers.isEmpty else { return }
    let count = open.numbers.count
    let months = open.months.count > 1 ? open.months : []
    let saved = scope
    defer { scope = saved }
    if open.names.count == count, count > 1 {
      // 4月、5月分别查封、立案1起、2起 could go by month or by name.
      if months.count == count { return doubtAll(open) }
      for (name, item) in zip(open.names, open.numbers) {
        if let match = candidate(name.entry, item.number) {
          bind(item.number, to: match.label, name, item.range, tail: Tail())
        }
      }
    } else if open.names.count == 1, let name = open.names.first, months.count == count {
      for (month, item) in zip(months, open.numbers) {
        scope = 1 << UInt16(month)
        if let match = candidate(name.entry, item.number) {
          bind(item.number, to: match.label, name, item.range, tail: Tail())
        }
      }
    } else {
      doubtAll(open)
    }
  }

  private mutating func doubtAll(_ series: Series) {
    for name in series.names {
      for item in series.numbers {
        if let match = candidate(name.entry, item.number) { doubt(match.label.slot, item.range) }
      }
    }
  }

  // MARK: - Assertions

  private mutating func remember(_ label: NarrativeLexicon.Label) { if !label.canonical { canonicalOnly = false } }

  private mutating func bind(
    _ number: NarrativeToken.Number, to label: NarrativeLexicon.Label, _ name: Pending, _ range: Range<Int>, tail: Tail
  ) {
    let slot = label.slot
    if label.strength == .unsure, name.entry >= 0 {
      for label in grammar.lexicon.entries[name.entry].labels { doubt(label.slot, range) }
      return
    }
    if number.unfilled { return doubt(slot, range, flag: .unfilledSlot) }
    guard let amount = number.amount else { return doubt(slot, range) }
    if number.chinese { note(.zhNumeral) }
    if number.approximate { note(.approx) }
    var value = amount
    if let unit = number.unit, let use = grammar.use(of: unit, for: slot) {
      let power = grammar.powers[slot]
      guard let scaled = use.factor.map({ amount.multiplied(by: $0) }) ?? amount,
        let converted = scaled.multiplied(byTenTo: -power)
      else { return doubt(slot, range) }
      value = converted
      if use.kind == .mismatch { note(.unitMismatch) }
      if !amount.isZero, use.kind == .converted || number.tenThousand != (power == 4) { note(.unitConverted) }
    }
    if column.slots[slot].type == .int, !value.isWhole { return doubt(slot, range, flag: .notWhole) }
    remember(label)
    // 新增3家电力筛查企业: another name without a number of its own claims this one too.
    if let token = tail.name, !tail.nameHasNumber, !tail.each, !tail.denied, case .word(let entry) = tokens[token].kind,
      let rival = candidate(entry, number), rival.own,
      !grammar.lexicon.entries[entry].labels.contains(where: { $0.slot == slot })
    {
      doubt(rival.label.slot, range)
      return doubt(slot, range)
    }
    let firmness: NarrativeAssertion.Firmness =
      tail.unknown || local.dated ? .doubtful : name.prefixed ? .prefixed : .clean
    assert(
      slot, value, range: range, firmness: firmness, strength: label.strength, entry: name.entry < 0 ? nil : name.entry)
  }

  private mutating func assert(
    _ slot: Int, _ value: Amount, range: Range<Int>, firmness: NarrativeAssertion.Firmness,
    strength: NarrativeLexicon.Label.Strength = .strong, entry: Int? = nil
  ) {
    var mask = scope
    var isTotal = false
    if local.total, !local.period {
      let masks = Set(assertions.filter { $0.slot == slot }.map(\.mask))
      if masks.count > 1 && masks.contains(scope)
        || local.totalFirst && !sentenceHasPeriod && Set(assertions.map(\.mask)).count > 1
      {
        mask = 0
        isTotal = true
        // What follows a total, 其中…, is part of the total.
        scope = 0
      }
    }
    assertions.append(
      NarrativeAssertion(
        slot: slot, value: firmness == .doubtful ? nil : value, mask: mask, firmness: firmness, strength: strength,
        entry: entry,
        isTotal: isTotal || local.total, isSubset: afterSubset, range: range))
    bound.append((slot, mask, entry))
    freshPeriod = false
  }

  private mutating func doubt(_ slot: Int, _ range: Range<Int>, flag: NarrativeFlag = .ambiguous) {
    note(flag)
    assertions.append(
      NarrativeAssertion(
        slot: slot, value: nil, mask: scope, firmness: .doubtful, isSubset: afterSubset, range: range))
  }
}
