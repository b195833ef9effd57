/// Periods, names, and the words that change what a number after them means.
extension NarrativeReader {
  /// Takes the period as the one that follows is about; false when it is not this quarter's.
  mutating func place(_ period: NarrativeToken.Period) -> Bool {
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
    if subset > 0, outerScope == nil, scope == 0 || scope & period.mask == period.mask, scope != period.mask {
      outerScope = scope
    }
    if !pending.isEmpty { nameLeads = true }
    scope = period.mask
    scopeMonths = period.months
    scopeIsQuarter = period.isQuarter
    mask |= period.mask
    sentenceHasPeriod = true
    freshPeriod = true
    local.period = true
    local.dated = false
    if outerScope == nil { subset = 0 }
    return true
  }

  mutating func period(_ period: NarrativeToken.Period, at index: Int) {
    let before = roles(index - 1)
    // 预计12月新增1家: the month is the plan's.
    if local.planned, elsewhere == .distractorNumber { return }
    if isCompared(at: index) {
      local.aside = .distractorNumber
      return
    }
    var behindYear = false
    if index > 0, case .year = tokens[index - 1].kind { behindYear = true }
    if !before.isDisjoint(with: [.until, .otherPeriod]) || behindYear && elsewhere == .otherPeriod {
      elsewhere = before.contains(.otherPeriod) ? .otherPeriod : .cumulativeIgnored
      return
    }
    _ = place(period)
  }

  mutating func word(_ index: Int, at token: Int, in segment: Segment) {
    let entry = grammar.lexicon.entries[index]
    let roles = entry.roles
    if roles.contains(.label), !roles.contains(.total) {
      return name(index, at: token, in: segment)
    }
    // 未发现已取缔企业反弹: says which.
    if roles.contains(.other), local.denied, self.roles(token + 1).contains(.noun) { return }
    if roles.contains(.other), !roles.contains(.suffix) || !isNumber(at: token - 1) {
      pending = []
      lastNames = []
      local.dirty = true
      return
    }
    // 占年度任务20家的25%: neither a year's figure nor a plan.
    if roles.contains(.comparison) { local.compared = true }
    if roles.contains(.cumulative), !local.compared {
      // 二季度累计 is the quarter's own total; 6月累计 may be the year's.
      if local.period, elsewhere == nil, scope.nonzeroBitCount > 1 {
        local.total = true
      } else {
        if elsewhere == nil, sentenceHasPeriod, scope.nonzeroBitCount > 1 { interrupted = true }
        local.interrupts = true
        elsewhere = .cumulativeIgnored
      }
    }
    if roles.contains(.until) { elsewhere = .cumulativeIgnored }
    if roles.contains(.otherPeriod) {
      if isCompared(at: token) {
        local.aside = .distractorNumber
      } else {
        elsewhere = .otherPeriod
      }
    }
    if !roles.isDisjoint(with: [.comparison, .rate, .order]) { local.aside = .distractorNumber }
    if roles.contains(.rate) { local.rate = true }
    // 无整治任务 denies, and plans nothing.
    if roles.contains(.plan), !local.denied, !local.compared {
      elsewhere = .distractorNumber
      local.planned = true
    }
    if roles.contains(.total) {
      local.total = true
      if token == segment.tokens.lowerBound { local.totalFirst = true }
    }
    if roles.contains(.subset) { subset = outside.count + 1 }
    if roles.contains(.addition) {
      local.addition = true
      subset = 0
    }
    if roles.contains(.joiner), !pending.isEmpty { local.joiner = true }
    if roles.contains(.each) {
      local.each = true
      if local.period, scope.nonzeroBitCount > 1 { local.eachMonth = true }
    }
    if roles.contains(.rest) { local.rest = true }
    if roles.contains(.approximateBefore) { local.approximate = true }
    if roles.contains(.bound) { local.bounded = true }
    if roles.contains(.respectively) {
      closeSeries()
      local.total = false
      // 每月新增分别为1家、0家、2家: no rate but a row.
      if local.rate, local.aside == .distractorNumber { local.aside = nil }
      series = Series(months: freshPeriod ? scopeMonths : [], isQuarter: scopeIsQuarter, names: joinedNames())
    }
    if roles.contains(.negation) { deny(at: token, in: segment) }
    // 余8家计划年内完成: what is left.
    if roles.contains(.approximateInside), !isNumber(at: token - 1) { local.dirty = true }
    if !roles.isDisjoint(with: [.idiom, .boundAfter, .addition]), roles.isDisjoint(with: Self.idle) {
      local.dirty = true
    }
  }

  /// 较三季度增加2家, 与上季度持平: a difference, and no step to another period.
  func isCompared(at period: Int) -> Bool {
    roles(period - 1).contains(.comparison)
      || roles(period - 1).contains(.joiner) && roles(period + 1).contains(.comparison)
  }

  func isUnit(at index: Int) -> Bool {
    guard tokens.indices.contains(index), case .unit = tokens[index].kind else { return false }
    return true
  }

  func isPeriod(_ index: Int) -> Bool {
    guard tokens.indices.contains(index), case .period = tokens[index].kind else { return false }
    return true
  }

  func isNumber(at index: Int) -> Bool {
    guard tokens.indices.contains(index), case .number = tokens[index].kind else { return false }
    return true
  }

  /// 无 before a name denies it; after a name, at the segment's end, it is its value.
  mutating func deny(at token: Int, in segment: Segment) {
    let ends = ((token + 1)..<max(token + 1, segment.tokens.upperBound)).allSatisfy { isIdle($0) }
    if ends, local.rest, !local.dirty {
      if elsewhere == nil { restIsZero = scope }
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
    if ends, pending.isEmpty, !local.dirty, token + 1 < segment.tokens.upperBound, elsewhere == nil,
      let (head, entry) = deniedHead(at: token)
    {
      assert(head, .zero, range: tokens[token].range, firmness: .clean, strength: .weak, entry: entry)
    }
    pending = []
    local.denied = true
    local.dirty = false
  }

  /// 未发现散乱污企业: the head, when the negation itself ends in one of its names.
  func deniedHead(at token: Int) -> (slot: Int, entry: Int)? {
    guard let head = grammar.head, case .word(let entry) = tokens[token].kind else { return nil }
    let word = grammar.lexicon.entries[entry].word
    for start in word.indices.dropFirst() {
      if let match = grammar.lexicon.match(word, at: start), match.end == word.count,
        grammar.lexicon.entries[match.entry].labels.contains(where: { $0.slot == head })
      {
        return (head, match.entry)
      }
    }
    return nil
  }

  func joinedNames() -> [Pending] {
    var names: [Pending] = []
    for name in pending.reversed() {
      names.append(name)
      if !name.joined { break }
    }
    return names.reversed()
  }

  mutating func zero(_ entry: Int, range: Range<Int>, prefixed: Bool) {
    guard elsewhere == nil, local.aside == nil else { return note(elsewhere ?? .distractorNumber) }
    let labels = labels(of: entry)
    guard let first = labels.min(by: { $0.slot < $1.slot }), isNumber(first.slot) else { return }
    if first.strength == .unsure {
      for label in labels { doubt(label.slot, range) }
      return
    }
    // 57家未反弹 says nothing of the others.
    if let some = local.subject, !local.each,
      !assertions.contains(where: { $0.slot == grammar.head && $0.value == some })
    {
      return note(.ambiguous)
    }
    remember(first)
    let saved = scope
    // 均未发现反弹 speaks of all the months before.
    if local.each, !local.period { scope = 0 }
    defer { scope = saved }
    assert(first.slot, .zero, range: range, firmness: .clean, strength: first.strength, entry: entry)
  }

  mutating func name(_ entry: Int, at token: Int, in segment: Segment) {
    let range = tokens[token].range
    if grammar.totalNames.contains(entry) { local.total = true }
    // 一季度，累计摸排210家，新增3家: the template's total, not yet stated, goes on with the quarter.
    if interrupted, !local.interrupts, elsewhere == .cumulativeIgnored, let head = grammar.head,
      grammar.lexicon.entries[entry].labels.contains(where: { $0.slot == head && $0.strength == .strong }),
      !assertions.contains(where: { $0.slot == head })
    {
      elsewhere = nil
      interrupted = false
    }
    for label in grammar.lexicon.entries[entry].labels where label.strength == .strong { mentioned.insert(label.slot) }
    if elsewhere == nil {
      for label in grammar.lexicon.entries[entry].labels where label.strength != .continuing {
        named.insert(label.slot)
      }
    }
    if local.denied, !local.dirty {
      var next = token + 1
      while next < segment.tokens.upperBound, isIdle(next) || isUnit(at: next) { next += 1 }
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
          for label in grammar.lexicon.entries[entry].labels where isNumber(label.slot) {
            doubt(label.slot, range, strength: label.strength)
          }
          local.used.insert(next)
          // 未整改的2家企业停电: the denial ends with its number.
          local.denied = false
          local.dirty = true
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
      if segment.gap == [.comma], !local.dirty, subset == 0,
        pending.last?.range == tokens[segment.tokens.lowerBound - 2].range
      {
        local.unnumbered = pending
      }
      pending = []
    }
    if elsewhere == nil { passed = [] }
    local.stray = false
    if local.dirty { local.isPart = true }
    pending.append(
      Pending(
        entry: entry, joined: joined, prefixed: local.isPart, each: !joined && roles(token - 1).contains(.each),
        range: range))
    if pending.count > 16 { pending.removeFirst(pending.count - 16) }
    local.dirty = false
    local.joiner = false
    if !joined { local.each = false }
    if var open = series, open.numbers.isEmpty, open.names.isEmpty || joined {
      open.names = joinedNames()
      series = open
    }
  }

  mutating func take(_ ranges: [Range<Int>], named entry: Int) {
    guard elsewhere == nil else { return }
    for label in grammar.lexicon.entries[entry].labels {
      if let slot = column.slots[label.slot].type == .list ? label.slot : list(countedBy: label.slot) {
        items.append((slot, ranges))
      }
    }
  }

  /// The list whose items a number counts: count(list) = number.
  private func list(countedBy slot: Int) -> Int? {
    let relation = column.relations.first {
      $0.require.sign == .equal && $0.require.right == [.slot(column.slots[slot].key)]
    }
    guard case .count(let key)?? = relation.map(\.require.left.first) else { return nil }
    return column.slots.firstIndex { $0.key == key && $0.type == .list }
  }
}
