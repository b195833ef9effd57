import Foundation
import Spreadsheets

/// Marks three cells in each of many workbooks, for `Tests/Corpus/annotate.py`, which looks at what came of it.
///
///     annotate-cells OUT FILE…
///
/// Prints a line a file, tab between: `marked`, the file, the sheet, its cells, what our own reader finds changed in all
/// other cells (empty for nothing); `unread` or `refused`, the file and why.
@main enum AnnotateCells {
  static func main() throws {
    let out = URL(fileURLWithPath: CommandLine.arguments[1])
    for path in CommandLine.arguments.dropFirst(2) {
      let name = URL(fileURLWithPath: path).lastPathComponent
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      let before: Workbook
      do { before = try Workbook(reading: bytes, named: name) } catch {
        print("unread", path, error, separator: "\t")
        continue
      }
      do {
        let (sheet, cells) = Self.cells(of: before)
        let marked = try annotation(sheet, cells, in: before).applied(to: bytes)
        try Data(marked.bytes).write(to: out.appending(path: name))
        let after = try Workbook(reading: marked.bytes, named: name)
        let places = cells.map { "\($0)" }.joined(separator: " ")
        print("marked", path, sheet, places, changes(before, after, sheet, cells), separator: "\t")
      } catch {
        print("refused", path, error, separator: "\t")
      }
    }
  }

  /// The first, the middle and the last cell of the first sheet that holds any; three places of an empty one.
  private static func cells(of workbook: Workbook) -> (sheet: String, cells: [CellReference]) {
    let sheet = workbook.sheets.first { $0.rows.contains { !$0.cells.isEmpty } } ?? workbook.sheets[0]
    let cells = sheet.rows.flatMap(\.cells).map(\.reference)
    guard let first = cells.first, let last = cells.last else {
      return (sheet.name, (1...3).map { CellReference(column: $0, row: $0) })
    }
    return (sheet.name, Set([first, cells[cells.count / 2], last]).sorted())
  }

  private static func annotation(_ sheet: String, _ cells: [CellReference], in workbook: Workbook) -> Annotation {
    Annotation(
      marks: cells.map { Annotation.Mark(sheet: sheet, cell: $0, fill: 0xFFC7CE, note: "请核对：\($0) & <它>。") },
      summary: Annotation.Summary(
        name: "核对结果", title: "必须改 \(cells.count) 处", remarks: ["点“位置”一栏可跳到原表。"],
        columns: [.init("位置", width: 20), .init("说明", width: 40)],
        rows: cells.map { .init(["\(sheet)!\($0)", "请核对。"], target: .init(sheet: sheet, $0)) }),
      rowLabel: "需修改", author: "核对")
  }

  /// What differs, in words; empty for nothing but what was asked for.
  private static func changes(
    _ before: Workbook, _ after: Workbook, _ marked: String, _ cells: [CellReference]
  ) -> String {
    guard after.sheets.count == before.sheets.count + 1 else { return "\(after.sheets.count) sheets" }
    var words: [String] = []
    for (old, new) in zip(before.sheets, after.sheets.dropFirst()) {
      func tell(_ what: String, _ isSame: Bool) { if !isSame { words.append("\(old.name): \(what)") } }
      tell("name", old.name == new.name)
      tell("visibility", old.visibility == new.visibility)
      tell("merges", old.mergedRanges == new.mergedRanges)
      tell("links", old.hyperlinks == new.hyperlinks)
      tell("pictures", old.pictures == new.pictures)
      tell("validations", old.dataValidations == new.dataValidations)
      tell("hidden columns", old.hiddenColumns == new.hiddenColumns)
      let labels = Set(new.rows.flatMap(\.cells).filter { $0.value == .text("需修改") }.map(\.reference))
      let rest = new.rows.flatMap(\.cells).filter { $0.value != nil && !labels.contains($0.reference) }
      tell("cells", rest == old.rows.flatMap(\.cells).filter { $0.value != nil && !labels.contains($0.reference) })
      let notes = new.comments.filter { old.comments[$0.key] != $0.value }
      tell("notes", Set(old.comments.keys).isSubset(of: new.comments.keys))
      tell("others' notes", notes.isEmpty || old.name == marked)
      tell("their notes", notes.allSatisfy { $0.value.hasPrefix(old.comments[$0.key] ?? "") })
      if old.name == marked { tell("our notes", cells.allSatisfy { shown($0, new).contains("请核对：") }) }
    }
    return words.joined(separator: ", ")
  }

  /// The note on a cell, or on the merged range it lies in.
  private static func shown(_ cell: CellReference, _ sheet: Sheet) -> String {
    let place = sheet.mergedRanges.first { $0.contains(cell) }?.first ?? cell
    return sheet.comments[place] ?? ""
  }
}
