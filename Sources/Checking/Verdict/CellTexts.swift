import Spreadsheets

/// Cells of a column by how they stand in JSON: one that comes again is the same and need not be read. Of two that want the
/// same place the later stays: it never grows.
struct CellTexts: Sendable {
  private struct Place: Sendable {
    /// What its text was mixed to when it was last met.
    var mixed: UInt64
    /// Kept from the second time on: most texts never come again.
    var cell: ReadCell?
  }

  private var places = Array(repeating: Place(mixed: 0, cell: nil), count: 1 << Self.bits)

  private static let bits = 10

  /// A cell that may be the one whose text was mixed to this.
  @inline(__always)
  subscript(mixed: UInt64) -> ReadCell? { places[Self.place(mixed)].cell }

  /// - Parameter json: the members of the cell as they stand there.
  mutating func remember(_ mixed: UInt64, given: String, value: JSONValue, json: @autoclosure () -> [UInt8]) -> ReadCell
  {
    let place = Self.place(mixed)
    guard places[place].mixed == mixed else {
      places[place] = Place(mixed: mixed, cell: nil)
      return ReadCell(given: given, value: value)
    }
    let cell = ReadCell(given: given, value: value, json: json())
    places[place].cell = cell
    return cell
  }

  private static func place(_ mixed: UInt64) -> Int { TextMix.place(mixed, bits: bits) }
}
