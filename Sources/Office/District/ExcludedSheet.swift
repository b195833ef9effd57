import Checking
import Spreadsheets

/// Every row that was received and is not in the table, with the reason.
struct ExcludedSheet {
  static let name = "未并入"

  let form: Form
  let notice: Notice

  func write(_ table: DistrictTable, _ styles: ListSheet.Styles, to book: inout WorkbookWriter) throws {
    let list = ListSheet(
      name: Self.name, statements: [], headers: ["单位", form.caseNumberHeader, "文件", "工作表", "行", "收到时间", "未并入的原因"],
      widths: [18, 22, 42, 14, 6, 20, 56])
    try list.write(table.excluded, styles, to: &book) { excluded, style, cells throws(WritingError) in
      let origin = excluded.line.origin
      try cells.text(notice.unit(excluded.line.unit)?.name ?? "未认出单位", style)
      try cells.text(excluded.line.caseNumber, style)
      try cells.text(origin.file, style)
      try cells.text(origin.sheet, style)
      try cells.number(Double(origin.row), style)
      try cells.text(origin.submission.receivedInWords, style)
      try cells.text(words(for: excluded.reason), style)
    }
  }

  private func words(for reason: DistrictTable.Reason) -> String {
    switch reason {
    case .faults(let rules):
      let names = rules.map { Rule.named($0)?.fault ?? $0 }
      return names.isEmpty ? "整份未通过核对" : "本行有必须改的地方：" + names.joined()
    case .supersededVersion(let file): return "以另一次报送为准：\(file)"
    case .earlierState(let later): return "同一案件以较晚一次为准：\(later.file) \(later.sheet)第 \(later.row) 行"
    }
  }
}
