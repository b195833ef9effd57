import Spreadsheets

/// One row of a case form, as it was sent once.
package struct CaseRecord: Sendable {
  /// Where a row stands in what was sent.
  struct Place: Hashable, Sendable {
    var file: String
    var sha256: String
    var sheet: String
    var row: Int
    /// Whether the file has only one sheet, named as the file is.
    var isDelimited: Bool
  }

  let place: Place
  let form: String
  /// The unit that sent it and the one the row names, which is usually the same.
  let sender: String?
  let unit: String?
  let isAccepted: Bool
  /// The case's number; nil where it could not be read.
  let number: String?
  /// Licence name and address as they are compared; empty where there is none.
  let enterprise: String
  let address: String
  let day: CalendarDay?
  /// The quarter that the case belongs to.
  let quarter: Period?
  let isClosed: Bool
  let values: FieldValues

  /// Whether two rows come from different units: sent by, or about.
  func isOfAnotherUnit(than other: CaseRecord) -> Bool { sender != other.sender || unit != other.unit }

  func isOfSameSubmission(as other: CaseRecord) -> Bool { place.sha256 == other.place.sha256 && form == other.form }
}

extension CaseRecord.Place {
  /// As people say it: `“甲街道附件1.xlsx”的“Sheet1”第 7 行`.
  var spoken: String { isDelimited ? "“\(file)”第 \(row) 行" : "“\(file)”的工作表“\(sheet)”第 \(row) 行" }
}

extension CrossChecks.ValuePath {
  func value(in values: FieldValues) -> JSONValue? {
    guard let value = values[field]?.value else { return nil }
    guard let member else { return value }
    if case .object(let members) = value { return members[member] }
    return nil
  }
}
