extension NarrativeColumn {
  /// What a cell says.
  ///
  /// - Parameters:
  ///   - text: the cell's text as it stands there; a picture formula counts as no text.
  ///   - quarter: the quarter the form is for; gives 本季度 its months, and figures of other periods are passed over.
  ///     Nil when unknown: then every period is taken as the report's own.
  ///   - links: addresses of the cell's own hyperlinks.
  ///   - pictures: how many pictures stand in the cell.
  package func read(
    _ text: String, quarter: (year: Int, quarter: Int)? = nil, links: [String] = [], pictures: Int = 0
  ) -> NarrativeReading {
    let formula = NarrativeScript.pictureFormula(text)
    let text = NarrativeScript.Text(formula?.rest ?? text)
    let pictures = pictures + (formula?.count ?? 0)
    var flags: Set<String> = []
    var reading = reading(of: text, quarter: quarter, links: links, pictures: pictures, flags: &flags)
    reading.flags = sorted(flags)
    return reading
  }

  private func reading(
    of text: NarrativeScript.Text, quarter: (year: Int, quarter: Int)?, links: [String], pictures: Int,
    flags: inout Set<String>
  ) -> NarrativeReading {
    var reading = NarrativeReading()
    let words = text.scalars.filter { !NarrativeScript.isSpace($0) }
    if words.isEmpty {
      takeLinks(links, [], text, into: &reading)
      flags.insert((pictures > 0 ? NarrativeFlag.imageOnly : .empty).rawValue)
      return reading
    }
    let lexer = NarrativeLexer(text, grammar: grammar, quarter: quarter)
    if isNilReport(words, lexer, text, &reading) {
      flags.insert(NarrativeFlag.nilReport.rawValue)
      for slot in slots where slot.type == .int || slot.type == .decimal { reading.values[slot.key] = .amount(.zero) }
      return reading
    }
    let reader = NarrativeReader(lexer, column: self, quarter: quarter)
    let resolution = NarrativeResolution(
      reader.isOverfull ? [] : reader.assertions, column: self, mentioned: reader.mentioned,
      restIsZero: reader.restIsZero != nil && !reader.isOverfull)
    flags.formUnion(reader.flags)
    flags.formUnion(resolution.flags)
    if reader.isOverfull { flags.insert(NarrativeFlag.ambiguous.rawValue) }

    reading.months = NarrativeScript.months(of: reader.mask)
    for (slot, value) in resolution.values { reading.values[slots[slot].key] = .amount(value) }
    for (month, values) in resolution.byMonth {
      reading.byMonth[month] = Dictionary(uniqueKeysWithValues: values.map { (slots[$0.key].key, .amount($0.value)) })
    }
    for assertion in reader.assertions where reading.evidence[slots[assertion.slot].key]?.count ?? 0 < 64 {
      reading.evidence[slots[assertion.slot].key, default: []].append(text.evidence(assertion.range))
    }
    takeItems(reader, text, into: &reading, &flags)
    takeLinks(links, reader.links, text, into: &reading)
    describe(reader, &flags, reading)
    relate(&reading, &flags, pictures: pictures)
    return reading
  }

  /// 无, /, 0, or one of these with the quarter before it.
  private func isNilReport(
    _ words: [UInt32], _ lexer: NarrativeLexer, _ text: NarrativeScript.Text, _ reading: inout NarrativeReading
  ) -> Bool {
    guard words.count <= 40 else { return false }
    func isNil(_ scalars: some Sequence<UInt32>) -> Bool {
      let whole = scalars.filter { !NarrativeScript.isSpace($0) }
      if grammar.nilReports.contains(whole) { return true }
      return grammar.nilReports.contains(whole.filter { NarrativeScript.mark($0) == nil })
    }
    if isNil(words) { return true }
    guard case .period(let period)? = lexer.tokens.first?.kind, period.placed, let first = lexer.tokens.first else {
      return false
    }
    guard isNil(text.scalars[first.range.upperBound...]) else { return false }
    reading.months = period.months.sorted()
    return true
  }

  private func takeItems(
    _ reader: NarrativeReader, _ text: NarrativeScript.Text, into reading: inout NarrativeReading,
    _ flags: inout Set<String>
  ) {
    for (slot, ranges) in reader.items {
      let key = slots[slot].key
      var items: [String] = []
      if case .list(let known)? = reading.values[key] { items = known }
      for range in ranges {
        let evidence = text.evidence(range)
        let item = String(String.UnicodeScalarView(evidence.text.unicodeScalars.map(NarrativeScript.narrow)))
        if NarrativeScript.isScientific(text.scalars[range]) { flags.insert(NarrativeFlag.sciNotation.rawValue) }
        if !items.contains(item) { items.append(item) }
        reading.evidence[key, default: []].append(evidence)
      }
      if !items.isEmpty { reading.values[key] = .list(items) }
    }
  }

  private func takeLinks(
    _ given: [String], _ found: [Range<Int>], _ text: NarrativeScript.Text, into reading: inout NarrativeReading
  ) {
    guard let slot = slots.first(where: { $0.type == .url }) else { return }
    var links: [String] = []
    var seen: Set<String> = []
    for range in found {
      let evidence = text.evidence(range)
      if seen.insert(evidence.text).inserted { links.append(evidence.text) }
      reading.evidence[slot.key, default: []].append(evidence)
    }
    for link in given where seen.insert(link).inserted { links.append(link) }
    if !links.isEmpty { reading.values[slot.key] = .list(links) }
  }

  /// Flags that tell how the cell was written.
  private func describe(_ reader: NarrativeReader, _ flags: inout Set<String>, _ reading: NarrativeReading) {
    let numbers = slots.indices.filter { slots[$0].type == .int || slots[$0].type == .decimal }
    var first: [Int] = []
    for assertion in reader.assertions where !first.contains(assertion.slot) { first.append(assertion.slot) }
    if zip(first, first.dropFirst()).contains(where: { $0 > $1 }) { flags.insert(NarrativeFlag.reordered.rawValue) }
    if !reader.canonicalOnly { flags.insert(NarrativeFlag.paraphrase.rawValue) }
    let stated = numbers.filter { reading.values[slots[$0].key] != nil }
    let mentioned = Set(first)
    flags.remove(NarrativeFlag.omittedClause.rawValue)
    if stated.count == 1, let head = grammar.head, stated == [head], mentioned == [head],
      reading.values[slots[head].key] == .amount(.zero)
    {
      flags.insert(NarrativeFlag.impliedZero.rawValue)
    } else if numbers.contains(where: {
      slots[$0].required && !mentioned.contains($0) && reading.values[slots[$0].key] == nil
    }) {
      flags.insert(NarrativeFlag.omittedClause.rawValue)
    }
  }

  private func relate(_ reading: inout NarrativeReading, _ flags: inout Set<String>, pictures: Int) {
    let bounds = slots.compactMap { slot in slot.le.map { NarrativeRelation($0, of: slot.key) } }
    for relation in bounds + relations {
      guard let fault = relation.fault(in: reading, pictures: pictures) else { continue }
      reading.faults.append(fault)
      flags.insert(relation.flag)
    }
  }

  private func sorted(_ flags: Set<String>) -> [String] {
    let known = NarrativeFlag.allCases.map(\.rawValue)
    return known.filter(flags.contains) + flags.subtracting(known).sorted()
  }
}

extension NarrativeScript {
  /// WPS keeps a picture in a cell as `=DISPIMG("ID_…",1)`; what is left of the text without them, and how many there are.
  static func pictureFormula(_ text: String) -> (rest: String, count: Int)? {
    let name = Array("DISPIMG(".utf8)
    let bytes = Array(text.utf8)
    var rest: [UInt8] = []
    var count = 0
    var at = 0
    while at < bytes.count {
      let start = bytes[at] == UInt8(ascii: "=") ? at + 1 : at
      let prefix = Array("_xlfn.".utf8)
      let call = bytes[start...].starts(with: prefix) ? start + prefix.count : start
      if bytes[at] == UInt8(ascii: "=") || bytes[at] == name[0], call <= bytes.count, bytes[call...].starts(with: name),
        let close = bytes[call...].prefix(256).firstIndex(of: UInt8(ascii: ")"))
      {
        count += 1
        at = close + 1
      } else {
        rest.append(bytes[at])
        at += 1
      }
    }
    return count == 0 ? nil : (String(decoding: rest, as: UTF8.self), count)
  }

  /// Full-width forms as half-width ones, the case kept.
  static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
  }

  /// 3.50102e+17.
  static func isScientific(_ scalars: ArraySlice<UInt32>) -> Bool {
    guard let exponent = scalars.firstIndex(of: 0x65), exponent > scalars.startIndex else { return false }
    return scalars[..<exponent].allSatisfy { isDigit($0) || $0 == point }
      && scalars[(exponent + 1)...].allSatisfy { isDigit($0) || $0 == 0x2B || $0 == 0x2D }
      && exponent + 1 < scalars.endIndex
  }
}
