import Spreadsheets

/// One row of a case form, as it was sent once. A class: every rule looks at each, and none is ever changed.
final class CaseRecord: Sendable {
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
  /// Its licence name as names are compared; nil where there is none.
  let enterprise: Text?
  /// As addresses are compared; empty where there is none.
  let address: String
  let day: CalendarDay?
  /// The quarter that the case belongs to.
  let quarter: Period?
  let isClosed: Bool
  let values: FieldValues

  init(
    place: Place, form: String, sender: String?, unit: String?, isAccepted: Bool, number: String?,
    enterprise: Text?, address: String, day: CalendarDay?, quarter: Period?, isClosed: Bool,
    values: FieldValues
  ) {
    (self.place, self.form, self.sender, self.unit, self.isAccepted) = (place, form, sender, unit, isAccepted)
    (self.number, self.enterprise, self.address, self.day) = (number, enterprise, address, day)
    (self.quarter, self.isClosed, self.values) = (quarter, isClosed, values)
  }

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
