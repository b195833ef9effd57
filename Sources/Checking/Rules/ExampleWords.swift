/// A notice's own words for the examples of rules, by the names that stand in braces there.
struct ExampleWords {
  private let notice: Notice
  /// Words that every example may use.
  let common: [String: String]

  init(_ notice: Notice) {
    self.notice = notice
    var words = ["year": "\(notice.issued.year)", "nil": notice.words.nilReturns.first ?? ""]
    words["unit"] = notice.units.first?.name
    words["otherUnit"] = notice.units.dropFirst().first?.name
    words["expected"] = "通知所列的内容"
    common = words
  }

  /// An example as people read it; nil where the notice has no column for it.
  func text(of example: Example) -> String? {
    switch example {
    case .situation(let text): filling(text, common)
    case .cell(let kind, let text): cell(kind, text).map { $0.text.isEmpty ? "空着" : "“\($0.text)”" }
    case .number(_, let number): "数字格式的 \(JSONValue.number(number).text)"
    }
  }

  /// The column of a kind that has all the words an example needs, and the example's text there.
  func cell(_ kind: ColumnType.Kind, _ text: String) -> (column: Column, text: String)? {
    let names = text.matches(of: /\{(\w+)\}/).map { String($0.1) }
    for form in notice.forms {
      for column in form.columns where column.type.kind == kind && column.blank == blankWanted(kind, form) {
        let words = common.merging(self.words(of: column)) { _, own in own }
        if names.allSatisfy({ words[$0] != nil }) { return (column, filling(text, words)) }
      }
    }
    return nil
  }

  /// Plain texts may be left blank in places: examples stand in a column that must be filled.
  private func blankWanted(_ kind: ColumnType.Kind, _ form: Form) -> Column.Blank {
    let columns = form.columns.filter { $0.type.kind == kind }
    return columns.contains { $0.blank == .error } ? .error : columns.first?.blank ?? .error
  }

  func words(of column: Column) -> [String: String] {
    guard let vocabulary = column.type.vocabulary.flatMap({ notice.vocabularies[$0] }) else { return [:] }
    var words: [String: String] = [:]
    let terms = vocabulary.terms
    words["term"] = terms.first?.term
    words["otherTerm"] = terms.dropFirst().first?.term
    words["alias"] = terms.first?.aliases.first
    words["typo"] = terms.first { $0.term.count >= 4 }.map { mistyped($0.term) }
    if let term = terms.first(where: { !$0.halves.isEmpty }) {
      (words["half"], words["whole"]) = (term.halves.first, term.term)
    }
    if let (wording, ids) = vocabulary.ambiguous.min(by: { $0.key < $1.key }) {
      words["ambiguous"] = wording
      words["meant"] = ids.first.flatMap { vocabulary.term($0)?.term }
    }
    words["doneState"] = terms.first { $0.measuresRequired }?.term
    words["allQuantities"] =
      terms.map { term in term.term + (term.quantity.map { "(\($0.unit))" } ?? "") }.joined(separator: "/")
    if let term = terms.first(where: { $0.quantity?.kind == .integer }), let quantity = term.quantity {
      words["quantity"] = term.term
      words["quantityUnit"] = quantity.unit
      words["doubtfulUnit"] = quantity.doubtful.first
    }
    if let term = terms.first(where: { $0.quantity?.conversions.isEmpty == false }), let quantity = term.quantity {
      words["convertible"] = term.term
      words["unitOfConvertible"] = quantity.unit
      words["otherUnitOfQuantity"] = quantity.conversions.keys.min()
    }
    return words
  }

  /// A term whose last two characters changed places, as happens in typing.
  private func mistyped(_ term: String) -> String {
    var characters = Array(term)
    characters.swapAt(characters.count - 1, characters.count - 2)
    return String(characters)
  }
}
