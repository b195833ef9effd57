import Spreadsheets

/// A few words, and whether a text is one of them as texts are compared.
struct WordSet: Sendable {
  private let folded: Set<Text>
  /// What they begin with: most texts begin otherwise and need not be folded.
  private let beginnings: Set<Unicode.Scalar?>
  /// In bytes.
  private let longest: Int

  init(_ words: some Sequence<String>) {
    folded = Set(words.map { Text(Folding.fold($0)) })
    beginnings = Set(words.map(Folding.first))
    longest = folded.map(\.utf8.count).max() ?? 0
  }

  func contains(_ text: String) -> Bool {
    guard beginnings.contains(Folding.first(of: text)) else { return false }
    let text = Folding.fold(text)
    return text.utf8.count <= longest && folded.contains(Text(text))
  }
}
