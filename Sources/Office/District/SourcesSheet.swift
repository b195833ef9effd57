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
    var cells = SourceCells(form, notice)
    let lines = entries.indices.filter { if case .row = entries[$0] { true } else { false } }
    try list.write(lines, to: &book) { index, style, row throws(WritingError) in
      guard case .row(let line) = entries[index] else { return }
      try cells.write(line, number: index + 1, style, to: &row)
    }
  }
}

/// Writes where rows came from. Most rows stand behind another of the same submission: what it says of all is copied.
private struct SourceCells: ~Copyable {
  private var names: Wordings
  private var caseField: NamePlaces
  /// The last row.
  private var last: (line: DistrictTable.Line, sheet: String)?
  /// What was written of it: the unit; file and sheet; receipt, verdict and hash.
  private var unit, file, sheet, receivedAt, verdict, hash: CellCopies.Copy?
  private var copies = CellCopies()

  init(_ form: Form, _ notice: Notice) {
    names = Wordings(notice.units.map { ($0.id, $0.name) })
    caseField = NamePlaces(of: [form.caseField])
  }

  mutating func write(
    _ line: DistrictTable.Line, number: Int, _ style: StyleID, to row: inout RowWriter
  ) throws(WritingError) {
    let submission = line.submission
    let origin = line.origin
    let isAlike = last.map { $0.line.submission === submission && $0.sheet == origin.sheet && $0.line.unit == line.unit }
    if isAlike != true {
      copies.removeAll()
      (unit, file, sheet, receivedAt, verdict, hash) = (nil, nil, nil, nil, nil, nil)
      last = (line, origin.sheet)
    }
    func text(_ copy: inout CellCopies.Copy?, _ text: @autoclosure () -> String) throws(WritingError) {
      if let copy { return row.write(copy, of: copies) }
      copy = try row.keep(in: &copies) { row throws(WritingError) in try row.text(text(), style) }
    }
    try row.integer(number, style)
    try text(&unit, line.unit.flatMap { names.words(for: $0) } ?? "")
    try row.text(line.given(&caseField), style)
    try text(&file, submission.file)
    try text(&sheet, origin.sheet)
    try row.integer(origin.row, style)
    try text(&receivedAt, submission.receivedInWords)
    try text(&verdict, VerdictWording.name(of: submission.verdict))
    try text(&hash, submission.shortHash)
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
    let values = values
    places.look(in: values.fields)
    return places[0].map { values.values[$0].given } ?? ""
  }
}
