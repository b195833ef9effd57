import Checking
import Spreadsheets

/// A workbook of the district before it is written: its rows are made in pieces, by several at once, and then put together.
/// The pieces are the same whoever makes them, and so are the workbook's bytes.
struct WorkbookDraft: Sendable {
  enum Sheet: Sendable { case official, sources }

  /// Rows of one sheet.
  struct Piece: Sendable {
    let sheet: Sheet
    /// Among the lines.
    let lines: Range<Int>
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
  let lines: [DistrictTable.Line]
  private let numbers: [Int]?
  let pieces: [Piece]

  private let table: DistrictTable
  private let period: Period
  /// Nil where the official table holds nothing but the lines.
  private let entries: [OfficialSheet.Entry]?

  /// Enough for a piece to be squeezed nearly as well as a whole sheet, few enough for all processors to end together.
  private static let mostLines = 2048

  init(_ table: DistrictTable, form: Form, period: Period, state: Consolidation, notice: Notice) throws {
    (self.table, self.form, self.period, self.notice) = (table, form, period, notice)
    var looks = StyleNumbers()
    styles = try Styles { style throws(WritingError) in try looks.id(of: style) }
    if form.rows == .units {
      let entries = Self.entries(table, form: form, period: period, state: state, notice: notice)
      let rows = entries.enumerated().compactMap { index, entry -> (line: DistrictTable.Line, number: Int)? in
        if case .row(let line) = entry { (line, index + 1) } else { nil }
      }
      self.entries = entries
      lines = rows.map(\.line)
      numbers = rows.map(\.number)
    } else {
      entries = nil
      lines = table.lines
      numbers = nil
    }
    let sheets: [Sheet] = entries == nil ? [.official, .sources] : [.sources]
    let ranges = Self.ranges(lines.count)
    pieces = sheets.flatMap { sheet in ranges.map { Piece(sheet: sheet, lines: $0) } }
  }

  /// All of nearly the same length.
  private static func ranges(_ count: Int) -> [Range<Int>] {
    let parts = (count + mostLines - 1) / mostLines
    return (0..<parts).map { (count * $0 / parts)..<(count * ($0 + 1) / parts) }
  }

  /// What the official table calls a line.
  func number(of line: Int) -> Int { numbers?[line] ?? line + 1 }

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
  ) -> [OfficialSheet.Entry] {
    notice.units.flatMap { unit -> [OfficialSheet.Entry] in
      let lines = table.lines.filter { $0.unit == unit.id }
      if !lines.isEmpty { return lines.map(OfficialSheet.Entry.row) }
      let slot = Consolidation.Slot(unit: unit.id, form: form.id, period: "\(period)")
      switch state.ranked(slot).first?.verdict.verdict {
      case nil: return [.absent(unit, "未报送")]
      case .nil?: return [.absent(unit, "零报告")]
      default: return [.absent(unit, "已报送，退回修改中，暂未并入")]
      }
    }
  }
}
