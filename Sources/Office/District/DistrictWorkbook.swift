import Checking
import Foundation
import Spreadsheets

/// The district's workbook of one form and period: the table in the official layout, where each row came from, and
/// what was left out and why.
package struct DistrictWorkbook: Sendable {
  package let fileName: String
  package let bytes: [UInt8]

  package init(_ table: DistrictTable, form: Form, period: Period, state: Consolidation, notice: Notice) throws {
    let draft = try WorkbookDraft(table, form: form, period: period, state: state, notice: notice)
    let maker = RowMaker()
    self = try draft.workbook(of: draft.pieces.map { try maker.rows($0, of: draft) })
  }

  init(fileName: String, bytes: [UInt8]) { (self.fileName, self.bytes) = (fileName, bytes) }

  @discardableResult
  package func write(in folder: URL) throws -> URL {
    let url = folder.appending(path: fileName)
    try url.write(bytes)
    return url
  }
}
