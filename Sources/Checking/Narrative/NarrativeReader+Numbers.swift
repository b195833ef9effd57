/// A number looks for its name: before it, after it, or in what was said before.
extension NarrativeReader {
  func isNumber(_ slot: Int) -> Bool { column.slots[slot].type == .int || column.slots[slot].type == .decimal }

  func labels(of entry: Int) -> [NarrativeLexicon.Label] {
    grammar.lexicon.entries[entry].labels.filter {
      isNumber($0.slot) && ($0.strength != .continuing || named.contains($0.slot))
    }
  }

  /// The slot a name means when its number has this unit, and whether the unit is the slot's own.
  func candidate(_ entry: Int, _ number: NarrativeToken.Number) -> (label: NarrativeLexicon.Label, own: Bool)? {
    let labels = labels(of: entry)
    guard let unit = number.unit else {
      // 罚金0.5万: where the unit begins with 万, the rest of it goes without saying.
      if number.tenThousand, number.bare, let label = labels.first(where: { grammar.powers[$0.slot] == 4 }) {
        return (label, true)
      }
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

  mutating func number(_ given: NarrativeToken.Number, at token: Int, in segment: Segment) {
    var number = given
    defer {
      local.approximate = false
      local.bounded = false
    }
    if number.unfilled {
      if number.unit != nil || !pending.isEmpty { note(.unfilledSlot) }
      if number.unit == nil, pending.isEmpty { return unknown() }
    }
    // 没有一家出现反弹.
    if local.denied, roles(token - 1).contains(.negation), number.amount == Amount(digits: 1, scale: 0),
      tail(after: token, in: segment).name != nil
    {
      return
    }
    if let name = zeroName(number, at: token, in: segment) {
      zero(name, range: tokens[token].range.lowerBound..<tokens[token + 1].range.upperBound, prefixed: false)
      local.used.insert(token + 1)
      return
    }
    if local.approximate { number.approximate = true }
    if local.bounded || local.eachMonth && number.amount?.isZero != true { number.amount = nil }
    let range = tokens[token].range
    if local.rest, !local.dirty, elsewhere == nil, number.amount?.isZero == true {
      restIsZero = scope
      return
    }
    // 其他3篇: of none of ours.
    if local.rest, !local.dirty, pending.isEmpty {
      lastNames = []
      return
    }
    if let flag = elsewhere ?? local.aside ?? (number.isRate ? .distractorNumber : nil) {
      if number.unit != nil {
        note(flag)
        if local.aside != nil, roles(token - 1).isDisjoint(with: [.comparison]), flag == .distractorNumber,
          isRate(segment)
        {
          note(.ambiguous)
        }
        let isRate = (local.rate || number.isRate) && elsewhere == nil
        if let name = pending.last, isRate || flag == .cumulativeIgnored || flag == .otherPeriod {
          if !passed.contains(where: { $0.name.entry == name.entry }) { passed.append((name, isRate)) }
        }
      }
      pending = []
      if !number.isRate { lastNames = [] }
      return
    }
    let tail = tail(after: token, in: segment)
    if tail.approximate { number.approximate = true }
    if tail.bounded { number.amount = nil }
    if series != nil, !local.dirty, gather(number, range, at: token) { return }
    // 罚金无4.2万元: none of ours.
    if roles(token - 1).contains(.negation), number.amount?.isZero != true {
      pending = []
      lastNames = []
      return
    }
    // 共计各300元, 共计300、301元.
    if number.amount?.isZero != true, pending.isEmpty,
      roles(token - 1).contains(.each) || local.listed && (segment.tokens.lowerBound..<token).allSatisfy(isIdle)
    {
      number.amount = nil
    }
    if number.unit == nil, number.bare, segment.next == .list { lists = true }

    // 对某厂查封，2户停电: a name on the other side of a comma gives way to the one behind the number.
    if let last = pending.last, segment.gap == [.comma] || segment.gap == [.list],
      last.range.upperBound <= tokens[segment.tokens.lowerBound].range.lowerBound, let name = tail.name,
      !tail.nameHasNumber, case .word(let entry) = tokens[name].kind, candidate(entry, number) != nil
    {
      pending = []
    }
    if !pending.isEmpty, !local.dirty {
      forward(number, range, tail: tail)
    } else if !local.dirty || numberFirst(before: token, tail.name), let name = tail.name, !tail.nameHasNumber,
      !number.numberlike || number.unit == nil,
      backward(number, range, name: name, in: segment)
    {
      // Bound to the name after it.
    } else if !local.dirty, !local.stray, !number.numberlike {
      let before = bound.count
      bare(number, range, tail: tail, at: token, in: segment)
      if bound.count == before {
        local.subject = number.amount
        if let unit = number.unit, let head = grammar.head, grammar.use(of: unit, for: head)?.kind == .own {
          headUnsaid = true
        }
      }
    } else if number.unfilled {
      note(.unfilledSlot)
    } else if local.dirty {
      local.stray = true
      // 另有1家企业被查封、2家…: the name has had its number.
      if let name = tail.name, !tail.nameHasNumber, case .word(let entry) = tokens[name].kind,
        let match = candidate(entry, number)
      {
        local.used.insert(name)
        // 停电2户，另有1户销户: two or three?
        if local.addition { doubt(match.label.slot, range) }
      }
    }
    pending = []
    local.dirty = false
    local.joiner = false
    if number.unit == nil, !number.bare { local.dirty = true }
  }

  /// The name in 0反弹.
  func zeroName(_ number: NarrativeToken.Number, at token: Int, in segment: Segment) -> Int? {
    guard number.unit == nil, number.amount?.isZero == true, pending.isEmpty, !local.dirty,
      token + 1 < segment.tokens.upperBound, roles(token + 1).contains(.label), !roles(token + 1).contains(.total),
      ((token + 2)..<max(token + 2, segment.tokens.upperBound)).allSatisfy(isIdle),
      case .word(let entry) = tokens[token + 1].kind
    else { return nil }
    return entry
  }

  /// Whether the segment tells a rate of one of our slots: 每月巡查56家.
  mutating func isRate(_ segment: Segment) -> Bool {
    if let known = local.isRate { return known }
    let isRate =
      segment.tokens.contains { roles($0).contains(.rate) } && segment.tokens.contains { roles($0).contains(.label) }
    local.isRate = isRate
    return isRate
  }

  struct Tail {
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

  func tail(after token: Int, in segment: Segment) -> Tail {
    var tail = Tail()
    var index = token + 1
    loop: while index < segment.tokens.upperBound {
      switch tokens[index].kind {
      case .word(let entry):
        let roles = grammar.lexicon.entries[entry].roles
        if roles.contains(.label), !roles.contains(.total) {
          if tail.name != nil { break }
          tail.name = index
        } else if roles.contains(.other), !roles.contains(.suffix) {
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
        if tail.name != nil {
          tail.nameHasNumber = true
        } else if next.amount == nil, next.unit == nil || index == token + 1 {
          tail.unknown = true
        }
        break loop
      case .period, .items, .link, .mark, .year: break loop
      case .unknown, .aside, .day:
        // 58家均正常: whatever is said of all of them.
        if tail.name != nil { tail.nameHasNumber = true } else if !tail.each { tail.unknown = true }
        break loop
      }
      index += 1
    }
    // 新增3家 12345：1件: the name belongs to what the colon introduces.
    if index == segment.tokens.upperBound, segment.next == .colon, tail.name == index - 1, isCounted(after: index) {
      tail.nameHasNumber = true
    }
    // 1000元（尚未发放）: the remark in brackets is about the number.
    if index == segment.tokens.upperBound, segment.next == .open, index + 2 < tokens.count,
      roles(index + 1).contains(.boundAfter), case .mark = tokens[index + 2].kind
    {
      tail.bounded = true
    }
    return tail
  }

  mutating func forward(_ number: NarrativeToken.Number, _ range: Range<Int>, tail: Tail) {
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
    // 停电、销户各1户, where 停电、销户 is one name: one or two? 立案2起，均罚款1万元: all or each? 新增3家，均源自12345（3件) is all.
    if number.amount?.isZero != true, let name = names.last, let match = candidate(name.entry, number),
      local.each || name.each && (number.amount == nil || number.amount != assertions.last?.value)
    {
      return doubt(match.label.slot, span)
    }
    var chosen: (name: Pending, label: NarrativeLexicon.Label, own: Bool)?
    for name in pending.reversed() {
      guard let match = candidate(name.entry, number) else { continue }
      if let near = chosen {
        // 电力筛查发现2家: the firm name is meant.
        if near.label.strength == .weak, match.label.strength == .strong, match.own || !near.own {
          chosen = (name, match.label, match.own)
          continue
        }
        // 新增电力筛查3家 is a part of the total; 市级媒体报道3篇 may be either.
        if match.own || near.label.strength == .weak, match.label.slot != near.label.slot,
          !near.own || match.label.slot != grammar.head
        {
          doubt(near.label.slot, span)
          doubt(match.label.slot, span)
          return
        }
      } else {
        chosen = (name, match.label, match.own)
      }
    }
    guard let (name, label, _) = chosen else {
      guard number.unit == nil, let name = names.last else {
        local.strayEnd = range.upperBound
        return
      }
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
    // 查封，立案处罚3起: of both, or of the second?
    let rivals = local.unnumbered.compactMap { candidate($0.entry, number) }.filter {
      $0.own && $0.label.slot != label.slot
    }
    local.unnumbered = []
    if let rival = rivals.first, number.amount?.isZero != true {
      doubt(rival.label.slot, span)
      return doubt(label.slot, span)
    }
    // 反弹均为0家 speaks of all the months before, as 均未发现反弹 does.
    let before = scope
    let isOfAll = local.each && number.amount?.isZero == true && !local.period
    if isOfAll { scope = 0 }
    bind(number, to: label, name, name.range.lowerBound..<range.upperBound, tail: tail)
    if isOfAll { scope = before }
  }

  /// 协调供电部门对2户企业停电: an unknown word before, but then the template's own way to put the number first.
  func numberFirst(before token: Int, _ name: Int?) -> Bool {
    guard roles(token - 1).contains(.filler), let name, case .word(let entry) = tokens[name].kind else { return false }
    return grammar.lexicon.entries[entry].labels.contains { grammar.numberFirst.contains($0.slot) }
  }

  mutating func backward(
    _ number: NarrativeToken.Number, _ range: Range<Int>, name token: Int, in segment: Segment
  ) -> Bool {
    guard case .word(let entry) = tokens[token].kind, let match = candidate(entry, number) else { return false }
    // 3家涉及拆违 counts no buildings: before its name a number needs the slot's own unit, but for the total and, after
    // 其中, its parts: 其中1家源自12345.
    let slot = match.label.slot
    guard match.own || grammar.numberFirst.contains(slot) || slot == grammar.head || subset > 0 && isShare(slot, number)
    else {
      // The name has had its number, whatever it was.
      local.used.insert(token)
      return false
    }
    // What follows the name must be harmless, and its number must not come after a colon.
    var after = token + 1
    while after < segment.tokens.upperBound, isIdle(after) || names(match.label.slot, at: after) { after += 1 }
    let name = Pending(entry: entry, joined: false, prefixed: local.dirty, range: tokens[token].range)
    let span = range.lowerBound..<tokens[token].range.upperBound
    let clean = after >= segment.tokens.upperBound && !(segment.next == .colon && isCounted(after: after))
    var number = number
    if !clean { number.amount = nil }
    bind(number, to: match.label, name, span, tail: Tail())
    lastNames = [name]
    for label in grammar.lexicon.entries[entry].labels where label.strength != .continuing { named.insert(label.slot) }
    for index in token..<segment.tokens.upperBound { local.used.insert(index) }
    return true
  }

  /// Whether a number or a period follows the mark: 反弹：7月1家, but not 2家反弹：A1、A2.
  private func isCounted(after mark: Int) -> Bool {
    guard tokens.indices.contains(mark + 1) else { return false }
    switch tokens[mark + 1].kind {
    case .number, .period: return true
    default: return false
    }
  }

  /// Whether the token is another name of the slot: 2宗违法建筑被拆除.
  func names(_ slot: Int, at index: Int) -> Bool {
    guard case .word(let entry) = tokens[index].kind else { return false }
    return grammar.lexicon.entries[entry].labels.contains { $0.slot == slot }
  }

  /// A number without a name of its own: 共3家, 5月1家, 1起500元.
  mutating func bare(
    _ number: NarrativeToken.Number, _ range: Range<Int>, tail: Tail, at token: Int, in segment: Segment
  ) {
    guard let unit = number.unit else {
      // 4月新增3家，5月2家，6月未报: no sum without June.
      if number.amount == nil, local.period, let head = grammar.head,
        (segment.tokens.lowerBound..<token).allSatisfy({ isPeriod($0) || isIdle($0) })
      {
        doubt(head, range, flag: .omittedClause)
      }
      return
    }
    func own(_ slot: Int) -> Bool {
      isNumber(slot) && (grammar.use(of: unit, for: slot).map { $0.kind != .mismatch } ?? false)
    }
    // 1月55家次，2月51家次，共计106家次: not the slot's own unit, but the one it was told in.
    func told(_ slot: Int) -> Bool { own(slot) || bound.contains { $0.slot == slot && $0.unit == unit } }
    let anonymous = Pending(entry: -1, joined: false, prefixed: false, range: range)

    // 累计15件，本季度4件; 每户2000元，共8000元: the name before the number that was passed over.
    // Of several names of that unit, who knows which: 上季度报道5篇、市级3篇，4月2篇.
    let passed = passed.filter { candidate($0.name.entry, number) != nil }
    if passed.count == 1, tail.name == nil, let (name, isRate) = passed.first, isRate ? local.total : local.period,
      let match = candidate(name.entry, number),
      match.own || isRate
    {
      self.passed = []
      return bind(number, to: match.label, name, range, tail: tail)
    }
    // 分别罚款0.6万元、0.8万元，合计1.4万元.
    if local.total {
      let slots = Set(assertions.filter { $0.item != nil && own($0.slot) }.map(\.slot))
      if slots.count == 1, let slot = slots.first {
        return bind(number, to: .init(slot: slot, strength: .strong, canonical: true), anonymous, range, tail: tail)
      }
    }
    // 共计200元 after 发放1起: a total word that the template gives a slot.
    if local.total, let named = positional(before: token, unit: unit), !lastNames.isEmpty || !bound.isEmpty {
      return bind(number, to: named, anonymous, range, tail: tail)
    }
    // 4月：3篇（…）；5月：2篇: as the month before was told.
    if local.period, clauseStart == bound.count, let head = grammar.head, own(head),
      headedByPeriod || opens(at: token, in: segment),
      bound.contains(where: { $0.slot == head && $0.entry == nil && $0.mask.nonzeroBitCount == 1 && $0.mask != scope })
    {
      return bind(number, to: .init(slot: head, strength: .strong, canonical: true), anonymous, range, tail: tail)
    }
    if local.period, !bound.isEmpty {
      let bound = clauseStart < bound.count ? Array(bound[clauseStart...]) : bound
      let previous = bound.last { $0.mask != scope && $0.mask != 0 }.map(\.mask)
      let slots = Set(bound.filter { $0.mask == previous && told($0.slot) }.map(\.slot))
      if slots.count == 1, let slot = slots.first {
        return bind(number, to: .init(slot: slot, strength: .strong, canonical: true), anonymous, range, tail: tail)
      }
      for slot in slots { doubt(slot, range) }
      // 一季度拆除2宗共150平方米: nothing was said of another period.
      guard previous == nil else { return }
    }
    if local.total {
      let recent = Set(bound[clauseStart...].map(\.slot))
      var slots = column.slots.indices.filter { slot in
        told(slot) && (recent.isEmpty || recent.contains(slot))
          && Set(assertions.filter { $0.slot == slot }.map(\.mask)).count > 1
      }
      // 10月1篇（市级1篇），11月2篇（市级1篇），合计3篇: of whose months it is the sum.
      if slots.count > 1 {
        let sums = slots.filter { sum(of: $0) == number.amount }
        if sums.count == 1 { slots = sums }
      }
      if slots.count == 1, let slot = slots.first {
        return bind(number, to: .init(slot: slot, strength: .strong, canonical: true), anonymous, range, tail: tail)
      }
      for slot in slots { doubt(slot, range) }
      if !slots.isEmpty { return }
    }
    // 某社区新增3家，共5家: what was only one of several until now.
    if local.total, let head = grammar.head, own(head) {
      let stated = assertions.filter { $0.slot == head }
      if !stated.isEmpty, stated.allSatisfy({ $0.firmness == .prefixed && $0.mask == scope }) {
        return bind(number, to: .init(slot: head, strength: .strong, canonical: true), anonymous, range, tail: tail)
      }
    }
    // 省级以上2篇，市级5篇，共7篇: the total of the parts before it.
    if local.total, let head = grammar.head, own(head), !assertions.contains(where: { $0.slot == head }),
      let amount = number.amount
    {
      // 合计7家，7月整治2家…: nothing yet.
      let counted = assertions.filter { grammar.use(of: unit, for: $0.slot) != nil }
      guard counted.allSatisfy({ isPart($0.slot, of: head) && ($0.value.map { $0 <= amount } ?? false) }),
        !counted.isEmpty || mentioned.isEmpty && tail.name == nil
      else { return }
      return bind(number, to: .init(slot: head, strength: .strong, canonical: true), anonymous, range, tail: tail)
    }
    // 发放1起500元, 拆除违法建筑1宗、300平方米: the same name, another of its slots.
    let stated = Set(assertions.filter { $0.mask == scope }.map(\.slot))
    for name in lastNames.reversed() where local.strayEnd != range.lowerBound {
      let labels = grammar.lexicon.entries[name.entry].labels.filter { own($0.slot) && !stated.contains($0.slot) }
      if labels.count == 1, let label = labels.first { return bind(number, to: label, name, range, tail: tail) }
    }
    // 罚款1.5万元，0.5万元: the same quantity once more, with nothing to say what it is.
    if !local.total, let name = lastNames.last, !tail.unknown, tail.name == nil || tail.nameHasNumber, !tail.denied,
      let label = grammar.lexicon.entries[name.entry].labels.first(where: { own($0.slot) && stated.contains($0.slot) })
    {
      let value = converted(number, for: label.slot)
      // 罚金2万元（20000元）: the same once more.
      if segment.gap == [.open], let value, let last = assertions.last, last.slot == label.slot, last.value == value {
        return
      }
      // 共6000元，其中一家4000元、一家2000元 adds up; 投诉30件，其中涉散乱污2件 is of something narrower.
      let isPart = subset > 0 || !outside.isEmpty
      let isNarrower = (headStart(of: segment)..<segment.tokens.upperBound).contains {
        $0 != token + 1 && roles($0).contains(.noun)
      }
      return doubt(label.slot, range, item: isPart ? value : nil, subset: isNarrower ? 0 : subset)
    }
    if let head = grammar.head, own(head), bound.isEmpty, assertions.isEmpty, !headUnsaid, tail.name == nil,
      !tail.denied,
      opens(at: token, in: segment)
    {
      return bind(number, to: .init(slot: head, strength: .strong, canonical: true), anonymous, range, tail: tail)
    }
  }

  /// What was stated of a slot for single months, added up; nil where one of them is in doubt.
  private func sum(of slot: Int) -> Amount? {
    assertions.filter { $0.slot == slot && $0.mask != 0 }.reduce(.zero) { sum, assertion in
      sum.flatMap { sum in assertion.value.flatMap(sum.adding) }
    }
  }

  /// Whether the notice bounds the slot by the head, at once or by way of another slot.
  func isPart(_ slot: Int, of head: Int) -> Bool {
    var slot = slot
    for _ in column.slots.indices {
      guard let bound = column.slots[slot].le?.slot, let next = column.slots.firstIndex(where: { $0.key == bound })
      else { return false }
      if next == head { return true }
      slot = next
    }
    return false
  }

  /// Where the segment begins, with the one before a colon or bracket: 其中涉散乱污：2件.
  private func headStart(of segment: Segment) -> Int {
    var start = segment.tokens.lowerBound
    guard segment.gap == [.colon] || segment.gap == [.open] else { return start }
    start -= 1
    while start > 0 {
      if case .mark = tokens[start - 1].kind { break }
      start -= 1
    }
    return start
  }

  /// Whether the number counts a part of the head in the head's own unit.
  private func isShare(_ slot: Int, _ number: NarrativeToken.Number) -> Bool {
    guard let head = grammar.head, let unit = number.unit, column.slots[slot].le?.slot == column.slots[head].key else {
      return false
    }
    return grammar.use(of: unit, for: head).map { $0.kind == .own } ?? false
  }

  /// Whether only a period and a total word stand before: 5月共3家.
  func opens(at token: Int, in segment: Segment) -> Bool {
    (token > segment.tokens.lowerBound || headedByPeriod)
      && (segment.tokens.lowerBound..<token).allSatisfy { isPeriod($0) || roles($0).contains(.total) }
  }

  func positional(before token: Int, unit: Int) -> NarrativeLexicon.Label? {
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
  mutating func blankUnit(_ unit: Int, at token: Int, in segment: Segment) {
    guard token + 1 >= segment.tokens.upperBound, !local.dirty, elsewhere == nil, let name = pending.last,
      let match = candidate(name.entry, .init(amount: nil, unit: unit))
    else { return }
    doubt(match.label.slot, name.range.lowerBound..<tokens[token].range.upperBound, flag: .unfilledSlot)
    pending = []
  }
}
