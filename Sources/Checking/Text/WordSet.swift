/// A few words, and whether a text is one of them as texts are compared.
struct WordSet: Sendable {
  private let folded: [String]
  /// What they begin with: most texts begin otherwise and need not be folded.
  private let beginnings: ScalarSet
  /// Whether nothing is left of one of them when it is folded.
  private let holdsNothing: Bool

  init(_ words: some Sequence<String>) {
    folded = words.map(Folding.fold)
    beginnings = ScalarSet(words.compactMap(Folding.first))
    holdsNothing = folded.contains("")
  }

  func contains(_ text: String) -> Bool {
    guard let first = Folding.first(of: text) else { return holdsNothing }
    guard beginnings.contains(first) else { return false }
    let text = Folding.fold(text)
    return folded.contains { $0.utf8.count == text.utf8.count && text.opens(with: $0) }
  }
}
