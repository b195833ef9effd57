/// 分别, and the assertions everything ends in.
extension NarrativeReader {
  /// 分别: numbers in a row, each for the next month or the next name.
  mutating func gather(_ number: NarrativeToken.Number, _ range: Range<Int>, at token: Int) -> Bool {
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

  mutating func closeSeries() {
    guard var open = series else { return }
    series = nil
    guard let last = open.numbers.last?.number else { return }
    // 分别为2、1、0家: the unit of all, but in 5000、0.5万元 who knows?
    for index in open.numbers.indices where open.numbers[index].number.unit == nil && !last.tenThousand {
      open.numbers[index].number.unit = last.unit
    }
    let count = open.numbers.count
    var months = open.months.count > 1 ? open.months : []
    // 4、5、6月分别整治1家、0家、2家，查封分别为…: by the same months.
    if months.isEmpty, open.names.count == 1 { months = seriesMonths.isEmpty ? monthsTold() : seriesMonths }
    if open.isQuarter, open.names.count == count { months = [] }
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
      let matches = open.numbers.map { candidate(name.entry, $0.number) }
      guard matches.allSatisfy({ $0 != nil }), Set(open.numbers.map(\.number.unit)).count == 1 else {
        return doubtAll(open)
      }
      seriesMonths = months
      for (month, (item, match)) in zip(months, zip(open.numbers, matches)) {
        scope = 1 << UInt16(month)
        if let match { bind(item.number, to: match.label, name, item.range, tail: Tail()) }
      }
    } else {
      doubtAll(open)
    }
  }

  /// The months that the clause has told one by one: 4月2家、5月1家，其中12345分别为….
  private func monthsTold() -> [Int] {
    var months: [Int] = []
    for statement in bound[clauseStart...] where statement.mask.nonzeroBitCount == 1 {
      let month = statement.mask.trailingZeroBitCount
      if !months.contains(month) { months.append(month) }
    }
    return months.count > 1 ? months : []
  }

  mutating func doubtAll(_ series: Series) {
    for name in series.names {
      let matches = series.numbers.map { candidate(name.entry, $0.number) }
      for (item, match) in zip(series.numbers, matches) {
        if let match { doubt(match.label.slot, item.range, item: converted(item.number, for: match.label.slot)) }
      }
      // 分别为2、1、0, without a unit: the nought alone is none.
      if matches.contains(where: { $0 == nil }), let slot = labels(of: name.entry).map(\.slot).min() {
        doubt(slot, series.numbers[0].range, flag: .unitMissing)
      }
    }
  }

  mutating func remember(_ label: NarrativeLexicon.Label) { if !label.canonical { canonicalOnly = false } }

  mutating func bind(
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
    guard let value = converted(number, for: slot) else { return doubt(slot, range) }
    if let unit = number.unit, let use = grammar.use(of: unit, for: slot) {
      if use.kind == .mismatch { note(.unitMismatch) }
      if !amount.isZero, use.kind == .converted || number.tenThousand != (grammar.powers[slot] == 4) {
        note(.unitConverted)
      }
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
      tail.unknown || local.dated || local.subject != nil && subset > 0 ? .doubtful : name.prefixed ? .prefixed : .clean
    assert(
      slot, value, range: range, firmness: firmness, strength: label.strength,
      entry: name.entry < 0 ? nil : name.entry, item: firmness == .doubtful && !tail.unknown ? value : nil,
      unit: number.unit)
  }

  /// The number in the slot's unit.
  func converted(_ number: NarrativeToken.Number, for slot: Int) -> Amount? {
    guard let amount = number.amount else { return nil }
    guard let unit = number.unit else {
      return number.tenThousand ? amount.multiplied(byTenTo: -grammar.powers[slot]) : amount
    }
    guard let use = grammar.use(of: unit, for: slot) else { return amount }
    let scaled = use.factor.map { amount.multiplied(by: $0) } ?? amount
    return scaled?.multiplied(byTenTo: -grammar.powers[slot])
  }

  mutating func assert(
    _ slot: Int, _ value: Amount, range: Range<Int>, firmness: NarrativeAssertion.Firmness,
    strength: NarrativeLexicon.Label.Strength = .strong, entry: Int? = nil, item: Amount? = nil,
    unit: Int? = nil
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
    guard assertions.count < Self.mostAssertions else {
      isOverfull = true
      return
    }
    // 立案2起（某厂罚款1万元、某店罚款2万元），罚款3万元: brackets tell of parts.
    let isDetail = firmness == .prefixed && !outside.isEmpty && !local.addition
    assertions.append(
      NarrativeAssertion(
        slot: slot, value: firmness == .doubtful ? nil : value, mask: mask, firmness: firmness, item: item,
        strength: strength, entry: entry, isTotal: isTotal || local.total,
        subset: isDetail ? subset + 1 : subset, range: range))
    bound.append((slot, mask, entry, unit))
    freshPeriod = false
  }

  mutating func doubt(
    _ slot: Int, _ range: Range<Int>, flag: NarrativeFlag = .ambiguous, item: Amount? = nil, subset: Int? = nil,
    strength: NarrativeLexicon.Label.Strength = .strong
  ) {
    note(flag)
    guard assertions.count < Self.mostAssertions else {
      isOverfull = true
      return
    }
    assertions.append(
      NarrativeAssertion(
        slot: slot, value: nil, mask: scope, firmness: .doubtful, item: item, strength: strength,
        subset: subset ?? self.subset,
        range: range))
  }
}
