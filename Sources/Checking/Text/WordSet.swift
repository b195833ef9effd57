import Spreadsheets

/// A few words, and whether a text is one of them as texts are compared.
struct WordSet: Sendable {
  private let folded: Set<Text>
  /// In bytes.
  private let longest: Int

  init(_ words: some Sequence<String>) {
    folded = Set(words.map { Text(Folding.fold($0)) })
    longest = folded.map(\.utf8.count).max() ?? 0
  }

  func contains(_ text: String) -> Bool {
    let text = Folding.fold(text)
    return text.utf8.count <= longest && folded.contains(Text(text))
  }
}
