import Checking
import Spreadsheets

/// Where each row of the table came from, and the proof that none was lost.
struct SourcesSheet {
  let form: Form
  let notice: Notice

  private static let headers = ["序号", "单位", "案件编号", "文件", "工作表", "行", "收到时间", "核对结果", "文件校验值（SHA-256）"]
  private static let widths = [6.0, 16, 22, 44, 16, 7, 20, 10, 68]

  func write(
    _ entries: [DistrictWorkbook.Entry], _ table: DistrictTable, period: Period, to book: inout WorkbookWriter
  ) throws {
    let plain = try book.style(CellStyle(alignment: Alignment(vertical: .center)))
    let header = try book.style(
      CellStyle(font: Font("宋体", isBold: true), fill: 0xF2F2F2, border: .box(.thin), alignment: .centered))
    let cell = try book.style(
      CellStyle(border: .box(.thin), alignment: Alignment(vertical: .center, wrapsText: true), numberFormat: .text))
    let statements = [
      "\(form.name)，\(period.spoken)。收到 \(table.rowsIn) 行 = 并入 \(table.lines.count) 行 + 未并入 \(table.excluded.count) 行（未并入的逐行列在“\(ExcludedSheet.name)”）。",
      "截止时间的理解：\(notice.deadline(form: form.id, period: period)?.reading ?? form.deadline.reading)。",
      "依据：\(notice.title)（\(notice.number)）。",
    ]
    try book.beginSheet(
      SheetSetup(
        name: "来源", columns: ColumnSetup.widths(Self.widths), frozenRows: statements.count + 1,
        page: PageSetup(
          paper: .a4, orientation: .landscape, scale: .fitToWidth, margins: .centimetres(1.2),
          footer: "&C第 &P 页，共 &N 页", repeatedRows: (statements.count + 1)...(statements.count + 1))))
    for statement in statements { try book.appendRow([.text(statement)], plain, height: 20) }
    try book.appendRow(Self.headers.map(CellContent.text), header, height: 24)
    for (index, entry) in entries.enumerated() {
      guard case .row(let line) = entry else { continue }
      let origin = line.origin
      try book.appendRow(
        [
          .number(Double(index + 1)), .text(notice.unit(line.unit)?.name ?? ""), .text(caseNumber(of: line)),
          .text(origin.file), .text(origin.sheet), .number(Double(origin.row)),
          .text(VerdictWording.time(origin.receivedAt)), .text(VerdictWording.name(of: origin.verdict)),
          .text(origin.sha256),
        ], cell)
    }
  }

  private func caseNumber(of line: DistrictTable.Line) -> String {
    form.columns.first { $0.type.isCaseNumber }.flatMap { line.values[$0.key]?.given } ?? ""
  }
}

/// Every row that was received and is not in the table, with the reason.
struct ExcludedSheet {
  static let name = "未并入"

  let form: Form
  let notice: Notice

  private static let headers = ["单位", "案件编号", "文件", "工作表", "行", "收到时间", "未并入的原因"]
  private static let widths = [16.0, 22, 44, 16, 7, 20, 60]

  func write(_ table: DistrictTable, to book: inout WorkbookWriter) throws {
    let header = try book.style(
      CellStyle(font: Font("宋体", isBold: true), fill: 0xF2F2F2, border: .box(.thin), alignment: .centered))
    let cell = try book.style(
      CellStyle(border: .box(.thin), alignment: Alignment(vertical: .center, wrapsText: true), numberFormat: .text))
    try book.beginSheet(
      SheetSetup(
        name: Self.name, columns: ColumnSetup.widths(Self.widths), frozenRows: 1,
        page: PageSetup(
          paper: .a4, orientation: .landscape, scale: .fitToWidth, margins: .centimetres(1.2),
          footer: "&C第 &P 页，共 &N 页", repeatedRows: 1...1)))
    try book.appendRow(Self.headers.map(CellContent.text), header, height: 24)
    for excluded in table.excluded {
      let line = excluded.line
      let number = form.columns.first { $0.type.isCaseNumber }.flatMap { line.values[$0.key]?.given } ?? ""
      try book.appendRow(
        [
          .text(notice.unit(line.unit)?.name ?? "未认出单位"), .text(number), .text(line.origin.file),
          .text(line.origin.sheet), .number(Double(line.origin.row)),
          .text(VerdictWording.time(line.origin.receivedAt)), .text(words(for: excluded.reason)),
        ], cell)
    }
  }

  private func words(for reason: DistrictTable.Reason) -> String {
    switch reason {
    case .faults(let rules):
      let names = rules.map { $0 }
      return names.isEmpty ? "整份未通过核对" : "本行有须修改之处：" + names.joined(separator: "；")
    case .supersededVersion(let file): return "以另一次报送为准：\(file)"
    case .earlierState(let later): return "同一案件以较晚一次为准：\(later.file) \(later.sheet)第 \(later.row) 行"
    }
  }
}
