/// Identifiers after the name of a list: 为GL2022-0012、GL2022-0035, each perhaps with a remark in brackets behind it.
///
/// Half a list is worse than none: one that goes on with something else, or whose items cannot all be told, is not taken.
extension NarrativeLexer {
  static let leastItem = 4
  static let leastDigits = 14
  static let longestRemark = 60

  mutating func items() {
    var items: [Range<Int>] = []
    var end = at
    var next = itemsStart()
    // (2022)51号 is a document's number.
    let opened = scalars[at..<next].last { !Script.isSpace($0) }.map { Script.mark($0) == .open } ?? false
    var goesOn = false
    while next < scalars.count, Script.isDigit(scalars[next]) || Script.isLetter(scalars[next]) {
      let stop = code(next)
      guard stop - next >= Self.leastItem, isClear(after: stop) else { break }
      if opened, items.isEmpty, stop < scalars.count, Script.mark(scalars[stop]) == .close, isGlued(after: stop + 1) {
        break
      }
      items.append(next..<stop)
      end = stop
      (next, goesOn) = nextItem(after: remark(after: stop))
    }
    if goesOn, next < scalars.count, Script.mark(scalars[next]) == nil { return uncertain() }
    items = whole(items)
    guard let first = items.first else { return }
    // GL2022-0051、0077: the rest of the second goes without saying, to a reader.
    guard items.allSatisfy({ $0.count >= first.count || !scalars[$0].allSatisfy(Script.isDigit) }) else {
      return uncertain()
    }
    add(.items(items), to: end)
  }

  /// 反弹2家（GL2022-0012、GL2022-0035）: identifiers beyond doubt, and nothing else in the brackets, need no name.
  mutating func bracketedItems() {
    let (start, count, known) = (at, tokens.count, flags.count)
    items()
    let end = skipSpaces(remark(after: at))
    if case .items(let items)? = tokens.last?.kind, tokens.count > count, items.allSatisfy(isIdentifier),
      end < scalars.count, Script.mark(scalars[end]) == .close
    {
      return
    }
    at = start
    tokens.removeLast(tokens.count - count)
    flags.removeLast(flags.count - known)
  }

  /// Letters and digits, or more digits than a telephone number has.
  private func isIdentifier(_ item: Range<Int>) -> Bool {
    let digits = scalars[item].count(where: Script.isDigit)
    return digits >= Self.leastDigits
      || digits >= Self.leastItem && scalars[item].contains(where: Script.isLetter)
        && !Script.isScientific(scalars[item])
  }

  private mutating func uncertain() { flags.append(NarrativeFlag.ambiguous.rawValue) }

  private func itemsStart() -> Int {
    var next = at
    while next < scalars.count {
      if Script.isSpace(scalars[next]) || Script.mark(scalars[next]) == .colon || Script.mark(scalars[next]) == .open {
        next += 1
      } else if let match = grammar.lexicon.match(scalars, at: next),
        !grammar.lexicon.entries[match.entry].roles.isDisjoint(with: [.filler, .respectively])
      {
        next = match.end
      } else {
        break
      }
    }
    return next
  }

  /// Whether no number's unit, and no text in Chinese, runs on from the code.
  private func isClear(after stop: Int) -> Bool {
    let after = skipSpaces(stop)
    return after >= scalars.count || after > stop || Script.mark(scalars[after]) != nil
      || scalars[after] == Script.slash
      || grammar.lexicon.match(scalars, at: after).map {
        !grammar.lexicon.entries[$0.entry].roles.isDisjoint(with: [.joiner, .suffix])
      } ?? false
  }

  private func isGlued(after close: Int) -> Bool {
    close < scalars.count && Script.mark(scalars[close]) == nil && !Script.isSpace(scalars[close])
  }

  /// Behind GL2022-0051(某汽修店).
  private func remark(after stop: Int) -> Int {
    let start = skipSpaces(stop)
    guard start < scalars.count, Script.mark(scalars[start]) == .open else { return stop }
    var depth = 0
    for at in start..<min(scalars.count, start + Self.longestRemark) {
      switch Script.mark(scalars[at]) {
      case .open: depth += 1
      case .close: depth -= 1
      default: continue
      }
      if depth == 0 { return at + 1 }
    }
    return stop
  }

  /// Where the next item would begin, and whether the mark between says that there is one: 、 and 和 do, a comma may end the list.
  private func nextItem(after stop: Int) -> (at: Int, goesOn: Bool) {
    var next = stop
    var goesOn = false
    while next < scalars.count {
      switch Script.mark(scalars[next]) {
      case .comma, .semicolon, .newline: break
      case .list: goesOn = true
      case nil where scalars[next] == Script.slash: goesOn = true
      case nil where scalars[next] == Script.space: break
      default:
        guard let match = grammar.lexicon.match(scalars, at: next),
          grammar.lexicon.entries[match.entry].roles.contains(.joiner)
        else { return (next, goesOn) }
        goesOn = true
        next = match.end
        continue
      }
      next += 1
    }
    return (next, goesOn)
  }

  /// 1.GL2022-0051；2.GL2022-0077 are numbered, A20220051/A20220077 are two.
  private func whole(_ items: [Range<Int>]) -> [Range<Int>] {
    let parted = items.flatMap { item -> [Range<Int>] in
      let halves = scalars[item].split(separator: Script.slash, omittingEmptySubsequences: false)
      guard let first = halves.first, first.count >= 2 * Self.leastItem, halves.allSatisfy({ $0.count == first.count })
      else { return [item] }
      return halves.map(\.indices)
    }
    let numbered = parted.enumerated().allSatisfy { index, item in
      let number = Script.word("\(index + 1).")
      return scalars[item].starts(with: number) && item.count >= number.count + Self.leastItem
        && !Script.isScientific(scalars[item])
    }
    guard numbered else { return parted }
    return parted.enumerated().map { index, item in item.dropFirst("\(index + 1).".count) }
  }

  /// 编号GL2022-0051，某加工点GL2022-0077: another identifier of the same shape, which nothing introduces, leaves all in doubt.
  mutating func dropUncertainItems() {
    let lists = tokens.indices.filter { if case .items = tokens[$0].kind { true } else { false } }
    guard !lists.isEmpty else { return }
    var items: Set<ArraySlice<UInt32>> = []
    for case .items(let ranges) in lists.map({ tokens[$0].kind }) { items.formUnion(ranges.map { scalars[$0] }) }
    let shapes = Set(items.map { $0.map(Self.shape) })
    var next = 0
    while next < scalars.count {
      guard Script.isDigit(scalars[next]) || Script.isLetter(scalars[next]) else {
        next += 1
        continue
      }
      let stop = code(next)
      if !items.contains(scalars[next..<stop]), shapes.contains(scalars[next..<stop].map(Self.shape)),
        !lists.contains(where: { tokens[$0].range.contains(next) })
      {
        for list in lists { tokens[list].kind = .unknown }
        return uncertain()
      }
      next = stop
    }
  }

  private static func shape(_ scalar: UInt32) -> UInt32 {
    Script.isDigit(scalar) ? 0x30 : Script.isLetter(scalar) ? 0x61 : scalar
  }
}
