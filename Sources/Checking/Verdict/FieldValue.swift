import Spreadsheets

/// A typed value, the cell it stands in and the text that stands there.
package struct FieldValue: Sendable {
  package let content: ReadCell
  package let reference: CellReference

  init(_ content: ReadCell, at reference: CellReference) {
    (self.content, self.reference) = (content, reference)
  }

  package var value: JSONValue { content.value }
  package var given: String { content.given }
  /// As people write it: `G5`.
  package var cell: String { reference.description }

  var day: CalendarDay? { content.day }
  var unit: Unit? { content.unit }
}

extension FieldValue: Hashable {
  /// What it was read by, a fault say, is no part of it.
  package static func == (left: Self, right: Self) -> Bool {
    left.reference == right.reference
      && (left.content === right.content || left.given == right.given && left.value == right.value)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(reference)
    hasher.combine(given)
    hasher.combine(value)
  }
}

/// What stands in a cell and what it was understood to say. Cells that say the same share one.
package final class ReadCell: Sendable {
  package let given: String
  package let value: JSONValue
  let day: CalendarDay?
  /// What stands there and what it says as JSON, for what is written again and again.
  let json: [UInt8]?
  private let remarks: Remarks?

  /// What else is known of a few: apart from the many others, which are smaller for it.
  private final class Remarks: Sendable {
    let reading: Reading

    init(_ reading: Reading) { self.reading = reading }
  }

  /// One that is read back: what only checking needs is not in JSON.
  init(given: String, value: JSONValue, json: [UInt8]? = nil) {
    (self.given, self.value, self.json) = (given, value, json)
    (day, remarks) = (nil, nil)
  }

  init(given: String, _ reading: consuming Reading, json: [UInt8]? = nil) {
    self.given = given
    value = reading.value
    day = reading.day
    self.json = json
    if case nil = reading.unit, reading.faults.isEmpty, !reading.isDamaged {
      remarks = nil
    } else {
      remarks = Remarks(reading)
    }
  }

  /// One that many cells will share.
  convenience init(shared given: String, _ reading: Reading) {
    self.init(given: given, reading, json: Self.json(given: given, value: reading.value))
  }

  /// Whether others are likely to share it.
  package var isShared: Bool { json != nil }

  var reading: Reading { remarks?.reading ?? Reading(value: value, day: day) }
  var unit: Unit? { remarks?.reading.unit }
  var faults: [Fault] { remarks?.reading.faults ?? [] }
  var isDamaged: Bool { remarks?.reading.isDamaged ?? false }
}
