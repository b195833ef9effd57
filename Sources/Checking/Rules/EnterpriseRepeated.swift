import Spreadsheets

extension Rule {
  static let enterpriseRepeated: Rule = Rule(
    id: "enterprise-repeated", severity: .warning,
    fault: "同一企业出现了两次。",
    message: "「{column}」的“{given}”与第 {row} 行名称、地址都相同，编号不同。",
    why: "可能是同一件填了两遍。",
    fix: "请核对；如是同一件，请只留一行；如是两件，不必改。",
    bad: .situation("两行名称和地址都相同"),
    good: .situation("各行企业不同"),
    find: faults(in:)
  )
}

extension [Text: Int] {
  /// What is entered for a text; it is entered where there is nothing yet.
  fileprivate mutating func first(_ text: Text, else index: Int) -> Int {
    func entered(_ present: inout Int) -> Int { present }
    return entered(&self[text, default: index])
  }
}

private func faults(in form: FilledForm) -> [PlacedFault] {
  guard form.form.rows == .cases, let column = form.column(.enterprise),
    let number = form.column(.caseNumber)
  else { return [] }
  // The address is what the form's plain texts say before any term: name and all texts must agree.
  func folded(_ row: FilledForm.FilledRow) -> [String] {
    form.form.columns.filter { $0.type.kind == .text && $0.blank == .error }
      .map { Folding.fold(row.cells[$0.key]?.given ?? "") }
  }
  let cells = form.cells(of: column)
  // By name the first row, and those after it that say other texts.
  var seen: [Text: Int] = [:]
  seen.reserveCapacity(cells.count)
  var others: [Int: [Int]] = [:]
  var faults: [PlacedFault] = []
  for (index, cell) in cells where !cell.given.isEmpty {
    let ofName = seen.first(Text(Folding.fold(cell.given)), else: index)
    if ofName == index { continue }
    let same = [ofName] + others[ofName, default: []]
    let row = form.rows[index]
    guard let first = same.map({ form.rows[$0] }).first(where: { folded($0) == folded(row) }) else {
      others[ofName, default: []].append(index)
      continue
    }
    // The same number is told as such.
    guard first.cells[number.key]?.value != row.cells[number.key]?.value else { continue }
    faults.append(
      PlacedFault(Fault(.enterpriseRepeated, given: cell.given, words: ["row": "\(first.number)"]), in: row, column))
  }
  return faults
}
