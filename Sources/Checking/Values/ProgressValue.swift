/// Reads how far a case is: a state of the vocabulary and what was done.
struct ProgressValue {
  private let wordings: Wordings
  /// What the form itself prints behind a state, and the examples that it gives, folded.
  private let printed: [[UInt8]]
  private static let separators: ScalarSet = [
    ":", "：", ",", "，", "、", ";", "；", "。", ".", "/", "-", "—", "(", "（", "[", " ", "\n",
  ]

  init(_ vocabulary: Vocabulary, prompts: [String]) {
    let wordings = Wordings(vocabulary)
    self.wordings = wordings
    printed = prompts.map { Array(Folding.fold($0).unicodeScalars) }.flatMap { prompt in
      prompt.indices.compactMap { index -> [UInt8]? in
        let rest = prompt[index...]
        if rest.starts(with: Self.example) { return Array(String(rest).utf8) }
        return wordings.longest(at: rest).map { Array(String(rest.dropFirst($0.scalars.count)).utf8) }
      }
    }
  }

  func read(_ entry: Entry) -> Reading {
    let folding = Folding(entry.text)
    let found = states(folding.scalars[...])
    var named: [String] = []
    for state in found {
      if let id = state.id, !named.contains(id) { named.append(id) }
    }
    if let rejected = found.first(where: { $0.id == nil }) {
      let meant: String? = if case .rejected(let id) = rejected.meaning { wordings.name(id) } else { nil }
      return unknown(entry, folding.originalText(rejected.range), suggestion: meant)
    }
    guard let state = found.first, named.count == 1, let id = state.id, let term = wordings.vocabulary.term(id) else {
      if named.count > 1 {
        let names = named.sorted().map(wordings.name).joined(separator: " 或 ")
        return Reading(faults: [Fault(.severalValuesWhereOne, given: entry.text, expected: names)])
      }
      let head = folding.scalars.prefix { !Self.separators.contains($0) }
      return unknown(entry, entry.text, suggestion: wordings.suggestion(for: head))
    }
    let measures = measures(folding, state.range)
    if let measures, isPrinted(measures) {
      return Reading(faults: [Fault(.promptNotFilled, given: entry.text)])
    }
    let value = NamedValues(names: Self.names, values: [JSONValue(measures), .string(id)], like: Self.names)
    var reading = Reading(value: .object(value))
    if case .alias = state.meaning {
      let given = folding.originalText(state.range)
      reading.faults.append(Fault(.aliasUnderstood, given: given, expected: term.term))
    }
    if term.measuresRequired, measures == nil {
      reading.faults.append(Fault(.measuresMissing, given: entry.text, words: ["term": term.term]))
    }
    return reading
  }

  private static let names = ["measures", "status"]
  private static let example: [Unicode.Scalar] = ["如", ":"]

  /// Whether the measures are what the form prints there, left as it was.
  private func isPrinted(_ measures: String) -> Bool {
    let folded = Folding.fold(measures).utf8
    return printed.contains { $0.starts(with: folded) }
  }

  private struct State {
    var range: Range<Int>
    var meaning: Wordings.Meaning

    var id: String? {
      switch meaning {
      case .term(let id), .alias(let id), .half(let id): id
      case .ambiguous, .rejected: nil
      }
    }
  }

  private func unknown(_ entry: Entry, _ given: String, suggestion: String?) -> Reading {
    Reading(faults: [
      Fault(.valueNotInVocabulary, given: given, expected: wordings.listed, suggestion: suggestion)
    ])
  }

  /// Every state the text names; the one it begins with settles the matter.
  private func states(_ text: ArraySlice<Unicode.Scalar>) -> [State] {
    var found: [State] = []
    var index = text.startIndex
    while index < text.endIndex {
      if let wording = wordings.longest(at: text[index...]) {
        let range = index..<(index + wording.scalars.count)
        found.append(State(range: range, meaning: wording.meaning))
        // What follows a separator after an opening state tells measures, in whatever words.
        if index == text.startIndex,
          range.upperBound == text.endIndex || Self.separators.contains(text[range.upperBound])
        {
          let others = states(text[range.upperBound...]).filter { $0.id != nil && $0.id != found[0].id }
          return others.isEmpty || !isList(text, found[0].range) ? found : found + others
        }
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  /// Whether the state is followed by a slash: the prompt's own alternatives, left as they were.
  private func isList(_ text: ArraySlice<Unicode.Scalar>, _ range: Range<Int>) -> Bool {
    range.upperBound < text.endIndex && text[range.upperBound] == "/"
  }

  private func measures(_ folding: Folding, _ state: Range<Int>) -> String? {
    let after = folding.originalText(state.upperBound..<folding.count)
    let text = after.isEmpty ? folding.originalText(0..<state.lowerBound) : after
    var rest = text.unicodeScalars[...]
    while let first = rest.first, Self.separators.contains(first) { rest.removeFirst() }
    while let last = rest.last, last.isOne(of: "，,、；;。. ") { rest.removeLast() }
    // The closing bracket of what the state opened.
    if let last = rest.last, last.isOne(of: "）)]"),
      rest.count(where: { $0.isOne(of: "）)]") }) > rest.count(where: { $0.isOne(of: "（([") })
    {
      rest.removeLast()
    }
    let measures = String(rest).trimmed
    return measures.isEmpty ? nil : measures
  }
}
