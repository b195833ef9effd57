/// The sheet that is put before all others: a title, remarks, and a table whose rows lead to the cells they speak of.
struct SummarySheet {
  struct Styles {
    var title: StyleID
    var remark: StyleID
    var header: StyleID
    var text: StyleID
    var link: StyleID

    static let titleStyle = CellStyle(
      font: Font("黑体", size: 16, isBold: true), alignment: Alignment(horizontal: .left, vertical: .center))
    static let remarkStyle = CellStyle(font: Font(), alignment: Alignment(vertical: .center, wrapsText: true))
    static let headerStyle = CellStyle(
      font: Font("黑体"), fill: 0xD9E1F2, border: .box(.thin), alignment: .centered, numberFormat: .text)
    static let textStyle = CellStyle(
      font: Font(), border: .box(.thin), alignment: Alignment(vertical: .center, wrapsText: true), numberFormat: .text)
    static let linkStyle = CellStyle(
      font: Font(underline: .single, color: .link), border: .box(.thin),
      alignment: Alignment(vertical: .center, wrapsText: true), numberFormat: .text)
  }

  let summary: Annotation.Summary

  var setup: SheetSetup {
    SheetSetup(
      name: summary.name, columns: ColumnSetup.widths(summary.columns.map(\.width)),
      frozenRows: summary.rows.isEmpty ? 0 : headerRow,
      page: PageSetup(
        orientation: .landscape, scale: .fitToWidth, margins: .centimetres(1.5), footer: PageSetup.chinesePageNumbers,
        repeatedRows: summary.rows.isEmpty ? nil : headerRow...headerRow))
  }

  /// What is repeated on each printed page, as a formula; nil where it has no table.
  func titles(named name: String) -> String? {
    SheetRecord(number: 1, name: name, setup: setup, isSelected: true).printTitles
  }

  private var headerRow: Int { 1 + summary.remarks.count + 1 }

  private static let measurement = TextMeasurement(fontSize: 11, lineSpacing: 1.45)

  /// The sheet's rows, by whoever writes them.
  func write(
    _ styles: Styles, _ row: (Double, (inout RowWriter) throws(WritingError) -> Void) throws(WritingError) -> Void
  ) throws(WritingError) {
    try row(30) { (cells) throws(WritingError) in try cells.text(summary.title, styles.title) }
    let width = summary.columns.reduce(0) { $0 + $1.width }
    for remark in summary.remarks {
      try row(max(18, Self.measurement.rowHeight(of: remark, columnWidth: width))) { (cells) throws(WritingError) in
        try cells.text(remark, styles.remark)
      }
    }
    if summary.rows.isEmpty { return }
    try row(height(summary.columns.map(\.header), least: 22)) { (cells) throws(WritingError) in
      for column in summary.columns { try cells.text(column.header, styles.header) }
    }
    for line in summary.rows {
      try row(height(line.texts, least: 20)) { (cells) throws(WritingError) in
        for (index, _) in summary.columns.enumerated() {
          let text = line.texts.indices.contains(index) ? line.texts[index] : ""
          try cells.text(text, index == 0 && line.target != nil ? styles.link : styles.text)
        }
      }
    }
  }

  /// Remarks run over all columns.
  var merges: [CellRange] {
    guard summary.columns.count > 1 else { return [] }
    return (1...(1 + summary.remarks.count)).map {
      CellRange(CellReference(column: 1, row: $0), CellReference(column: summary.columns.count, row: $0))
    }
  }

  /// Cells and where they lead.
  var links: [(cell: CellReference, link: Hyperlink)] {
    summary.rows.enumerated().compactMap { index, row in
      row.target.map { target in
        let cell = CellReference(column: 1, row: headerRow + 1 + index)
        return (cell, Hyperlink(.cells(sheet: target.sheet, CellRange(target.cell, target.cell))))
      }
    }
  }

  private func height(_ texts: [String], least: Double) -> Double {
    zip(texts, summary.columns)
      .map { Self.measurement.rowHeight(of: $0, columnWidth: $1.width) }
      .reduce(least, max)
  }

  /// The sheet as a part of somebody's workbook.
  func part(named name: String, _ styles: Styles, isStrict: Bool) throws(WritingError) -> [UInt8] {
    var record = SheetRecord(number: 1, name: name, setup: setup, isSelected: true)
    try record.check()
    record.merges = merges
    record.links = links
    var rows = RowWriter(capacity: 64 * 1024)
    record.writeHead(to: &rows.output)
    var number = 0
    try write(styles) { (height, cells) throws(WritingError) in
      number += 1
      try SheetRecord.checkRow(number, after: record.lastRow, height: height, sheet: name)
      rows.begin(row: number)
      rows.output.openRow(number, height: height)
      try cells(&rows)
      rows.output.fixed("</row>")
      record.lastRow = number
    }
    var noStyles = StyleTable(defaultFont: Font())
    try record.writeTail(to: &rows.output, styles: &noStyles, relationships: SheetRelationships())
    guard isStrict else { return rows.output.array }
    // The strict form has the same elements under other names.
    var text = String(decoding: rows.output.bytes, as: UTF8.self)
    for (transitional, strict) in [
      ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", XMLRoot.strictMain),
      (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
      ),
    ] {
      text.replace(transitional, with: strict, maxReplacements: 1)
    }
    return Array(text.utf8)
  }
}
