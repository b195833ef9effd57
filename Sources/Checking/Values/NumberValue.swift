/// Reads a plain number, with or without its unit.
struct NumberValue {
  private let rule: NumberRule
  /// Folded, the longest first.
  private let units: [String]
  private let nothing: WordSet

  init(_ rule: NumberRule, nothing: WordSet) {
    self.rule = rule
    units = ((rule.unit.map { [$0] } ?? []) + rule.unitAliases).map(Folding.fold).sorted { $0.count > $1.count }
    self.nothing = nothing
  }

  func read(_ entry: Entry) -> Reading {
    if case .number(let number)? = entry.value { return judge(number, entry, plain: true) }
    let folded = Folding.fold(entry.text)
    if nothing.contains(folded) { return Reading() }
    var text = Substring(folded)
    if let unit = units.first(where: { text.hasSuffix($0) }) { text = text.dropLast(unit.count) }
    // Thousands are parted by threes or not at all: 1,20 is no number.
    let digits = text.wholeMatch(of: /[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?/) == nil ? text : text.filter { $0 != "," }[...]
    guard digits.count <= 15, digits.wholeMatch(of: /[0-9]+(\.[0-9]+)?/) != nil, let number = Double(digits) else {
      if let number = ChineseNumeral.count(text) { return judge(Double(number), entry, plain: false) }
      return Reading(faults: [unreadable(entry)])
    }
    return judge(number, entry, plain: digits == entry.text)
  }

  private func judge(_ number: Double, _ entry: Entry, plain: Bool) -> Reading {
    if !number.isFinite || rule.isWhole && number != number.rounded() { return Reading(faults: [unreadable(entry)]) }
    if rule.least.map({ number < $0 }) ?? false || rule.most.map({ number > $0 }) ?? false {
      return Reading(faults: [Fault(.numberOutOfRange, given: entry.text, expected: range)])
    }
    let shown = JSONValue.number(number).text
    let note = plain ? [] : [Fault(.writtenLoosely, given: entry.text, expected: shown)]
    return Reading(value: .number(number), faults: note)
  }

  private var range: String {
    func text(_ number: Double) -> String { JSONValue.number(number).text }
    return switch (rule.least, rule.most) {
    case (let least?, let most?): "\(text(least)) 到 \(text(most))"
    case (let least?, nil): "\(text(least)) 以上"
    case (nil, let most?): "\(text(most)) 以下"
    case (nil, nil): ""
    }
  }

  private func unreadable(_ entry: Entry) -> Fault {
    Fault(
      .numberUnreadable, given: entry.text,
      expected: (rule.isWhole ? "一个整数" : "一个数") + (rule.unit.map { "（\($0)）" } ?? ""))
  }
}
