/// Reads what a vocabulary counts, measures or merely names: quantities with units, and flags.
///
/// The text is taken apart into labels, numbers, units and marks between them; a number belongs to the label before it
/// unless its unit says otherwise.
struct QuantitiesValue {
  private struct Label {
    /// The place of its term among the terms.
    let term: Int
    let isCounted: Bool
    let scalars: [Unicode.Scalar]
  }

  private struct Measure {
    enum Kind: Equatable {
      case own, doubtful
      case converted(Double)
    }
    /// The place of its term among the terms.
    let term: Int
    let kind: Kind
    let scalars: [Unicode.Scalar]
  }

  private let terms: [Vocabulary.Term]
  /// The names in a value, in their order, and the place of each one's term.
  private let names: [String]
  private let namedTerms: [Int]
  private let wordings: Wordings
  private let labels: [Label]
  private let labelBeginnings: ScalarSet
  private let units: [Measure]
  private let unitBeginnings: ScalarSet
  private let nothing: WordSet

  init(_ vocabulary: Vocabulary, nothing: WordSet) {
    let terms = vocabulary.terms
    self.terms = terms
    let named = Dictionary(terms.indices.map { (terms[$0].key ?? terms[$0].id, $0) }, uniquingKeysWith: { $1 })
      .sorted { $0.key < $1.key }
    (names, namedTerms) = (named.map(\.key), named.map(\.value))
    wordings = Wordings(vocabulary)
    self.nothing = nothing
    func folded(_ text: String) -> [Unicode.Scalar] { Array(Folding.fold(text).unicodeScalars) }
    labels = terms.enumerated().flatMap { place, term in
      ([term.term] + term.aliases).map { Label(term: place, isCounted: term.quantity != nil, scalars: folded($0)) }
    }.sorted { $0.scalars.count > $1.scalars.count }
    labelBeginnings = ScalarSet(labels.compactMap(\.scalars.first))
    var units: [Measure] = []
    for (place, term) in terms.enumerated() {
      guard let quantity = term.quantity else { continue }
      func add(_ unit: String, _ kind: Measure.Kind) {
        units.append(Measure(term: place, kind: kind, scalars: folded(unit)))
      }
      for unit in [quantity.unit] + quantity.aliases { add(unit, .own) }
      for unit in quantity.doubtful { add(unit, .doubtful) }
      for (unit, factor) in quantity.conversions.sorted(by: { $0.key < $1.key }) { add(unit, .converted(factor)) }
    }
    // The longest first, equal ones side by side.
    self.units = units.enumerated().sorted { left, right in
      let (a, b) = (left.element.scalars, right.element.scalars)
      if a.count != b.count { return a.count > b.count }
      return a == b ? left.offset < right.offset : a.lexicographicallyPrecedes(b)
    }.map(\.element)
    unitBeginnings = ScalarSet(self.units.compactMap(\.scalars.first))
  }

  func read(_ entry: Entry) -> Reading {
    if nothing.contains(entry.text) { return Reading(value: value(Scan(text: [], terms: terms.count))) }
    let folding = Folding(entry.hasLineBreak ? String(entry.text.map { $0.isNewline ? ";" : $0 }) : entry.text)
    var scan = Scan(text: folding.scalars, terms: terms.count)
    read(&scan)
    return judge(scan, entry, folding)
  }

  private func value(_ scan: Scan) -> JSONValue {
    let values = namedTerms.map { term -> JSONValue in
      if terms[term].quantity == nil { return .boolean(scan.found[term].isFlagged) }
      return scan.found[term].number.map(JSONValue.number) ?? .null
    }
    return .object(NamedValues(names: names, values: values, like: names))
  }

  // MARK: Scanning

  private struct Scan {
    var text: [Unicode.Scalar]
    var index = 0
    /// The term whose label a number to come belongs to.
    var open: Int?
    /// By the place of the term.
    var found: [Found]
    /// How many of the terms were named.
    var namedCount = 0
    var faults: [Fault] = []
    var unknown: Range<Int>?
    /// Whether a flag stands right before.
    var flagBefore = false
    var denied = false
    var about = false

    struct Found {
      var number: Double?
      var isFlagged = false
      /// Its place among the terms that were named, in the order of the text.
      var order: Int?
    }

    init(text: [Unicode.Scalar], terms: Int) {
      self.text = text
      found = []
      found.reserveCapacity(terms)
      for _ in 0..<terms { found.append(Found()) }
    }

    mutating func name(_ term: Int) {
      if found[term].order != nil { return }
      found[term].order = namedCount
      namedCount += 1
    }

    var rest: ArraySlice<Unicode.Scalar> { text[index...] }

    func goesOn(with word: [Unicode.Scalar]) -> Bool { goesOn(with: word, at: index) }

    func goesOn(with word: [Unicode.Scalar], at start: Int) -> Bool {
      guard word.count <= text.count - start else { return false }
      for offset in word.indices where text[start + offset] != word[offset] { return false }
      return true
    }

    func text(from start: Int) -> String { String(text[start..<index]) }
  }

  private func read(_ scan: inout Scan) {
    while scan.index < scan.text.count {
      if let label = label(scan) {
        take(label, &scan)
      } else if scan.text[scan.index].isASCIIDigit {
        takeNumber(&scan)
      } else if let (number, length) = chineseNumber(scan) {
        takeChineseNumber(number, length, &scan)
      } else if scan.open != nil, let unit = unit(scan, at: scan.index) {
        // A unit whose number was never filled in.
        scan.index += units[unit].scalars.count
      } else if let first = scan.rest.first, first.isOne(of: ",，;；、/。.:：=()+") {
        if first.isOne(of: ";；/、,，。") { (scan.denied, scan.about, scan.flagBefore) = (false, false, false) }
        scan.index += 1
      } else if let words = Self.denials.first(where: { scan.goesOn(with: $0) }) {
        scan.denied = true
        scan.index += words.count
      } else if let words = Self.approximations.first(where: { scan.goesOn(with: $0) }) {
        scan.about = true
        scan.index += words.count
      } else if let words = Self.fillers.first(where: { scan.goesOn(with: $0) }) {
        scan.index += words.count
      } else {
        takeUnknown(&scan)
      }
    }
  }

  /// The longest label that the text goes on with.
  private func label(_ scan: Scan) -> Label? {
    guard labelBeginnings.contains(scan.text[scan.index]) else { return nil }
    for label in labels where scan.goesOn(with: label.scalars) { return label }
    return nil
  }

  /// The place of the first of the longest units that the text goes on with at a place.
  private func unit(_ scan: Scan, at start: Int) -> Int? {
    guard start < scan.text.count, unitBeginnings.contains(scan.text[start]) else { return nil }
    for place in units.indices where scan.goesOn(with: units[place].scalars, at: start) { return place }
    return nil
  }

  private static let numerals: ScalarSet = ["零", "〇", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十"]
  private static let denials = ["未", "没有", "不", "无", "否"].map { Array($0.unicodeScalars) }
  private static let approximations = ["大约", "大概", "约", "近", "左右"].map { Array($0.unicodeScalars) }
  private static let fillers = ["已", "共计", "合计", "共", "实施", "予以", "进行", "采取", "是", "有", "为", "了", "并", "和", "及"].map {
    Array($0.unicodeScalars)
  }

  private func take(_ label: Label, _ scan: inout Scan) {
    scan.index += label.scalars.count
    scan.name(label.term)
    guard label.isCounted else {
      // `停电：否`, `停电(无)`: the answer may stand behind.
      var next = scan.index
      while next < scan.text.count, scan.text[next].isOne(of: ":：(=") { next += 1 }
      let isDenied = scan.denied || (next > scan.index && Self.denials.contains { scan.goesOn(with: $0, at: next) })
      scan.found[label.term].isFlagged = !isDenied
      scan.flagBefore = true
      scan.open = nil
      return
    }
    scan.open = label.term
    // The unit in brackets that the prompt prints: `(宗)`.
    if scan.rest.first == "(", let close = scan.rest.firstIndex(of: ")"),
      units.contains(where: { $0.scalars == Array(scan.text[(scan.index + 1)..<close]) })
    {
      scan.index = close + 1
    }
  }

  private func takeUnknown(_ scan: inout Scan) {
    let start = scan.index
    while scan.index < scan.text.count, !scan.text[scan.index].isOne(of: ",，;；、/。"),
      scan.open == nil || !scan.text[scan.index].isASCIIDigit, label(scan) == nil
    {
      scan.index += 1
    }
    if scan.index == start { scan.index += 1 }
    if scan.unknown == nil { scan.unknown = start..<scan.index }
  }

  private func takeNumber(_ scan: inout Scan) {
    let start = scan.index
    // Fifteen digits and a power of ten are exact in a double: so is what they come to, as near as a double can be.
    var (digits, power, isPlain) = (0, 0.0, true)
    while scan.index < scan.text.count {
      let scalar = scan.text[scan.index]
      if scalar.isASCIIDigit {
        isPlain = isPlain && scan.index - start < 15
        if isPlain { (digits, power) = (digits * 10 + Int(scalar.value - 0x30), power * 10) }
      } else {
        let next: Unicode.Scalar = scan.index + 1 < scan.text.count ? scan.text[scan.index + 1] : " "
        let isPoint = scalar == "." && next.isASCIIDigit
        guard isPoint || (scalar.isOne(of: ",，") && isThousandsMark(scan)) else { break }
        isPlain = isPlain && isPoint && power == 0
        power = 1
      }
      scan.index += 1
    }
    let written = start..<scan.index
    let isExact = !takeInexact(&scan)
    let unit = takeUnit(&scan)
    let number =
      isPlain ? Double(digits) / max(power, 1) : Double(String(scan.text[written].filter { !$0.isOne(of: ",，") }))
    if let number, isExact {
      place(number, unit, from: start, &scan)
    } else {
      scan.faults.append(Fault(.quantityUnclear, given: scan.text(from: start)))
    }
    (scan.open, scan.about) = (nil, false)
  }

  /// The units of the greatest length that the text goes on with.
  private func takeUnit(_ scan: inout Scan) -> ArraySlice<Measure> {
    guard let first = unit(scan, at: scan.index) else { return [] }
    scan.index += units[first].scalars.count
    // Those of one length and word stand side by side.
    var end = first + 1
    while end < units.count, units[end].scalars == units[first].scalars { end += 1 }
    return units[first..<end]
  }

  /// What makes the number before it one of many: `10余`, `100-120`.
  private func takeInexact(_ scan: inout Scan) -> Bool {
    guard let first = scan.rest.first else { return false }
    switch first {
    case "余", "多", "几":
      scan.index += 1
      return true
    case "-", "~", "—", "至", "到": break
    default: return false
    }
    let digits = scan.rest.dropFirst().drop { $0.isOne(of: "-~—至到") }.prefix { $0.isASCIIDigit || $0 == "." }
    guard !digits.isEmpty else { return false }
    scan.index = digits.endIndex
    return true
  }

  /// A number in Chinese characters, which only a unit behind it tells from other words, and its length; nil where it is a
  /// guess (`两三宗`).
  private func chineseNumber(_ scan: Scan) -> (Int?, length: Int)? {
    guard Self.numerals.contains(scan.text[scan.index]) else { return nil }
    let numeral = scan.rest.prefix(4).prefix { Self.numerals.contains($0) }
    guard unit(scan, at: numeral.endIndex) != nil else { return nil }
    return (ChineseNumeral.count(String(numeral)), numeral.count)
  }

  private func takeChineseNumber(_ number: Int?, _ length: Int, _ scan: inout Scan) {
    let start = scan.index
    scan.index += length
    let unit = takeUnit(&scan)
    let text = scan.text(from: start)
    if let number {
      let written = "\(number)" + scan.text(from: start + length)
      scan.faults.append(Fault(.writtenLoosely, given: text, expected: written))
      place(Double(number), unit, from: start, &scan)
    } else {
      scan.faults.append(Fault(.quantityUnclear, given: text))
    }
    (scan.open, scan.about) = (nil, false)
  }

  private func isThousandsMark(_ scan: Scan) -> Bool {
    let after = scan.text[(scan.index + 1)...].prefix(4)
    return after.count >= 3 && after.prefix(3).allSatisfy(\.isASCIIDigit)
      && (after.count == 3 || !after.last!.isASCIIDigit)
      && scan.index > 0 && scan.text[scan.index - 1].isASCIIDigit
  }

  /// Decides what a number counts: its label where the unit agrees, else the only term whose own unit it bears.
  private func place(_ number: Double, _ units: ArraySlice<Measure>, from start: Int, _ scan: inout Scan) {
    var factor = 1.0
    let term: Int
    if let open = scan.open, units.isEmpty {
      term = open
      scan.faults.append(
        Fault(
          .quantityWithoutUnit, given: scan.text(from: start), expected: terms[open].quantity?.unit,
          words: ["term": terms[open].term]))
    } else if let open = scan.open, let unit = units.first(where: { $0.term == open }) {
      term = open
      switch unit.kind {
      case .own: break
      case .doubtful: scan.faults.append(doubtful(unit, scan.text(from: start)))
      case .converted(let by):
        factor = by
        let shown = JSONValue.number((number * by * 1e6).rounded() / 1e6).text + (terms[open].quantity?.unit ?? "")
        scan.faults.append(Fault(.quantityConverted, given: scan.text(from: start), expected: shown))
      }
    } else if let unit = onlyOwner(units) {
      term = unit.term
      scan.name(term)
      if unit.kind == .doubtful { scan.faults.append(doubtful(unit, scan.text(from: start))) }
      scan.faults.append(Fault(.quantityWithoutLabel, given: scan.text(from: start), expected: terms[term].term))
    } else if scan.flagBefore {
      // `停电1户`: the flag stands; how many is not asked for.
      if units.isEmpty { takeCounter(&scan) }
      return
    } else {
      scan.faults.append(Fault(.quantityBareNumber, given: scan.text(from: start), expected: wordings.listed))
      return
    }
    if scan.about {
      scan.faults.append(
        Fault(.quantityApproximate, given: scan.text(from: start), words: ["term": terms[term].term]))
    }
    let amount = (number * factor * 1e6).rounded() / 1e6
    let isUnclear = terms[term].quantity?.kind == .integer && amount != amount.rounded()
    if isUnclear || scan.found[term].number.map({ $0 != amount }) == true {
      scan.faults.append(Fault(.quantityUnclear, given: scan.text(from: start), words: ["term": terms[term].term]))
    } else {
      scan.found[term].number = amount
    }
  }

  private func onlyOwner(_ units: ArraySlice<Measure>) -> Measure? {
    guard let owner = units.first(where: { $0.kind == .own }) else { return nil }
    return units.count { $0.kind == .own } == 1 ? owner : nil
  }

  /// The counting word behind a number that is not asked for.
  private func takeCounter(_ scan: inout Scan) {
    if let first = scan.rest.first, !first.isOne(of: ",，;；、/。"), !first.isASCIIDigit,
      label(scan) == nil
    {
      scan.index += 1
    }
  }

  private func doubtful(_ unit: Measure, _ text: String) -> Fault {
    Fault(
      .quantityUnitDoubtful, given: text, expected: terms[unit.term].quantity?.unit,
      words: ["term": terms[unit.term].term])
  }

  // MARK: Judging

  private func judge(_ scan: Scan, _ entry: Entry, _ folding: Folding) -> Reading {
    var reading = Reading(faults: scan.faults)
    // The prompt's own list, left as it was, says nothing of the case.
    if scan.namedCount == terms.count, scan.found.allSatisfy({ $0.number == nil }) {
      return Reading(faults: [Fault(.promptNotFilled, given: entry.text)])
    }
    if let range = scan.unknown {
      let text = folding.originalText(range)
      let suggestion = wordings.suggestion(for: folding.scalars[range])
      reading.faults.append(
        Fault(.valueNotInVocabulary, given: text, expected: wordings.listed, suggestion: suggestion))
    }
    if reading.faults.contains(where: { $0.severity == .error }) { return reading }
    for order in 0..<scan.namedCount {
      guard let term = scan.found.firstIndex(where: { $0.order == order }), scan.found[term].number == nil,
        let quantity = terms[term].quantity
      else { continue }
      reading.faults.append(
        Fault(.quantityMissing, given: entry.text, expected: quantity.unit, words: ["term": terms[term].term]))
    }
    reading.value = value(scan)
    if entry.traits.contains(.wideLetters) {
      reading.faults.append(Fault(.writtenLoosely, given: entry.text, expected: Folding.narrowed(entry.text)))
    }
    return reading
  }
}
