import Spreadsheets

/// Tells rows that are data from those that only surround them, by the notice's words. A class: every sheet asks it, on every
/// thread.
final class RowWords: Sendable {
  /// A row that is no data; notes run on to the end of the sheet.
  struct Aside {
    var startsNotes: Bool
  }

  private let totals: Beginnings
  private let signatures: Beginnings
  private let notes: Beginnings
  private let lines: Beginnings
  private let nilReturns: [String]
  private let nilBeginnings: Beginnings
  private let nothing: WordSet
  private let units: WordSet

  init(_ words: Surroundings, units: [Unit]) {
    lines = Beginnings((words.unitLines + words.dateLines).map(Folding.fold))
    self.units = WordSet(units.flatMap { [$0.name] + $0.aliases })
    nothing = WordSet(words.nothing)
    totals = Beginnings(words.totals.map(Folding.fold))
    signatures = Beginnings(words.signatures.map(Folding.fold))
    notes = Beginnings(words.notes.map(Folding.fold))
    nilReturns = words.nilReturns.map(Folding.fold)
    nilBeginnings = Beginnings(nilReturns)
  }

  func isNil(_ text: String) -> Bool {
    let folded = Folding.fold(text)
    // A sentence that tells more is no nil return: it is some clause of a narrative.
    return nilBeginnings.mayStand(in: folded) && folded.unicodeScalars.count <= 40
      && nilReturns.contains { folded.holds($0) }
  }

  /// Whether a cell says that there is nothing.
  func isNothing(_ cell: Cell) -> Bool {
    guard case .text(let text)? = cell.value, text.byteCount <= 12 else { return false }
    return nothing.contains(text.string)
  }

  /// What a row with these few texts is, when it is no data.
  func aside(_ texts: [String], isBelowNotes: Bool) -> Aside? {
    guard let first = texts.first.map({ Folding.fold($0) }) else { return nil }
    if texts.count <= 3, opens(first, notes) { return Aside(startsNotes: true) }
    if isBelowNotes, texts.count <= 2 { return Aside(startsNotes: true) }
    if opens(first, signatures) || opens(first, lines) {
      return Aside(startsNotes: false)
    }
    if texts.count <= 2, isNumberedNote(first) || (texts.count == 1 && first.unicodeScalars.count > 30) {
      return Aside(startsNotes: false)
    }
    return nil
  }

  /// Whether a row begins with a word for a total, however many numbers follow.
  func isTotal(_ cells: [Cell]) -> Bool {
    cells.prefix(3).contains { cell in
      guard case .text(let text)? = cell.value, text.byteCount <= 24, text.withBytes(totals.mayBegin) else {
        return false
      }
      let folded = Folding.fold(text.string)
      return totals.words.contains { isTotal(folded, $0) }
    }
  }

  /// Whether a text is a unit or a date that stands where the column asks for something else.
  func isSignature(_ text: String, under column: Column) -> Bool {
    // `某某街道（盖章）`.
    if column.type.kind != .unit, units.contains(text) || units.contains(HeaderIndex.withoutBrackets(text)) {
      return true
    }
    guard column.type.kind != .date else { return false }
    return Folding.fold(text).wholeMatch(of: /([0-9〇○零一二三四五六七八九十]{2,4}年)?[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}[日号]/)
      != nil
  }

  private func opens(_ text: String, _ words: Beginnings) -> Bool {
    var text = text
    let mayOpen = text.withUTF8 { words.mayBegin(UnsafeRawBufferPointer($0)) }
    return mayOpen && words.words.contains { opens(text, $0) }
  }

  /// `备注：…`, `备注` alone, `注意事项` and the like, and not `备注本案…`.
  private func opens(_ text: String, _ word: String) -> Bool {
    guard text.opens(with: word) else { return false }
    return text.unicodeScalars.dropFirst(word.unicodeScalars.count).first?.isOne(of: ":：(（,，、.") ?? true
  }

  private func isTotal(_ text: String, _ word: String) -> Bool {
    text.opens(with: word) && (opens(text, word) || text.count <= word.count + 4)
  }

  /// `1、报送日期：填写…`: a number, a point and a sentence.
  private func isNumberedNote(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    let number = scalars.prefix(4).prefix { $0.isASCIIDigit || $0.isOne(of: "一二三四五六七八九十(（") }.count
    let rest = scalars.dropFirst(number)
    guard (1...3).contains(number), let mark = rest.first, mark.isOne(of: "、.．)）") else { return false }
    return rest.prefix(7).count > 6 && rest.dropFirst().contains { !$0.isASCIIDigit && $0 != "." }
  }
}
