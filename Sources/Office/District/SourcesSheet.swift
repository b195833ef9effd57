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
  private let units: [Unit]
  private let fields: RowFields
  // What the copies are of.
  private var submission: DistrictTable.Submission?
  private var sheet = ""
  private var unitOrder: Int32 = 0
  /// The unit; file and sheet; receipt, verdict and hash.
  private var copied = Copied()
  private var copies = CellCopies()

  private struct Copied {
    var unit, file, sheet, receivedAt, verdict, hash: CellCopies.Copy?
  }

  init(_ form: Form, _ notice: Notice) {
    fields = RowFields(form)
    units = notice.units
  }

  /// - Parameters:
  ///   - received: the rows of the submission.
  mutating func write(
    _ row: PlacedRow, of submission: DistrictTable.Submission, _ received: [Verdict.Row], number: Int, _ style: StyleID,
    to cells: inout RowWriter
  ) throws(WritingError) {
    let rows = received.span
    let place = Int(row.place)
    if submission !== self.submission || row.unitOrder != unitOrder || rows[place].sheet != sheet {
      (self.submission, unitOrder, sheet) = (submission, row.unitOrder, rows[place].sheet)
      copied = Copied()
      copies.removeAll()
    }
    func text(_ copy: inout CellCopies.Copy?, _ text: @autoclosure () -> String) throws(WritingError) {
      if let copy { return cells.write(copy, of: copies) }
      copy = try cells.keep(in: &copies) { cells throws(WritingError) in try cells.text(text(), style) }
    }
    try cells.integer(number, style)
    try text(&copied.unit, unitOrder < units.count ? units[Int(unitOrder)].name : "")
    if let number = row.listedNumber {
      try cells.text(number: number, style)
    } else {
      try cells.text(submission.number(ofRow: place, fields), style)
    }
    try text(&copied.file, submission.file)
    try text(&copied.sheet, sheet)
    try cells.integer(rows[place].row, style)
    try text(&copied.receivedAt, submission.receivedInWords)
    try text(&copied.verdict, VerdictWording.name(of: submission.verdict))
    try text(&copied.hash, submission.shortHash)
  }
}

extension RowWriter {
  /// Writes a text that `OrderedText` has made a number of.
  @inline(__always)
  fileprivate mutating func text(number: UInt128, _ style: StyleID) throws(WritingError) {
    var failure: WritingError?
    OrderedText.withUTF8(ofNumber: number) { utf8 in
      do throws(WritingError) { try text(utf8: utf8.span, style) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}

extension Form {
  /// What the notice calls the number of a case.
  var caseNumberHeader: String { columns.first { $0.type.isCaseNumber }?.header ?? "编号" }

  /// The field with the case number; nil for a form without one.
  var caseField: String? { columns.first { $0.type.isCaseNumber }?.key }
}
