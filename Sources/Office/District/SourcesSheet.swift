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
    var names = Wordings(notice.units.map { ($0.id, $0.name) })
    var places = NamePlaces(of: [form.caseField])
    let lines = entries.indices.filter { if case .row = entries[$0] { true } else { false } }
    try list.write(lines, to: &book) { index, style, cells throws(WritingError) in
      guard case .row(let line) = entries[index] else { return }
      let submission = line.origin.submission
      try cells.number(Double(index + 1), style)
      try cells.text(line.unit.flatMap { names.words(for: $0) } ?? "", style)
      try cells.text(line.given(&places), style)
      try cells.text(submission.file, style)
      try cells.text(line.origin.sheet, style)
      try cells.number(Double(line.origin.row), style)
      try cells.text(submission.receivedInWords, style)
      try cells.text(VerdictWording.name(of: submission.verdict), style)
      try cells.text(submission.shortHash, style)
    }
  }
}

extension Form {
  /// What the notice calls the number of a case.
  var caseNumberHeader: String { columns.first { $0.type.isCaseNumber }?.header ?? "编号" }

  /// The field with the case number; nil for a form without one.
  var caseField: String? { columns.first { $0.type.isCaseNumber }?.key }
}

extension DistrictTable.Line {
  /// What was sent in a field, the first of `places`; empty where there is none.
  func given(_ places: inout NamePlaces) -> String {
    places.look(in: values.fields)
    return places[0].map { values.values[$0].given } ?? ""
  }
}
