import Spreadsheets

/// A typed value, the cell it stands in and the text that stands there.
@usableFromInline
package struct FieldValue: Sendable {
  @usableFromInline package let content: ReadCell
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
  @usableFromInline
  package static func == (left: Self, right: Self) -> Bool {
    left.reference == right.reference
      && (left.content === right.content || left.given == right.given && left.value == right.value)
  }

  @usableFromInline
  package func hash(into hasher: inout Hasher) {
    hasher.combine(reference)
    hasher.combine(given)
    hasher.combine(value)
  }
}

extension Span<FieldValue> {
  /// Shows what a cell says to `body`. Many rows, and whoever looks at them on other threads, share it: it is not counted
  /// that this one does, too.
  @inlinable @inline(__always)
  package func withContent<Result>(at place: Int, _ body: (ReadCell) -> Result) -> Result {
    Unmanaged.passUnretained(self[place].content)._withUnsafeGuaranteedRef(body)
  }
}

/// What stands in a cell and what it was understood to say. Cells that say the same share one.
@usableFromInline
package final class ReadCell: Sendable {
  // In this order, what is asked for most often is side by side, and nothing is lost between: there are very many of them.
  /// What stands there and what it says as JSON, for what is written again and again.
  @usableFromInline let json: [UInt8]?
  private let remarks: Remarks?
  package let given: String
  package let value: JSONValue
  let day: CalendarDay?
  /// Whether it has a fault, or some of the text was lost.
  let isFaulty: Bool

  /// What else is known of a few: apart from the many others, which are smaller for it.
  private final class Remarks: Sendable {
    let reading: Reading

    init(_ reading: Reading) { self.reading = reading }
  }

  /// One that is read back: what only checking needs is not in JSON.
  init(given: String, value: JSONValue, json: [UInt8]? = nil) {
    (self.given, self.value, self.json) = (given, value, json)
    (day, remarks, isFaulty) = (nil, nil, false)
  }

  init(given: String, _ reading: consuming Reading, json: [UInt8]? = nil) {
    self.given = given
    day = reading.day
    self.json = json
    isFaulty = !reading.faults.isEmpty || reading.isDamaged
    if case nil = reading.unit, !isFaulty { remarks = nil } else { remarks = Remarks(copy reading) }
    // Taken out, not copied: nothing of it is counted once more.
    var value = JSONValue.null
    swap(&value, &reading.value)
    self.value = value
  }

  /// One that many cells will share.
  convenience init(shared given: String, _ reading: Reading) {
    self.init(given: given, reading, json: Self.json(given: given, value: reading.value))
  }

  /// Whether others are likely to share it.
  @inlinable package var isShared: Bool { json != nil }

  /// What it says as a text, mixed to a number; nil where it says nothing or something else.
  var mixedText: UInt64? { if case .string(let text) = value { TextMix.whole(text) } else { nil } }

  var reading: Reading { remarks?.reading ?? Reading(value: value, day: day) }
  var unit: Unit? { remarks?.reading.unit }
  var faults: [Fault] { remarks?.reading.faults ?? [] }
  var isDamaged: Bool { remarks?.reading.isDamaged ?? false }
}
