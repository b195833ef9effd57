/// Reads one or several terms of a vocabulary.
///
/// The longest known wording that fills the space up to a separator counts first, for a term may hold what separates terms
/// elsewhere; only what is left is cut at separators.
struct TermsValue {
  private let wordings: Wordings
  private let many: Bool
  private let separators: ScalarSet
  private static let usual: ScalarSet = ["、", "/", ";", "；", "\\", "|", "+", "。", "和", "及"]

  /// - Parameter separators: what parts two terms in this column, folded; nil for any usual separator.
  init(_ vocabulary: Vocabulary, many: Bool, separators: Set<Unicode.Scalar>? = nil) {
    // A line break is read as `;`.
    self.separators = separators.map { ScalarSet($0.union([";"])) } ?? Self.usual
    wordings = Wordings(vocabulary)
    self.many = many
  }

  func read(_ entry: Entry) -> Reading {
    guard entry.hasLineBreak else { return read(entry.text, entry.text) }
    // A line break parts two terms or falls into the middle of one.
    let parted = read(String(entry.text.map { $0.isNewline ? ";" : $0 }), entry.text)
    if parted.value != .null { return parted }
    let joined = read(String(entry.text.filter { !$0.isNewline }), entry.text)
    return joined.value != .null ? joined : parted
  }

  private func read(_ typed: String, _ text: String) -> Reading {
    var reading = Reading()
    var ids: [String] = []
    let items = items(Wordings.evened(Folding.fold(typed)))
    for item in items {
      // A cell that is one item is quoted as it stands.
      func quoted() -> String { items.count == 1 ? text : String(item.scalars) }
      switch item.meaning {
      case .term(let id), .alias(let id), .half(let id):
        if !ids.contains(id) { ids.append(id) }
        if let fault = note(item, id, quoted()) { reading.faults.append(fault) }
      case .ambiguous(let candidates):
        let names = candidates.map(wordings.name).joined(separator: " / ")
        reading.faults.append(Fault(.termAmbiguous, given: quoted(), expected: names))
      case .rejected, nil:
        let suggestion =
          if case .rejected(let id) = item.meaning { wordings.name(id) } else {
            wordings.suggestion(for: item.scalars)
          }
        reading.faults.append(
          Fault(.valueNotInVocabulary, given: quoted(), expected: wordings.listed, suggestion: suggestion))
      }
    }
    if reading.faults.contains(where: { $0.severity == .error }) { return reading }
    if ids.isEmpty {
      reading.faults.append(Fault(.valueNotInVocabulary, given: text, expected: wordings.listed))
    } else if !many, ids.count > 1 {
      reading.faults.append(
        Fault(.severalValuesWhereOne, given: text, expected: ids.map(wordings.name).joined(separator: " 或 ")))
    } else {
      reading.value = many ? .array(ids.map(JSONValue.string)) : .string(ids[0])
      let plain = ids.map(wordings.name)
      if reading.faults.isEmpty, !Self.isPlain(text, plain) {
        reading.faults.append(Fault(.writtenLoosely, given: text, expected: plain.joined(separator: " / ")))
      }
    }
    return reading
  }

  /// Whether the text is the notice's own wording, letter for letter, with an ordinary separator.
  private static func isPlain(_ text: String, _ names: [String]) -> Bool {
    if names.count == 1, text.utf8.count == names[0].utf8.count, text.opens(with: names[0]) { return true }
    return text.utf8Span.span.withUnsafeBufferPointer { bytes in
      var index = 0
      for name in names {
        let start = index
        while index < bytes.count, case (let scalar, let length) = Folding.scalar(in: bytes, at: index),
          scalar.isOne(of: "；;，,/、\n ")
        {
          index += length
        }
        guard index > start || start == 0, bytes[index...].starts(with: name.utf8) else { return false }
        index += name.utf8.count
      }
      return index == bytes.count
    }
  }

  private struct Item {
    var scalars: [Unicode.Scalar]
    var meaning: Wordings.Meaning?
  }

  private func items(_ text: [Unicode.Scalar]) -> [Item] {
    var items: [Item] = []
    var start = 0
    while start < text.count {
      if separators.contains(text[start]) {
        start += 1
        continue
      }
      let rest = text[start...]
      if let number = numbering(rest) {
        start += number
        continue
      }
      if let wording = wordings.longest(at: rest, where: { ends(text, start + $0.scalars.count) }) {
        items.append(Item(scalars: wording.scalars, meaning: wording.meaning))
        start += wording.scalars.count
        continue
      }
      let end = rest.firstIndex { separators.contains($0) && $0 != "和" && $0 != "及" } ?? text.count
      items += pieces(Array(text[start..<end]))
      start = end
    }
    return items
  }

  /// The length of `1、` or `2.` before an item; nil where none stands there.
  private func numbering(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
    let digits = text.prefix { $0.isASCIIDigit }.count
    guard (1...2).contains(digits), let mark = text.dropFirst(digits).first, mark.isOne(of: "、.)"),
      let next = text.dropFirst(digits + 1).first, !next.isASCIIDigit
    else { return nil }
    return digits + 1
  }

  private func ends(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    index == text.count || separators.contains(text[index])
  }

  /// What stands between two separators and is no wording: numbered (`1.`), run together, or unknown.
  private func pieces(_ piece: [Unicode.Scalar]) -> [Item] {
    let bare = piece.drop { $0.isASCIIDigit || $0.isOne(of: ".():") }
    if bare.count < piece.count, let meaning = wordings.meaning(of: bare) {
      return [Item(scalars: Array(bare), meaning: meaning)]
    }
    var rest = bare[...]
    var found: [Item] = []
    while !rest.isEmpty, let wording = wordings.longest(at: rest) {
      found.append(Item(scalars: wording.scalars, meaning: wording.meaning))
      rest = rest.dropFirst(wording.scalars.count).drop { $0.isASCIIDigit || $0.isOne(of: ".():") }
    }
    return rest.isEmpty && !found.isEmpty ? found : [Item(scalars: piece, meaning: nil)]
  }

  private func note(_ item: Item, _ id: String, _ quoted: @autoclosure () -> String) -> Fault? {
    switch item.meaning {
    case .alias: Fault(.aliasUnderstood, given: quoted(), expected: wordings.name(id))
    case .half: Fault(.halfOfTerm, given: quoted(), expected: wordings.name(id))
    default: nil
    }
  }
}
