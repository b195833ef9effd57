/// Tells rows that are data from those that only surround them, by the notice's words.
struct RowWords {
  enum Kind {
    /// No data; `startsNotes` where notes begin, which run to the end of the sheet.
    case aside(startsNotes: Bool)
    case perhapsData
  }

  private let totals: [String]
  private let signatures: [String]
  private let notes: [String]
  private let nilReturns: [String]

  init(_ words: Surroundings) {
    totals = words.totals.map(Folding.fold)
    signatures = words.signatures.map(Folding.fold)
    notes = words.notes.map(Folding.fold)
    nilReturns = words.nilReturns.map(Folding.fold)
  }

  func isNil(_ text: String) -> Bool {
    let folded = Folding.fold(text)
    // A sentence that tells more is no nil return: it is some clause of a narrative.
    return folded.count <= 40 && nilReturns.contains { folded.contains($0) }
  }

  func kind(of texts: [String], isBelowNotes: Bool, isPrompt: Bool, isHeader: () -> Bool) -> Kind {
    guard let first = texts.first.map(Folding.fold) else { return .perhapsData }
    if isPrompt { return .aside(startsNotes: false) }
    if texts.count <= 3, notes.contains(where: { opens(first, $0) }) { return .aside(startsNotes: true) }
    if isBelowNotes, texts.count <= 2 { return .aside(startsNotes: true) }
    if texts.contains(where: { text in totals.contains { isTotal(Folding.fold(text), $0) } }), texts.count <= 6 {
      return .aside(startsNotes: false)
    }
    if texts.count <= 6, signatures.contains(where: { opens(first, $0) }) { return .aside(startsNotes: false) }
    if texts.count <= 2, isNumberedNote(first) || (texts.count == 1 && first.count > 30) {
      return .aside(startsNotes: false)
    }
    if texts.count >= 3, isHeader() { return .aside(startsNotes: false) }
    return .perhapsData
  }

  /// `备注：…`, `备注` alone, `注意事项` and the like, and not `备注本案…`.
  private func opens(_ text: String, _ word: String) -> Bool {
    guard text.hasPrefix(word) else { return false }
    let rest = text.dropFirst(word.count)
    return rest.isEmpty || ":：(（,，、.".contains(rest.first ?? " ")
  }

  private func isTotal(_ text: String, _ word: String) -> Bool {
    text == word || opens(text, word) || (text.hasPrefix(word) && text.count <= word.count + 4)
  }

  /// `1、报送日期：填写…`: a number, a point and a sentence.
  private func isNumberedNote(_ text: String) -> Bool {
    let rest = text.drop { $0.isASCIIDigit || "一二三四五六七八九十(（".contains($0) }
    guard rest.count < text.count, text.count - rest.count <= 3, let mark = rest.first, "、.．)）".contains(mark) else {
      return false
    }
    return rest.count > 6 && rest.dropFirst().contains { !$0.isASCIIDigit && $0 != "." }
  }
}
