import Checking
import Spreadsheets

/// What a blank form says and offers in the cells of a column: the notice's own words, and its clause.
struct ColumnGuidance {
  let column: Column
  let form: Form
  let notice: Notice

  init(_ column: Column, of form: Form, _ notice: Notice) {
    self.column = column
    self.form = form
    self.notice = notice
  }

  /// Nil for a column that needs no word.
  func validation(of cells: CellRange) -> CellValidation? {
    guard !column.type.isSequence else { return nil }
    let (rule, strictness, refusal) = offer
    return CellValidation(
      [cells], rule, strictness: strictness, inputMessage: message,
      errorMessage: refusal.map { CellValidation.Message(title: Self.cut(column.header, to: .promptTitle), text: $0) })
  }

  /// What may be chosen or typed, how strictly, and what is said to anything else.
  private var offer: (CellValidation.Rule, CellValidation.Strictness, refusal: String?) {
    switch column.type {
    case .unit: (.list(notice.units.map(\.name)), .stop, "请从下拉列表里选一个单位。")
    case .terms(let name, many: false): (.list(terms(name)), .stop, "请从下拉列表里选一项，一字不差。")
    // More may be typed behind what was chosen.
    case .terms(let name, many: true), .progress(let name): (.list(terms(name)), .none, nil)
    case .date:
      (
        .date(.greaterOrEqual(CalendarDay(year: notice.issued.year, month: 1, day: 1))), .stop,
        "请填一个日期，写成 \(notice.issued) 的样子。"
      )
    case .number(let rule):
      (
        rule.isWhole
          ? .wholeNumber(.between(Int(rule.least ?? -1e9), Int(rule.most ?? 1e9)))
          : .decimal(.between(rule.least ?? -1e12, rule.most ?? 1e12)), .stop, "请只填一个数。"
      )
    case .sequence, .caseNumber, .text, .enterprise, .quantities, .narrative: (.any, .none, nil)
    }
  }

  private func terms(_ vocabulary: String) -> [String] { notice.vocabularies[vocabulary]?.terms.map(\.term) ?? [] }

  // MARK: Words

  private var message: CellValidation.Message {
    var lines = [instruction ?? choices].compactMap(\.self)
    if column.type.kind == .caseNumber { lines.append("本列已设为文本格式，编号照原样填写。") }
    if let example { lines.append("例如：\(example)") }
    if column.blank == .allowed { lines.append("没有可不填。") }
    if let clause = column.clause { lines.append("依据：\(clause)") }
    return CellValidation.Message(
      title: Self.cut(column.header, to: .promptTitle), text: Self.cut(lines.joined(separator: "\n"), to: .prompt))
  }

  /// The note that speaks of this column, without its number; else the column's prompt.
  private var instruction: String? {
    let note = form.notes.lazy.map(Self.withoutNumber).first { $0.hasPrefix(column.header) }
    return note ?? column.prompt
  }

  private static func withoutNumber(_ note: String) -> String {
    guard let mark = note.prefixMatch(of: /\s*[0-9]+\s*[.．、]\s*/) else { return note }
    return String(note[mark.range.upperBound...])
  }

  private var choices: String? {
    switch column.type {
    case .unit: "请从下拉列表里选。"
    case .terms(let name, many: false): "请从下拉列表里选：\(terms(name).joined(separator: " / "))。"
    default: nil
    }
  }

  /// An example that says more than that there is nothing; terms are offered in the list as they are.
  private var example: String? {
    switch column.type {
    case .unit, .terms(_, many: false), .date: nil
    default: column.example.isEmpty || notice.words.nothing.contains(column.example) ? nil : column.example
    }
  }

  private static func cut(_ text: String, to limit: WritingError.Limit) -> String {
    guard text.utf16.count > limit.maximum else { return text }
    var cut = text
    while cut.utf16.count >= limit.maximum { cut.removeLast() }
    return cut + "…"
  }
}
