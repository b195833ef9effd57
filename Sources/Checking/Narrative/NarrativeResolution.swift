/// From the assertions of a cell to one value a slot: months added up, totals compared, doubts left null.
struct NarrativeResolution {
  private let column: NarrativeColumn
  private let assertions: [NarrativeAssertion]
  private(set) var flags: Set<String> = []
  private(set) var values: [Int: Amount] = [:]
  private(set) var byMonth: [Int: [Int: Amount]] = [:]

  /// `mentioned` holds the slots that the cell names firmly: weak names count only for others.
  init(_ assertions: [NarrativeAssertion], column: NarrativeColumn, mentioned: Set<Int>, restIsZero: Bool) {
    self.column = column
    self.assertions = assertions
    let union = assertions.reduce(UInt16(0)) { $0 | $1.mask }
    for slot in column.slots.indices where [.int, .decimal].contains(column.slots[slot].type) {
      let mine = assertions.filter { $0.slot == slot && ($0.strength != .weak || !mentioned.contains(slot)) }
      if !mine.isEmpty {
        resolve(slot, mine, union: union)
      } else if restIsZero, !mentioned.contains(slot) {
        values[slot] = .zero
        note(.restZero)
      }
    }
    if byMonth.count < 2 { byMonth = [:] }
    dropImpossibleParts()
  }

  private mutating func note(_ flag: NarrativeFlag) { flags.insert(flag.rawValue) }

  /// 电力大数据筛查企业120家，新增1家: a part named before its total and larger than it is hardly a part.
  private mutating func dropImpossibleParts() {
    for (slot, declared) in column.slots.enumerated() {
      guard let bound = declared.le, bound.severity == .error,
        let total = column.slots.firstIndex(where: { $0.key == bound.slot }), let part = values[slot],
        let whole = values[total], part > whole,
        let first = assertions.first(where: { $0.slot == slot || $0.slot == total }), first.slot == slot
      else { continue }
      values[slot] = nil
      note(.ambiguous)
    }
  }

  private mutating func resolve(_ slot: Int, _ all: [NarrativeAssertion], union: UInt16) {
    func isFirm(_ assertion: NarrativeAssertion) -> Bool {
      assertion.strength == .strong || assertion.strength == .continuing
    }
    var assertions = all.filter(isFirm)
    if assertions.allSatisfy({ $0.firmness == .doubtful }) {
      let doubts = assertions
      let parts = all.filter { $0.strength == .part }
      let weak = all.filter { $0.strength == .weak }
      if !parts.isEmpty {
        assertions = doubts + parts
      } else if weak.count == 1 {
        assertions = doubts + weak
      } else if !weak.isEmpty {
        return note(.ambiguous)
      }
    }
    // A whole-period statement covers what the months cover together.
    var byMask: [UInt16: [NarrativeAssertion]] = [:]
    for assertion in assertions { byMask[assertion.mask == 0 ? union : assertion.mask, default: []].append(assertion) }
    var sums: [UInt16: Amount] = [:]
    for (mask, stated) in byMask {
      guard let value = one(of: stated) else {
        note(stated.contains { $0.value != nil } ? .ambiguous : .omittedClause)
        continue
      }
      sums[mask] = value
    }
    for (mask, value) in sums where mask.nonzeroBitCount == 1 && byMask.count > 0 {
      byMonth[mask.trailingZeroBitCount, default: [:]][slot] = value
    }
    let partial = byMask.keys.filter { $0 != union }
    let disjoint = partial.reduce(into: (seen: UInt16(0), sound: true)) { state, mask in
      if state.seen & mask != 0 { state.sound = false }
      state.seen |= mask
    }
    if byMask[union] != nil {
      guard let whole = sums[union] else { return }
      if !partial.isEmpty, disjoint.sound {
        if let sum = sum(of: partial.map { sums[$0] }), sum > whole || disjoint.seen == union && sum != whole {
          note(.totalMismatch)
        }
      }
      values[slot] = whole
      return
    }
    guard disjoint.sound else { return note(.ambiguous) }
    guard disjoint.seen == union else { return note(.partialMonths) }
    guard let sum = sum(of: partial.map { sums[$0] }) else { return }
    values[slot] = sum
    if partial.count > 1 { note(.summedMonths) }
  }

  /// Nil where one of them is not known.
  private func sum(of amounts: [Amount?]) -> Amount? {
    amounts.reduce(.zero) { sum, amount in sum.flatMap { sum in amount.flatMap(sum.adding) } }
  }

  /// The one value of several statements about the same slot and months; nil when they leave room for doubt.
  private func one(of stated: [NarrativeAssertion]) -> Amount? {
    // 整治3家，其中餐饮类整治2家; 罚款3万元，其中2万元已缴: parts do not dispute the whole.
    let isParted = stated.contains { $0.strength == .part }
    let depth = stated.map(\.subset).min() ?? 0
    let deeper = stated.filter { $0.subset > depth }
    if !isParted, deeper.count + 1 == stated.count, !deeper.isEmpty,
      let whole = stated.first(where: { $0.subset == depth }),
      whole.firmness == .clean, let value = whole.value, let parts = sum(of: deeper.map { $0.value ?? $0.item }),
      parts <= value
    {
      return value
    }
    // 分别为200元、300元，合计500元.
    let items = stated.compactMap(\.item)
    if items.count > 1, items.count < stated.count {
      let whole = one(of: stated.filter { $0.item == nil })
      return whole == sum(of: items) ? whole : nil
    }
    let parts = stated.filter { $0.strength == .part }
    if parts.count > 1 || parts.count == 1 && stated.count > 1 {
      guard parts.count == stated.count, Set(parts.map(\.entry)).count == parts.count else { return nil }
      return sum(of: parts.map(\.value))
    }
    let clean = stated.filter { $0.firmness == .clean }
    let others = stated.filter { $0.firmness != .clean }
    let known = stated.compactMap(\.value)
    if stated.count == 1, let only = stated.first { return only.value }
    if known.count == stated.count, known.allSatisfy(\.isZero) { return .zero }
    // 某社区新增3家，…，共5家; 5月12日报道1篇，二季度共报道3篇: the total of what was told of some.
    if clean.count == 1, clean[0].isTotal,
      others.allSatisfy({ other in
        (other.firmness == .prefixed ? other.value : other.item).map { $0 <= clean[0].value ?? .zero } ?? false
      })
    {
      return clean[0].value
    }
    // 新增3家 … 合计新增3家.
    if clean.count == stated.count, stated.contains(where: \.isTotal), Set(known).count == 1 { return known.first }
    return nil
  }
}
