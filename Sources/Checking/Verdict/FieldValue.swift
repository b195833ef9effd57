import Spreadsheets

/// A typed value, the cell it stands in and the text that stands there.
package struct FieldValue: Sendable {
  let content: ReadCell
  package let reference: CellReference

  init(_ content: ReadCell, at reference: CellReference) {
    (self.content, self.reference) = (content, reference)
  }

  package var value: JSONValue { content.reading.value }
  package var given: String { content.given }
  /// As people write it: `G5`.
  package var cell: String { reference.description }

  var day: CalendarDay? { content.reading.day }
  var unit: Unit? { content.reading.unit }
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

extension Span<FieldValue> {
  /// Stands for what a cell says: as long as it lives, whatever has the same one says the same. Neither the cell nor how
  /// many hold on to it is looked at, which are elsewhere in memory.
  package func identity(at place: Int) -> ObjectIdentifier { ObjectIdentifier(self[place].content) }

  /// Whether others are likely to have a cell's identity.
  package func isShared(at place: Int) -> Bool { self[place].content.json != nil }
}

/// What stands in a cell and what it was understood to say. Cells that say the same share one.
final class ReadCell: Sendable {
  let given: String
  let reading: Reading
  /// Both as they stand in JSON, for what is written again and again.
  let json: [UInt8]?

  init(given: String, _ reading: Reading, json: [UInt8]? = nil) {
    self.given = given
    self.reading = reading
    self.json = json
  }

  /// One that many cells will share.
  convenience init(shared given: String, _ reading: Reading) {
    self.init(given: given, reading, json: JSONOutput.members(given: given, value: reading.value))
  }
}
