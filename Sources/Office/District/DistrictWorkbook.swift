import Checking
import Foundation
import Spreadsheets

/// The district's workbook of one form and period: the table in the official layout, where each row came from, and
/// what was left out and why.
package struct DistrictWorkbook: Sendable {
  package let fileName: String
  package let bytes: [UInt8]

  package init(_ table: DistrictTable, form: Form, period: Period, state: Consolidation, notice: Notice) throws {
    let title = form.title(for: period)
    fileName = "\(form.name) \(title)（\(period.spoken)）.xlsx"
    // Portable: the fast deflate picks its code by processor, and any machine is to write the same bytes.
    var book = WorkbookWriter(
      properties: DocumentProperties(title: title, subject: period.spoken), compression: .portable)
    let entries = Self.entries(table, form: form, period: period, state: state, notice: notice)
    try OfficialSheet(form: form, title: title, notice: notice).write(entries, to: &book)
    try SourcesSheet(form: form, notice: notice).write(entries, table, period: period, to: &book)
    try ExcludedSheet(form: form, notice: notice).write(table, to: &book)
    bytes = try book.finish()
  }

  @discardableResult
  package func write(in folder: URL) throws -> URL {
    let url = folder.appending(path: fileName)
    try url.write(bytes)
    return url
  }

  /// Cases as they are; of a form with one row a unit every unit has its line, in the notice's order.
  private static func entries(
    _ table: DistrictTable, form: Form, period: Period, state: Consolidation, notice: Notice
  ) -> [OfficialSheet.Entry] {
    guard form.rows == .units else { return table.lines.map(OfficialSheet.Entry.row) }
    return notice.units.flatMap { unit -> [OfficialSheet.Entry] in
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
