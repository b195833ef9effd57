import Checking
import Spreadsheets

/// A workbook of the district before it is written: its rows are made in pieces, by several at once, and then put together.
/// The pieces are the same whoever makes them, and so are the workbook's bytes.
struct WorkbookDraft: Sendable {
  enum Sheet: Sendable { case official, sources }

  /// Rows of one sheet.
  struct Piece: Sendable {
    let sheet: Sheet
    /// Among those of the draft.
    let rows: Range<Int>
  }

  /// What cells look like, numbered as the workbook will number it.
  struct Styles: Sendable {
    let official: OfficialSheet.Styles
    let list: ListSheet.Styles

    init(_ style: (CellStyle) throws(WritingError) -> StyleID) throws(WritingError) {
      official = try OfficialSheet.Styles(style)
      list = try ListSheet.Styles(style)
    }
  }

  let form: Form
  let notice: Notice
  let styles: Styles
  /// The rows of the table, those of a form with one row a unit by the number that they have in it.
  let rows: [PlacedRow]
  private let numbers: [Int]?
  let pieces: [Piece]

  private let table: DistrictTable
  private let period: Period
  /// Nil where the official table holds nothing but the lines.
  private let entries: [OfficialSheet.Entry]?

  /// Enough for a piece to be squeezed nearly as well as a whole sheet, few enough for all processors to end together.
  private static let mostRows = 2048

  init(_ table: DistrictTable, form: Form, period: Period, state: Consolidation, notice: Notice) throws {
    (self.table, self.form, self.period, self.notice) = (table, form, period, notice)
    var looks = StyleNumbers()
    styles = try Styles { style throws(WritingError) in try looks.id(of: style) }
    if form.rows == .units {
      let listed = Self.entries(table, form: form, period: period, state: state, notice: notice)
      entries = listed.map(\.entry)
      rows = listed.compactMap(\.row)
      numbers = listed.indices.filter { listed[$0].row != nil }.map { $0 + 1 }
    } else {
      entries = nil
      rows = table.rows
      numbers = nil
    }
    let sheets: [Sheet] = entries == nil ? [.official, .sources] : [.sources]
    let ranges = Self.ranges(rows.count)
    pieces = sheets.flatMap { sheet in ranges.map { Piece(sheet: sheet, rows: $0) } }
  }

  /// All of nearly the same length.
  private static func ranges(_ count: Int) -> [Range<Int>] {
    let parts = (count + mostRows - 1) / mostRows
    return (0..<parts).map { (count * $0 / parts)..<(count * ($0 + 1) / parts) }
  }

  /// Shows the submission of some rows after the other's, with as many as stand together.
  @inline(__always)
  func forEachSubmission(
    of rows: Range<Int>, _ body: (DistrictTable.Submission, Range<Int>) throws -> Void
  ) rethrows {
    var rest = rows
    while let first = rest.first {
      let submission = self.rows[first].submission
      let end = rest.first { self.rows[$0].submission != submission } ?? rest.upperBound
      try body(table.submissions[Int(submission)], first..<end)
      rest = end..<rest.upperBound
    }
  }

  /// What the official table calls a row.
  func number(of row: Int) -> Int { numbers?[row] ?? row + 1 }

  var official: OfficialSheet { OfficialSheet(form: form, title: form.title(for: period), notice: notice) }

  var sources: ListSheet { SourcesSheet(form: form, notice: notice).list(table, period: period) }

  /// - Parameter rows: of each piece.
  func workbook(of rows: [SheetRows]) throws -> DistrictWorkbook {
    let title = form.title(for: period)
    // Portable: the fast deflate picks its code by processor, and any machine is to write the same bytes.
    var book = WorkbookWriter(
      properties: DocumentProperties(title: title, subject: period.spoken), compression: .portable)
    book.reserve(for: rows)
    // In the order in which they were numbered.
    let styles = try Styles { style throws(WritingError) in try book.style(style) }
    func made(_ sheet: Sheet) -> [SheetRows] { zip(pieces, rows).filter { $0.0.sheet == sheet }.map(\.1) }
    if let entries {
      try official.write(entries, to: &book)
    } else {
      try official.write(made(.official), styles.official, to: &book)
    }
    try sources.write(made(.sources), styles.list, to: &book)
    try ExcludedSheet(form: form, notice: notice).write(table, styles.list, to: &book)
    return DistrictWorkbook(fileName: "\(form.name) \(title)（\(period.spoken)）.xlsx", bytes: try book.finish())
  }

  /// Of a form with one row a unit every unit has its line, in the notice's order.
  private static func entries(
    _ table: DistrictTable, form: Form, period: Period, state: Consolidation, notice: Notice
  ) -> [(entry: OfficialSheet.Entry, row: PlacedRow?)] {
    notice.units.enumerated().flatMap { order, unit -> [(entry: OfficialSheet.Entry, row: PlacedRow?)] in
      let rows = table.rows.filter { Int($0.unitOrder) == order }
      if !rows.isEmpty { return rows.map { (.row(table.line($0)), $0) } }
      let slot = Consolidation.Slot(unit: unit.id, form: form.id, period: "\(period)")
      switch state.ranked(slot).first?.verdict.verdict {
      case nil: return [(.absent(unit, "未报送"), nil)]
      case .nil?: return [(.absent(unit, "零报告"), nil)]
      default: return [(.absent(unit, "已报送，退回修改中，暂未并入"), nil)]
      }
    }
  }
}
