import Checking
import Spreadsheets

/// Where each row of the table came from, and the proof that none was lost.
struct SourcesSheet {
  let form: Form
  let notice: Notice

  static let name = "来源"
  static let widths: [Double] = [6, 18, 22, 42, 14, 6, 20, 14, 20]

  func list(_ table: DistrictTable, period: Period) -> ListSheet {
    ListSheet(
      name: Self.name,
      statements: [
        "\(form.name)，\(period.spoken)。收到 \(table.rowsIn) 行 = 并入 \(table.rows.count) 行 + 未并入 \(table.excluded.count) 行（未并入的逐行列在“\(ExcludedSheet.name)”）。",
        "截止时间的理解：\(notice.deadline(form: form.id, period: period)?.reading ?? form.deadline.reading)。",
        "依据：\(notice.title)（\(notice.number)）。",
      ],
      headers: ["序号", "单位", form.caseNumberHeader, "文件", "工作表", "行", "收到时间", "该份核对结果", "文件校验值（SHA-256 前16位）"],
      widths: Self.widths)
  }
}

/// Writes where rows came from. Most stand behind another of the same submission: what it says of all its rows is copied.
struct SourceCells: ~Copyable {
  private static let (unit, number) = (0, 1)

  private var names: Wordings
  private var places: NamePlaces
  // What the copies are of.
  private var submission: DistrictTable.Submission?
  private var sheet = ""
  private var unit: String?
  /// The unit; file and sheet; receipt, verdict and hash.
  private var copied = Copied()
  private var copies = CellCopies()

  private struct Copied {
    var unit, file, sheet, receivedAt, verdict, hash: CellCopies.Copy?
  }

  init(_ form: Form, _ notice: Notice) {
    let fields = RowFields(form)
    places = NamePlaces(of: [fields.unit, fields.number])
    names = Wordings(notice.units.map { ($0.id, $0.name) })
  }

  /// - Parameter place: of the row among those of the submission.
  mutating func write(
    _ submission: DistrictTable.Submission, _ place: Int, number: Int, _ style: StyleID, to cells: inout RowWriter
  ) throws(WritingError) {
    let received = submission.rows
    let rows = received.span
    if !places.isLast(rows[place].values.names.identity) { places.look(in: rows[place].values.names) }
    let values = rows[place].values.values.span
    let unit = places[Self.unit].flatMap { values.withContent(at: $0, \.text) } ?? submission.sender
    if submission !== self.submission || unit != self.unit || rows[place].sheet != sheet {
      (self.submission, self.unit, sheet) = (submission, unit, rows[place].sheet)
      copied = Copied()
      copies.removeAll()
    }
    func text(_ copy: inout CellCopies.Copy?, _ text: @autoclosure () -> String) throws(WritingError) {
      if let copy { return cells.write(copy, of: copies) }
      copy = try cells.keep(in: &copies) { cells throws(WritingError) in try cells.text(text(), style) }
    }
    try cells.integer(number, style)
    try text(&copied.unit, unit.flatMap { names.words(for: $0) } ?? "")
    try cells.text(places[Self.number].map { values.withContent(at: $0, \.given) } ?? "", style)
    try text(&copied.file, submission.file)
    try text(&copied.sheet, sheet)
    try cells.integer(rows[place].row, style)
    try text(&copied.receivedAt, submission.receivedInWords)
    try text(&copied.verdict, VerdictWording.name(of: submission.verdict))
    try text(&copied.hash, submission.shortHash)
  }
}

extension Form {
  /// What the notice calls the number of a case.
  var caseNumberHeader: String { columns.first { $0.type.isCaseNumber }?.header ?? "编号" }

  /// The field with the case number; nil for a form without one.
  var caseField: String? { columns.first { $0.type.isCaseNumber }?.key }
}
