import Checking
import Spreadsheets

/// Where each row of the table came from, and the proof that none was lost.
struct SourcesSheet {
  let form: Form
  let notice: Notice

  func write(
    _ entries: [OfficialSheet.Entry], _ table: DistrictTable, period: Period, to book: inout WorkbookWriter
  ) throws {
    let list = ListSheet(
      name: "来源",
      statements: [
        "\(form.name)，\(period.spoken)。收到 \(table.rowsIn) 行 = 并入 \(table.lines.count) 行 + 未并入 \(table.excluded.count) 行（未并入的逐行列在“\(ExcludedSheet.name)”）。",
        "截止时间的理解：\(notice.deadline(form: form.id, period: period)?.reading ?? form.deadline.reading)。",
        "依据：\(notice.title)（\(notice.number)）。",
      ],
      headers: ["序号", "单位", form.caseNumberHeader, "文件", "工作表", "行", "收到时间", "该份核对结果", "文件校验值（SHA-256 前16位）"],
      widths: [6, 18, 22, 42, 14, 6, 20, 14, 20])
    let names = Dictionary(notice.units.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let caseField = form.caseField
    try list.write(
      entries.enumerated().lazy.compactMap { index, entry in
        guard case .row(let line) = entry else { return nil }
        return [
          .number(Double(index + 1)), .text(line.unit.flatMap { names[$0] } ?? ""), .text(line.given(caseField)),
          .text(line.origin.file), .text(line.origin.sheet), .number(Double(line.origin.row)),
          .text(VerdictWording.time(line.origin.receivedAt)), .text(VerdictWording.name(of: line.origin.verdict)),
          .text(String(decoding: line.origin.sha256.utf8.prefix(16), as: UTF8.self)),
        ]
      }, to: &book)
  }
}

extension Form {
  /// What the notice calls the number of a case.
  var caseNumberHeader: String { columns.first { $0.type.isCaseNumber }?.header ?? "编号" }

  /// The field with the case number; nil for a form without one.
  var caseField: String? { columns.first { $0.type.isCaseNumber }?.key }
}

extension DistrictTable.Line {
  /// What was sent in a field; empty where there is none.
  func given(_ field: String?) -> String { field.flatMap { values[$0]?.given } ?? "" }
}
