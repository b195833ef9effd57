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
    /// 一起: a number only directly after a name.
    var numberlike = false
    /// `*家`: nothing was filled in.
    var unfilled = false
    /// A separator, not an unknown word, follows the digits.
    var bare = false
  }

  struct Period: Hashable {
    /// In the order written, for 分别.
    var months: [Int]
    /// Nil when no year is written.
    var year: Int?
    /// False for parts of a period that the code cannot place.
    var placed = true
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
  private typealias Script = NarrativeScript
  private let grammar: NarrativeGrammar
  private let text: NarrativeScript.Text
  private let scalars: [UInt32]
  private let quarter: (year: Int, quarter: Int)?
  private(set) var tokens: [NarrativeToken] = []
  /// Flags of the literals that ran into a number.
  private(set) var literalFlags: [String] = []
  private var at = 0

  init(_ text: NarrativeScript.Text, grammar: NarrativeGrammar, quarter: (year: Int, quarter: Int)?) {
    self.text = text
    self.scalars = text.scalars
    self.grammar = grammar
    self.quarter = quarter
    tokens.reserveCapacity(scalars.count / 2 + 4)
    while at < scalars.count { step() }
  }

  private mutating func add(_ kind: NarrativeToken.Kind, to end: Int) {
    if case .unknown = kind, let last = tokens.last, case .unknown = last.kind, last.range.upperBound == at {
      tokens[tokens.count - 1].range = last.range.lowerBound..<end
    } else {
      tokens.append(NarrativeToken(kind: kind, range: at..<end))
    }
    at = end
  }

  private mutating func step() {
    let scalar = scalars[at]
    if scalar == Script.space {
      at += 1
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
    } else if let mark = Script.mark(scalar) {
      add(.mark(mark), to: at + 1)
    } else if Script.isLetter(scalar) {
      add(.unknown, to: code(at))
    } else if let end = blankUnit() {
      _ = end
    } else {
      add(.unknown, to: at + 1)
    }
  }

  // MARK: Words

  private mutating func word(_ match: (entry: Int, end: Int)) {
    let entry = grammar.lexicon.entries[match.entry]
    if entry.roles.contains(.literal), Script.isDigit(scalars[match.end - 1]), match.end < scalars.count,
      Script.isDigit(scalars[match.end]), let flag = entry.literalFlag
    {
      // 123452件 is the literal and 2件; 12345678 without a unit is a telephone number.
      if Script.isDigit(scalars[at]), let rest = Script.numeral(in: text, at: match.end),
        grammar.units.match(scalars, at: skipSpaces(rest.end)) == nil
      {
        return number()
      }
      literalFlags.append(flag)
    }
    // A numeral longer than the word, as in 一起 against 一百起, or a number before a unit, is a number.
    if entry.roles.contains(.numberlike) || entry.roles.contains(.idiom), Script.isChineseNumeral(scalars[at]),
      let numeral = Script.numeral(in: text, at: at), numeral.end >= match.end
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
  private mutating func underscores() -> Bool {
    guard scalars[at] == Script.underscore else { return false }
    var end = at
    while end < scalars.count, scalars[end] == Script.underscore || scalars[end] == Script.space { end += 1 }
    let filled = end < scalars.count && (Script.isDigit(scalars[end]) || Script.isChineseNumeral(scalars[end]))
    if filled { at = end } else { blank(after: end) }
    return true
  }

  private mutating func placeholder() -> Bool {
    guard scalars[at] == Script.star else { return false }
    blank(after: at + 1)
    return true
  }

  /// A blank and the unit, month or quarter that follows it.
  private mutating func blank(after start: Int) {
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
  private mutating func blankUnit() -> Int? {
    guard let unit = grammar.units.match(scalars, at: at), case .word? = tokens.last?.kind else { return nil }
    let next = skipSpaces(unit.end)
    guard next >= scalars.count || Script.mark(scalars[next]) != nil || Script.isDigit(scalars[next]) else {
      return nil
    }
    add(.unit(unit.entry), to: unit.end)
    return unit.end
  }

  private func link(_ start: Int) -> Int? {
    guard scalars[start] == 0x68 || scalars[start] == 0x77 else { return nil }
    let rest = scalars[start...]
    guard Self.schemes.contains(where: { rest.starts(with: $0) }) else { return nil }
    var end = start
    while end < scalars.count, Self.inLink(scalars[end]) { end += 1 }
    while end > start, Self.closing.contains(scalars[end - 1]) { end -= 1 }
    return end
  }

  private static let schemes = ["http://", "https://", "www."].map(Script.word)
  private static let closing: Set<UInt32> = [0x2C, 0x2E, 0x3B, 0x29, 0x3A, 0x21]
  private static func inLink(_ scalar: UInt32) -> Bool {
    scalar > 0x20 && scalar < 0x7F && scalar != 0x28 && scalar != 0x29 && scalar != 0x3B && scalar != 0x2C
  }

  /// Letters, and digits and dashes with them: GL2022-0012, PM2.5.
  private func code(_ start: Int) -> Int {
    var end = start
    while end < scalars.count, Script.isLetter(scalars[end]) || Script.isDigit(scalars[end]) || Self.joins(scalars[end])
    {
      end += 1
    }
    while end > start + 1, Self.joins(scalars[end - 1]) { end -= 1 }
    return max(end, start + 1)
  }

  private static func joins(_ scalar: UInt32) -> Bool {
    scalar == 0x2D || scalar == 0x2E || scalar == 0x2F || scalar == 0x5F || scalar == 0x2B
  }

  /// Identifiers after the name of a list: 为GL2022-0012、GL2022-0035.
  private mutating func items() {
    var next = at
    while next < scalars.count {
      if Script.isSpace(scalars[next]) || Script.mark(scalars[next]) == .colon || Script.mark(scalars[next]) == .open {
        next += 1
      } else if let match = grammar.lexicon.match(scalars, at: next),
        grammar.lexicon.entries[match.entry].roles.contains(.filler)
      {
        next = match.end
      } else {
        break
      }
    }
    var items: [Range<Int>] = []
    var end = at
    while next < scalars.count {
      let scalar = scalars[next]
      guard Script.isDigit(scalar) || Script.isLetter(scalar) else { break }
      let stop = code(next)
      let after = skipSpaces(stop)
      // A number with a unit, or text in Chinese around the code, is no identifier we can cut out.
      let clear =
        after >= scalars.count || after > stop || Script.mark(scalars[after]) != nil
        || grammar.lexicon.match(scalars, at: after).map {
          !grammar.lexicon.entries[$0.entry].roles.isDisjoint(with: [.joiner, .suffix])
        } ?? false
      guard clear, stop - next >= 4 else {
        items = []
        break
      }
      items.append(next..<stop)
      end = stop
      next = after
      while next < scalars.count, Script.isSpace(scalars[next]) || Self.parts(scalars[next]) { next += 1 }
      if next < scalars.count, let match = grammar.lexicon.match(scalars, at: next),
        grammar.lexicon.entries[match.entry].roles.contains(.joiner)
      {
        next = skipSpaces(match.end)
      }
    }
    if !items.isEmpty { add(.items(items), to: end) }
  }

  private static func parts(_ scalar: UInt32) -> Bool {
    switch Script.mark(scalar) {
    case .comma, .list, .semicolon: true
    default: scalar == 0x2F
    }
  }

  // MARK: Numbers and periods

  private func skipSpaces(_ start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end] == Script.space || scalars[end] == Script.underscore { end += 1 }
    return end
  }

  private func begins(_ word: [UInt32], at start: Int) -> Bool {
    start <= scalars.count && scalars[start...].starts(with: word)
  }

  private func wordlessPeriod() -> (period: NarrativeToken.Period, end: Int)? {
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

  private func quarterPeriod(_ quarter: Int, year: Int? = nil) -> NarrativeToken.Period {
    .init(months: Array((quarter * 3 - 2)...(quarter * 3)), year: year)
  }

  private mutating func number(like: Bool = false) {
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
    if let period = period(numeral, year: nil) {
      return add(period.kind, to: period.end)
    }
    if ordinal { return add(.aside, to: numeral.end) }
    quantity(numeral, like: like)
  }

  private func small(_ numeral: Script.Numeral, in range: ClosedRange<Int>) -> Int? {
    guard let amount = numeral.amount, amount.isWhole, range.contains(amount.digits) else { return nil }
    return amount.digits
  }

  /// Months, quarters, years and days that begin with `numeral`; nil when it is a quantity.
  private func period(_ numeral: Script.Numeral, year: Int?) -> (kind: NarrativeToken.Kind, end: Int)? {
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
        if let day = day(next) { return dayRange(from: month, day: day.day, day.end, first: months.count == 1) }
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
  private func endsInMonth(_ numeral: Script.Numeral) -> Bool {
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

  private func day(_ start: Int) -> (day: Int, end: Int)? {
    guard let numeral = Script.numeral(in: text, at: skipSpaces(start)), let day = small(numeral, in: 1...31) else {
      return nil
    }
    let next = skipSpaces(numeral.end)
    guard next < scalars.count, Script.day.contains(scalars[next]) else { return nil }
    return (day, next + 1)
  }

  /// 3月21日至6月20日 is the period; one day alone is none.
  private func dayRange(from month: Int, day: Int, _ end: Int, first: Bool) -> (kind: NarrativeToken.Kind, end: Int) {
    let joiner = skipSpaces(end)
    guard joiner < scalars.count, Script.rangeMarks.contains(scalars[joiner]) else { return (.day, end) }
    let behind = skipSpaces(joiner + 1)
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
    return (.period(.init(months: Array(starts...last))), close.end)
  }

  /// A number, the multiplier, 余 and unit after it; or an aside.
  private mutating func quantity(_ numeral: Script.Numeral, like: Bool) {
    var number = NarrativeToken.Number(
      amount: numeral.amount, chinese: numeral.chinese, tenThousand: numeral.tenThousand, numberlike: like)
    var end = skipSpaces(numeral.end)
    func inside() -> Int? {
      guard let match = grammar.lexicon.match(scalars, at: end),
        grammar.lexicon.entries[match.entry].roles.contains(.approximateInside)
      else { return nil }
      return match.end
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
    if let unit = grammar.units.match(scalars, at: end) {
      number.unit = unit.entry
      return add(.number(number), to: unit.end)
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
    add(.number(number), to: max(end, at + 1))
  }
}
