/// A vocabulary made ready for looking up: every way to write a term, the longest first.
struct Wordings {
  enum Meaning: Hashable {
    case term(String)
    case alias(String)
    case half(String)
    case ambiguous([String])
    /// Not admitted; the id of what is likely meant.
    case rejected(String)
  }

  struct Wording {
    var scalars: [Unicode.Scalar]
    var meaning: Meaning
  }

  let vocabulary: Vocabulary
  let all: [Wording]
  private let byText: [[Unicode.Scalar]: Meaning]
  /// By first scalar, the longest first.
  private let byFirst: [Unicode.Scalar: [Wording]]
  private let firsts: ScalarSet

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    var byText: [[Unicode.Scalar]: Meaning] = [:]
    var all: [Wording] = []
    func add(_ text: String, _ meaning: Meaning) {
      let scalars = Self.evened(Folding.fold(text))
      guard !scalars.isEmpty, byText[scalars] == nil else { return }
      byText[scalars] = meaning
      all.append(Wording(scalars: scalars, meaning: meaning))
    }
    for term in vocabulary.terms { add(term.term, .term(term.id)) }
    for term in vocabulary.terms {
      for alias in term.aliases { add(alias, .alias(term.id)) }
      for half in term.halves { add(half, .half(term.id)) }
    }
    for (text, ids) in vocabulary.ambiguous.sorted(by: { $0.key < $1.key }) { add(text, .ambiguous(ids)) }
    for (text, id) in vocabulary.rejected.sorted(by: { $0.key < $1.key }) { add(text, .rejected(id)) }
    self.byText = byText
    // Stable: equal lengths stay in the notice's order.
    self.all = all.enumerated()
      .sorted { ($1.element.scalars.count, $0.offset) < ($0.element.scalars.count, $1.offset) }.map(\.element)
    byFirst = Dictionary(grouping: self.all) { $0.scalars[0] }
    firsts = ScalarSet(byFirst.keys)
  }

  /// Commas inside a term may be of any kind: `、` stands for them all.
  static func evened(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.map { $0 == "," || $0 == "，" ? "、" : $0 }
  }

  func meaning(of scalars: some Sequence<Unicode.Scalar>) -> Meaning? { byText[Array(scalars)] }

  /// The longest wording that a text begins with.
  func longest(at text: ArraySlice<Unicode.Scalar>) -> Wording? { longest(at: text) { _ in true } }

  /// The longest wording that a text begins with and that is as wanted.
  func longest(at text: ArraySlice<Unicode.Scalar>, where isWanted: (Wording) -> Bool) -> Wording? {
    guard let first = text.first, firsts.contains(first) else { return nil }
    return byFirst[first]?.first { text.starts(with: $0.scalars) && isWanted($0) }
  }

  func name(_ id: String) -> String { vocabulary.term(id)?.term ?? id }

  /// What the notice admits, as it is listed to people.
  var listed: String { vocabulary.terms.map(\.term).joined(separator: " / ") }

  /// The term a mistyped text can well mean.
  func suggestion(for given: some Sequence<Unicode.Scalar>) -> String? {
    let candidates = all.compactMap { wording -> (String, [Unicode.Scalar])? in
      switch wording.meaning {
      case .term(let id), .alias(let id), .half(let id): (id, wording.scalars)
      case .ambiguous, .rejected: nil
      }
    }
    return Similarity.nearest(to: Array(given), among: candidates).map(name)
  }
}
