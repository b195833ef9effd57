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
    var characters: [Character]
    var meaning: Meaning
  }

  let vocabulary: Vocabulary
  let all: [Wording]
  private let byText: [[Character]: Meaning]
  /// By first character, the longest first.
  private let byFirst: [Character: [Wording]]

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    var byText: [[Character]: Meaning] = [:]
    var all: [Wording] = []
    func add(_ text: String, _ meaning: Meaning) {
      let characters = Array(Self.evened(Folding.fold(text)))
      guard !characters.isEmpty, byText[characters] == nil else { return }
      byText[characters] = meaning
      all.append(Wording(characters: characters, meaning: meaning))
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
      .sorted { ($1.element.characters.count, $0.offset) < ($0.element.characters.count, $1.offset) }.map(\.element)
    byFirst = Dictionary(grouping: self.all) { $0.characters[0] }
  }

  /// Commas inside a term may be of any kind: `、` stands for them all.
  static func evened(_ text: some Sequence<Character>) -> String {
    String(text.map { $0 == "," || $0 == "，" ? "、" : $0 })
  }

  func meaning(of characters: some Sequence<Character>) -> Meaning? { byText[Array(characters)] }

  /// The longest wording that a text begins with.
  func longest(at text: ArraySlice<Character>) -> Wording? { longest(at: text) { _ in true } }

  /// The longest wording that a text begins with and that is as wanted.
  func longest(at text: ArraySlice<Character>, where isWanted: (Wording) -> Bool) -> Wording? {
    guard let first = text.first else { return nil }
    return byFirst[first]?.first { text.starts(with: $0.characters) && isWanted($0) }
  }

  func name(_ id: String) -> String { vocabulary.term(id)?.term ?? id }

  /// What the notice admits, as it is listed to people.
  var listed: String { vocabulary.terms.map(\.term).joined(separator: " / ") }

  /// The term a mistyped text can well mean.
  func suggestion(for given: some Sequence<Character>) -> String? {
    let candidates = all.compactMap { wording -> (String, [Character])? in
      switch wording.meaning {
      case .term(let id), .alias(let id), .half(let id): (id, wording.characters)
      case .ambiguous, .rejected: nil
      }
    }
    return Similarity.nearest(to: Array(given), among: candidates).map(name)
  }
}
