/// Numerals with what follows them: a unit, a month, a day, or something that makes them no number of ours.
extension NarrativeLexer {
  func skipSpaces(_ start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end] == Script.space || scalars[end] == Script.underscore { end += 1 }
    return end
  }

  func begins(_ word: [UInt32], at start: Int) -> Bool {
    start <= scalars.count && scalars[start...].starts(with: word)
  }

  func wordlessPeriod() -> (period: NarrativeToken.Period, end: Int)? {
    if let end = threeMonths(), let quarter { return (quarterPeriod(quarter.quarter), end) }
    if begins(Script.firstMonth, at: at),
      case (.period(let period), let end)? = period(.init(amount: .init(digits: 1, scale: 0), end: at + 1), year: nil)
    {
      return (period, end)
    }
    guard let word = Script.thisQuarter.first(where: { begins($0, at: at) }) else {
      if scalars[at] == 0x71, at + 1 < scalars.count, (0x31...0x34).contains(scalars[at + 1]),
        at + 2 >= scalars.count || !Script.isDigit(scalars[at + 2])
      {
        return (quarterPeriod(Int(scalars[at + 1] - 0x30)), at + 2)
      }
      return nil
    }
    guard let quarter else { return (.init(months: [], placed: true), at + word.count) }
    return (quarterPeriod(quarter.quarter), at + word.count)
  }

  /// 三个月 at the head of a clause: the quarter's three.
  func threeMonths() -> Int? {
    if let last = tokens.last { guard case .mark = last.kind else { return nil } }
    guard let numeral = Script.numeral(in: text, at: at), numeral.amount == Amount(digits: 3, scale: 0),
      begins(Script.countedMonths, at: numeral.end)
    else { return nil }
    return numeral.end + Script.countedMonths.count
  }

  func quarterPeriod(_ quarter: Int, year: Int? = nil) -> NarrativeToken.Period {
    .init(months: Array((quarter * 3 - 2)...(quarter * 3)), year: year, isQuarter: true)
  }

  mutating func number(like: Bool = false) {
    var start = at
    var ordinal = false
    if scalars[start] == Script.ordinal {
      start = skipSpaces(start + 1)
      ordinal = true
      if start < scalars.count, scalars[start] == Script.star {
        // 第*季度 is a blank, not a number.
        return blank(after: start + 1)
      }
    }
    guard start < scalars.count, let numeral = Script.numeral(in: text, at: start) else {
      return add(.unknown, to: at + 1)
    }
    if let end = enumerator() { return add(.mark(.sentence), to: end) }
    if let period = pointedYear() ?? period(numeral, year: nil) {
      return add(period.kind, to: period.end)
    }
    if ordinal { return add(.aside, to: numeral.end) }
    quantity(numeral, like: like)
  }

  /// The unit that the word before counts: 新增家数：3.
  func countedUnit() -> Int? {
    let before = tokens.last { if case .mark(.colon) = $0.kind { false } else { true } }
    guard case .word(let entry)? = before?.kind else { return nil }
    let word = grammar.lexicon.entries[entry].word.dropLast()
    guard word.count < grammar.lexicon.entries[entry].word.count,
      grammar.lexicon.entries[entry].word.last == Script.count
    else { return nil }
    // 总家数 as well.
    for start in word.indices.prefix(2) {
      if let unit = grammar.units.match(Array(word), at: start), unit.end == word.count { return unit.entry }
    }
    return nil
  }

  /// (万元).
  func bracketedUnit(_ start: Int) -> NarrativeToken.BracketedUnit? {
    guard start < scalars.count, scalars[start] == Script.open else { return nil }
    var next = skipSpaces(start + 1)
    let tenThousand = next < scalars.count && Script.isTenThousand(scalars[next])
    if tenThousand { next += 1 }
    guard let unit = grammar.units.match(scalars, at: next) else { return nil }
    let end = skipSpaces(unit.end)
    guard end < scalars.count, scalars[end] == Script.close else { return nil }
    return .init(entry: unit.entry, tenThousand: tenThousand, end: end + 1)
  }

  /// The number of a list's item: 1.4月…, 2、5月…, 1.12345热线…, 情况：1.整治3家；2.…, （1）整治3家，（2）…
  mutating func enumerator() -> Int? {
    let before = scalars[..<at].last { $0 != Script.space }.map(Script.mark) ?? .newline
    guard [.newline, .sentence, .semicolon, .comma, .colon, .open].contains(before) else { return nil }
    var end = at
    while end < scalars.count, Script.isDigit(scalars[end]), end - at < 3 { end += 1 }
    guard (1...2).contains(end - at), end < scalars.count,
      before == .open
        ? scalars[end] == Script.close : scalars[end] == Script.point || scalars[end] == Script.listComma
    else { return nil }
    let item = scalars[at..<end].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    let behind = skipSpaces(end + 1)
    if behind < scalars.count, !Script.isDigit(scalars[behind]) {
      guard item > 1 ? before != .colon && listItem == item - 1 : isFollowed(by: item + 1, scalars[end], from: behind)
      else { return nil }
      listItem = item
      return before == .open ? end : end + 1
    }
    guard ![.comma, .colon, .open].contains(before) else { return nil }
    // 1.12345热线2件: the literal begins behind the mark.
    if end + 1 < scalars.count, Script.isDigit(scalars[end + 1]), grammar.lexicon.match(scalars, at: end + 1) != nil {
      listItem = item
      return end + 1
    }
    guard
      let month = Script.numeral(in: text, at: behind), let value = small(month, in: 1...12),
      begins([Script.month], at: skipSpaces(month.end))
    else { return nil }
    if scalars[end] == Script.listComma {
      // 1、2月 are two months; 1、4月 in the second quarter, or 2、2月, is an item.
      let months = quarter.map { ($0.quarter * 3 - 2)...($0.quarter * 3) }
      guard item >= value || months.map({ $0.contains(value) && !$0.contains(item) }) ?? false else { return nil }
    }
    listItem = item
    return end + 1
  }

  /// Whether a next item stands in reach.
  private func isFollowed(by item: Int, _ mark: UInt32, from start: Int) -> Bool {
    let number = Script.word("\(item)") + [mark]
    return (start..<min(scalars.count, start + Self.longestItem)).contains { at in
      switch Script.mark(scalars[at]) {
      case .newline, .sentence, .semicolon, .comma, .open: begins(number, at: skipSpaces(at + 1))
      default: false
      }
    }
  }

  private static let longestItem = 200

  /// 2022.4月.
  func pointedYear() -> (kind: NarrativeToken.Kind, end: Int)? {
    guard at + 5 < scalars.count, scalars[at..<(at + 4)].allSatisfy(Script.isDigit), scalars[at + 4] == Script.point,
      let month = Script.numeral(in: text, at: at + 5)
    else { return nil }
    let year = scalars[at..<(at + 4)].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard (1900...2099).contains(year) else { return nil }
    return period(month, year: year)
  }

  func small(_ numeral: Script.Numeral, in range: ClosedRange<Int>) -> Int? {
    guard let amount = numeral.amount, amount.isWhole, range.contains(amount.digits) else { return nil }
    return amount.digits
  }

  /// Months, quarters, years and days that begin with `numeral`; nil when it is a quantity.
  func period(_ numeral: Script.Numeral, year: Int?) -> (kind: NarrativeToken.Kind, end: Int)? {
    let after = skipSpaces(numeral.end)
    guard after < scalars.count else { return nil }
    if scalars[after] == Script.year, year == nil {
      guard let value = small(numeral, in: 0...9999), value >= 1900 || (10...99).contains(value) else { return nil }
      let written = value < 100 ? 2000 + value : value
      var next = skipSpaces(after + 1)
      if next < scalars.count,
        scalars[next] == NarrativeScript.scalar("度") || scalars[next] == NarrativeScript.scalar("的")
      {
        next = skipSpaces(next + 1)
      }
      if next < scalars.count, scalars[next] == Script.ordinal { next = skipSpaces(next + 1) }
      if let second = Script.numeral(in: text, at: next), let period = period(second, year: written) { return period }
      return (.year(written), after + 1)
    }
    if begins(Script.quarter, at: after) || scalars[after] == Script.shortQuarter, let value = small(numeral, in: 1...4)
    {
      let end = begins(Script.quarter, at: after) ? after + 2 : after + 1
      return (.period(quarterPeriod(value, year: year)), end)
    }
    var months: [Int] = []
    var next = after
    var current = numeral
    var joinedByRange = false
    while true {
      guard let month = small(current, in: 1...12) else { return nil }
      if joinedByRange, let last = months.last {
        guard month > last else { return (.period(.init(months: [], year: year, placed: false)), current.end) }
        months.append(contentsOf: (last + 1)...month)
      } else {
        months.append(month)
      }
      next = skipSpaces(current.end)
      let closed = next < scalars.count && scalars[next] == Script.month
      if closed {
        next += 1
        if begins(Script.monthShare, at: next) { next += 1 }
        if let day = day(next) { return dayRange(from: month, day: day.day, day.end, year: year) }
        if next < scalars.count, Script.monthPoints.contains(scalars[next]) { return (.day, next + 1) }
      }
      // Another month joined to this one?
      let joiner = skipSpaces(next)
      guard joiner < scalars.count,
        Script.rangeMarks.contains(scalars[joiner]) || Script.monthJoiners.contains(scalars[joiner])
      else { return closed ? (.period(.init(months: months, year: year)), next) : nil }
      var behind = skipSpaces(joiner + 1)
      let isRange = Script.rangeMarks.contains(scalars[joiner])
      if isRange, behind < scalars.count, Script.rangeMarks.contains(scalars[behind]) {
        behind = skipSpaces(behind + 1)
      }
      if let other = Script.numeral(in: text, at: behind), endsInMonth(other), months.count < 12 {
        current = other
        joinedByRange = isRange
        continue
      }
      return closed ? (.period(.init(months: months, year: year)), next) : nil
    }
  }

  /// Whether a numeral, or the list or range it begins, is followed by 月 within a few numerals.
  func endsInMonth(_ numeral: Script.Numeral) -> Bool {
    var numeral = numeral
    for _ in 0..<12 {
      guard small(numeral, in: 1...12) != nil else { return false }
      let next = skipSpaces(numeral.end)
      guard next < scalars.count else { return false }
      if scalars[next] == Script.month { return true }
      guard Script.rangeMarks.contains(scalars[next]) || Script.monthJoiners.contains(scalars[next]),
        let other = Script.numeral(in: text, at: skipSpaces(next + 1))
      else { return false }
      numeral = other
    }
    return false
  }

  func day(_ start: Int) -> (day: Int, end: Int)? {
    guard let numeral = Script.numeral(in: text, at: skipSpaces(start)), let day = small(numeral, in: 1...31) else {
      return nil
    }
    let next = skipSpaces(numeral.end)
    guard next < scalars.count, Script.day.contains(scalars[next]) else { return nil }
    return (day, next + 1)
  }

  /// 3月21日至6月20日 is the period, and so is 2021年12月21日至2022年3月20日; one day alone is none.
  func dayRange(from month: Int, day: Int, _ end: Int, year: Int?) -> (kind: NarrativeToken.Kind, end: Int) {
    let joiner = skipSpaces(end)
    guard joiner < scalars.count, Script.rangeMarks.contains(scalars[joiner]) else { return (.day, end) }
    var behind = skipSpaces(joiner + 1)
    // 6月3日至5日.
    if let close = self.day(behind) { return (.day, close.end) }
    var lastYear = year
    if let numeral = Script.numeral(in: text, at: behind), let written = small(numeral, in: 1900...2099) {
      let next = skipSpaces(numeral.end)
      if next < scalars.count, scalars[next] == Script.year { (lastYear, behind) = (written, skipSpaces(next + 1)) }
    }
    guard let numeral = Script.numeral(in: text, at: behind), let last = small(numeral, in: 1...12) else {
      return (.day, end)
    }
    let next = skipSpaces(numeral.end)
    guard next < scalars.count, scalars[next] == Script.month, let close = self.day(next + 1) else {
      return (.day, end)
    }
    guard let quarter else { return (.period(.init(months: [], placed: false)), close.end) }
    let months = (quarter.quarter * 3 - 2)...(quarter.quarter * 3)
    let before = months.lowerBound == 1 ? 12 : months.lowerBound - 1
    let starts = month == before && day >= 15 ? months.lowerBound : month
    guard months.contains(starts), months.contains(last), starts <= last else {
      return (.period(.init(months: [], placed: false)), close.end)
    }
    // 2021年12月21日至3月20日 ends in the next year, unless another is written.
    if let year, lastYear == year, month > last { lastYear = year + 1 }
    return (.period(.init(months: Array(starts...last), year: lastYear)), close.end)
  }

  /// 200元/起, 56家/月.
  private func isRate(_ end: Int) -> Bool {
    guard end < scalars.count, scalars[end] == Script.slash else { return false }
    let next = skipSpaces(end + 1)
    return grammar.units.match(scalars, at: next) != nil || next < scalars.count && scalars[next] == Script.month
  }

  /// A number, the multiplier, 余 and unit after it; or an aside.
  mutating func quantity(_ numeral: Script.Numeral, like: Bool) {
    var number = NarrativeToken.Number(
      amount: numeral.amount, chinese: numeral.chinese, tenThousand: numeral.tenThousand, numberlike: like)
    var end = skipSpaces(numeral.end)
    func inside() -> Int? {
      grammar.approximateInside.first { begins($0, at: end) }.map { end + $0.count }
    }
    if let next = inside() {
      number.approximate = true
      end = skipSpaces(next)
    }
    // 3.5万, 1万2千: the parts must fall.
    var lastPower = Int.max
    while !numeral.chinese, end < scalars.count, let power = Script.power(scalars[end]) {
      guard let amount = number.amount, lastPower == .max else {
        number.amount = nil
        end += 1
        continue
      }
      number.amount = amount.multiplied(byTenTo: power)
      if power == 4 { number.tenThousand = true }
      lastPower = power
      end = skipSpaces(end + 1)
      if let part = Script.numeral(in: text, at: end) {
        let next = skipSpaces(part.end)
        if next < scalars.count, !part.chinese, let power = Script.power(scalars[next]), power < lastPower,
          let sum = part.amount?.multiplied(byTenTo: power)
        {
          number.amount = number.amount?.adding(sum)
          number.tenThousand = false
          end = skipSpaces(next + 1)
        } else {
          number.amount = nil
          end = part.end
        }
      }
    }
    if let next = inside() {
      number.approximate = true
      end = skipSpaces(next)
    }
    // A range, a fraction, a time, a date with dashes: several numbers where one should be.
    var more = end
    while more < scalars.count,
      Script.rangeMarks.contains(scalars[more]) || scalars[more] == 0x2F || Script.mark(scalars[more]) == .colon,
      let other = Script.numeral(in: text, at: skipSpaces(more + 1)),
      Script.mark(scalars[more]) != .colon || more == numeral.end && Script.isDigit(scalars[more - 1])
    {
      number.amount = nil
      end = skipSpaces(other.end)
      if end < scalars.count, Script.power(scalars[end]) != nil { end = skipSpaces(end + 1) }
      more = end
    }
    if let unit = bracketedUnit(end) {
      number.take(unit)
      return add(.number(number), to: unit.end)
    }
    if let unit = grammar.units.match(scalars, at: end) {
      number.unit = unit.entry
      number.isRate = isRate(unit.end)
      // 1万元至2万元.
      let behind = skipSpaces(unit.end)
      if behind < scalars.count, NarrativeScript.rangeMarks.contains(scalars[behind]),
        let other = Script.numeral(in: text, at: skipSpaces(behind + 1)),
        begins([Script.month], at: skipSpaces(other.end)) == false
      {
        number.amount = nil
        return add(.number(number), to: other.end)
      }
      return add(.number(number), to: unit.end)
    }
    // 0591-87531234, FZ number without letters: more digits than any count has, and no unit.
    if !numeral.chinese, end - at >= 7, !number.tenThousand, !scalars[at..<end].contains(Script.point) {
      return add(.aside, to: end)
    }
    if end < scalars.count, Script.asides.contains(scalars[end]) {
      return add(.aside, to: end + 1)
    }
    // Digits, a blank, digits: which of them counts?
    if end < scalars.count, Script.isDigit(scalars[end]), let other = Script.numeral(in: text, at: end) {
      let unit = grammar.units.match(scalars, at: skipSpaces(other.end))
      number.amount = nil
      number.unit = unit?.entry
      return add(.number(number), to: unit?.end ?? other.end)
    }
    if end < scalars.count, scalars[end] == Script.star {
      number.amount = nil
      number.unit = grammar.units.match(scalars, at: end + 1)?.entry
      return add(.number(number), to: grammar.units.match(scalars, at: end + 1)?.end ?? end + 1)
    }
    number.bare = end >= scalars.count || Script.mark(scalars[end]) != nil
    if number.bare, let unit = headedUnit {
      number.take(unit)
    } else if number.bare {
      number.unit = countedUnit()
    }
    add(.number(number), to: max(end, at + 1))
  }
}
