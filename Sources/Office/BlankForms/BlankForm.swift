import Checking
import Foundation
import Spreadsheets

/// A form of the notice to be filled in: the official table with blank rows, drop-downs and a word on each column.
package struct BlankForm: Sendable {
  package let fileName: String
  package let bytes: [UInt8]

  /// Rows of a form with a row a case. Whoever needs more inserts them in between: they come with all that the rows have.
  private static let caseRows = 20

  /// - Parameters:
  ///   - unit: who will fill it in, where that is known.
  ///   - period: what it will report on, where that is known; a form of another kind of period has no place for it.
  package init(_ form: Form, unit: Checking.Unit? = nil, period: Period? = nil, notice: Notice) throws {
    let period = period?.kind == form.period ? period : nil
    let title = form.title(for: period)
    fileName =
      "\(form.name) \(title)" + [period?.spoken, unit?.name].compactMap { $0.map { "（\($0)）" } }.joined() + ".xlsx"
    // Compact: the fast deflate picks its code by processor, and any machine is to write the same bytes.
    var book = WorkbookWriter(
      properties: DocumentProperties(title: title, subject: period?.spoken), compression: .compact)
    let rows = try OfficialSheet(form: form, title: title, notice: notice)
      .write(Array(repeating: .blank(unit), count: form.rows == .units ? 1 : Self.caseRows), to: &book)
    for (index, column) in form.columns.enumerated() {
      let cells = CellRange(
        CellReference(column: index + 1, row: rows.lowerBound),
        CellReference(column: index + 1, row: rows.upperBound - 1))
      if let validation = ColumnGuidance(column, of: form, notice).validation(of: cells) { try book.add(validation) }
    }
    bytes = try book.finish()
  }

  /// Every form of the notice.
  package static func all(of notice: Notice, unit: Checking.Unit? = nil, period: Period? = nil) throws -> [BlankForm] {
    try notice.forms.map { try BlankForm($0, unit: unit, period: period, notice: notice) }
  }

  @discardableResult
  package func write(in folder: URL) throws -> URL {
    let url = folder.appending(path: fileName.flattened)
    try url.write(bytes)
    return url
  }
}
