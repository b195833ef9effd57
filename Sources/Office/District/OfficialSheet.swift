import Checking
import Spreadsheets

/// The table as the notice prints it: title, date line, headers, prompts, rows, notes.
struct OfficialSheet {
  enum Entry {
    /// A merged row.
    case row(DistrictTable.Line)
    /// A unit of which there is none, and why.
    case absent(Unit, String)
    /// A row to be filled in by hand, by this unit where it is known.
    case blank(Unit?)
  }

  let form: Form
  let title: String
  let notice: Notice

  private static let font = "宋体"
  private static let bodySize = 11.0
  private static let smallestRow = 24.0

  /// - Returns: the rows that the entries stand in.
  @discardableResult
  func write(_ entries: [Entry], to book: inout WorkbookWriter) throws -> Range<Int> {
    let styles = try Styles { style throws(WritingError) in try book.style(style) }
    return try write(styles, to: &book) { book in
      var merged = merged(styles)
      let fit = merged.fit
      for (index, entry) in entries.enumerated() {
        switch entry {
        case .row(let line):
          try book.appendRow(fitting: fit) { cells throws(WritingError) in
            try merged.write(line.submission.rows, line.place, number: index + 1, to: &cells)
          }
        case .absent(let unit, let words): try write(unit, words, number: index + 1, styles, &book)
        case .blank(let unit): try writeBlank(unit, number: index + 1, styles, &book)
        }
      }
    }
  }

  /// The same with rows that were made apart, from `firstRow` on.
  func write(_ rows: [SheetRows], _ styles: Styles, to book: inout WorkbookWriter) throws {
    try write(styles, to: &book) { book in for rows in rows { try book.append(rows) } }
  }

  /// What makes rows of this sheet.
  func merged(_ styles: Styles) -> MergedRows {
    MergedRows(
      of: form, notice: notice, smallestRow: Self.smallestRow, measure: TextMeasurement(fontSize: Self.bodySize),
      style: styles.style)
  }

  /// Where the first entry stands.
  var firstRow: Int { header.upperBound + 1 }

  private var header: ClosedRange<Int> { form.hasPrompts ? 3...4 : 3...3 }

  /// - Returns: the rows that were written by `writeRows`.
  @discardableResult
  private func write(
    _ styles: Styles, to book: inout WorkbookWriter, _ writeRows: (inout WorkbookWriter) throws -> Void
  ) throws -> Range<Int> {
    try book.beginSheet(
      SheetSetup(
        name: form.name, columns: ColumnSetup.widths(form.columns.map(\.width)), frozenRows: header.upperBound,
        page: PageSetup(
          paper: .a4, orientation: form.orientation == .landscape ? .landscape : .portrait, scale: .fitToWidth,
          margins: .centimetres(1.2), centersHorizontally: true, footer: "&C第 &P 页，共 &N 页", repeatedRows: header)))
    try band(title, styles.title, height: 36, &book)
    try band(form.dateLine, styles.dateLine, height: 22, &book)
    try line(form.columns.map { .text($0.header) }, styles.header, smallest: 34, isBold: true, &book)
    if form.hasPrompts { try line(form.columns.map { .text($0.prompt ?? "") }, styles.prompt, smallest: 24, &book) }
    let first = book.lastRow + 1
    try writeRows(&book)
    let rows = first..<(book.lastRow + 1)
    try band(form.notesHeading, styles.notes, height: 22, &book)
    for note in form.notes { try band(note, styles.notes, height: nil, &book) }
    return rows
  }

  struct Styles: Sendable {
    let title, dateLine, header, prompt, text, centered, date, caseNumber, absent, notes: StyleID

    init(_ style: (CellStyle) throws(WritingError) -> StyleID) throws(WritingError) {
      let font = Font(OfficialSheet.font, size: OfficialSheet.bodySize)
      let wrapped = Alignment(horizontal: .left, vertical: .center, wrapsText: true)
      title = try style(CellStyle(font: Font("宋体", size: 18, isBold: true), alignment: .centered))
      dateLine = try style(
        CellStyle(font: font, alignment: Alignment(horizontal: .right, vertical: .center, wrapsText: true)))
      header = try style(
        CellStyle(font: Font("宋体", size: 11, isBold: true), fill: 0xF2F2F2, border: .box(.thin), alignment: .centered))
      prompt = try style(
        CellStyle(font: Font("宋体", size: 10), border: .box(.thin), alignment: wrapped))
      text = try style(CellStyle(font: font, border: .box(.thin), alignment: wrapped))
      centered = try style(CellStyle(font: font, border: .box(.thin), alignment: .centered))
      date = try style(
        CellStyle(font: font, border: .box(.thin), alignment: .centered, numberFormat: .isoDate))
      caseNumber = try style(
        CellStyle(font: font, border: .box(.thin), alignment: .centered, numberFormat: .text))
      absent = try style(
        CellStyle(
          font: Font("宋体", size: 11, color: 0xC00000), fill: 0xFDF2F0, border: .box(.thin), alignment: .centered))
      notes = try style(CellStyle(font: font, alignment: wrapped))
    }

    func style(of column: Column) -> StyleID {
      switch column.type {
      case .sequence, .unit, .terms(_, many: false): centered
      case .date: date
      case .caseNumber: caseNumber
      default: text
      }
    }
  }

  /// Its number, and the unit where it is known; as high as a hand needs, and higher when more is typed.
  private func writeBlank(
    _ unit: Unit?, number: Int, _ styles: Styles, _ book: inout WorkbookWriter
  ) throws {
    let submitter = form.columns.first { $0.role == .submitter }?.key
    try book.appendRow(height: form.rows == .units ? 120 : 30, isHeightFixed: false) { cells throws(WritingError) in
      for column in form.columns {
        let isSubmitter = submitter != nil && (column.key == submitter || column.sameAs == submitter)
        let content: CellContent =
          if column.type.isSequence { .number(Double(number)) } else if isSubmitter, let unit { .text(unit.name) } else
          {
            .blank
          }
        try cells.write(content, styles.style(of: column))
      }
    }
  }

  /// A unit without a row: its number, its name, and one cell across the rest that says why.
  private func write(
    _ unit: Unit, _ words: String, number: Int, _ styles: Styles, _ book: inout WorkbookWriter
  ) throws {
    let own = form.columns.prefix { $0.type.isSequence || $0.role == .submitter }.count
    try book.appendRow(height: Self.smallestRow) { cells throws(WritingError) in
      for column in form.columns.prefix(own) {
        try cells.write(column.type.isSequence ? .number(Double(number)) : .text(unit.name), styles.centered)
      }
      try cells.text(words, styles.absent)
      try cells.blanks(form.columns.count - own - 1, styles.absent)
    }
    try mergeLastRow(from: own + 1, &book)
  }

  /// One cell across the whole table.
  private func band(_ text: String, _ style: StyleID, height: Double?, _ book: inout WorkbookWriter) throws {
    let width = form.columns.reduce(0) { $0 + $1.width }
    let measured = TextMeasurement(fontSize: Self.bodySize).rowHeight(of: text, columnWidth: width)
    try book.appendRow(height: height ?? max(18, measured)) { cells throws(WritingError) in
      try cells.text(text, style)
      try cells.blanks(form.columns.count - 1, style)
    }
    try mergeLastRow(from: 1, &book)
  }

  private func line(
    _ contents: [CellContent], _ style: StyleID, smallest: Double, isBold: Bool = false, _ book: inout WorkbookWriter
  ) throws {
    try book.appendRow(contents, style, height: height(contents, smallest: smallest, isBold: isBold))
  }

  private func mergeLastRow(from column: Int, _ book: inout WorkbookWriter) throws {
    let row = book.lastRow
    guard column < form.columns.count else { return }
    try book.merge(
      CellRange(CellReference(column: column, row: row), CellReference(column: form.columns.count, row: row)))
  }

  private func height(_ contents: [CellContent], smallest: Double, isBold: Bool = false) -> Double {
    let measure = TextMeasurement(fontSize: Self.bodySize, isBold: isBold)
    return zip(contents, form.columns).reduce(smallest) { tallest, cell in
      guard case .text(let text) = cell.0 else { return tallest }
      return max(tallest, measure.rowHeight(of: text, columnWidth: cell.1.width))
    }
  }
}

extension ColumnType {
  var isSequence: Bool {
    if case .sequence = self { true } else { false }
  }
}
