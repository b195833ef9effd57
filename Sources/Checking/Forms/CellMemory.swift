import Glibc
import Spreadsheets

/// What cells were read as, by what they hold. Of three values that want the same two places the later stay: it never grows.
struct CellMemory: Sendable {
  private struct Place: Sendable {
    /// What the value was mixed to: told from most others without a look at them.
    var mixed: UInt64 = 0
    var cell: ReadCell?
  }

  private var places = Array(repeating: Place(), count: 1 << Self.bits)
  /// By place what cells hold that is no text; a text is what its cell gives.
  private var numbers: [CellValue?] = []

  /// How many were known and how many were not, while it is learnt whether the cells say anything twice.
  private var known = 0
  private var unknown = 0

  private static let bits = 12
  /// Where fewer than one in eight of so many was known, as among names and addresses, no more are looked for.
  private static let trial = 512
  /// In bytes. A longer text hardly comes twice.
  private static let longest = 256

  /// Whether it is worth looking.
  var isUseful: Bool { unknown < Self.trial || known * 7 >= unknown }

  /// What is remembered of a value.
  mutating func cell(of value: CellValue) -> ReadCell? {
    let cell = remembered(value)
    if cell == nil { unknown += 1 } else { known += 1 }
    return cell
  }

  private mutating func remembered(_ value: CellValue) -> ReadCell? {
    switch value {
    case .text(let text):
      if text.byteCount > Self.longest { return nil }
      return text.withBytes { bytes in
        found(Self.mixed(bytes)) { $1.gives(bytes) }.map { shared($0) }
      }
    case .number(let serial), .date(_, let serial), .time(_, let serial), .duration(_, let serial):
      return found(Self.mixed(serial)) { place, _ in numbers[place] == value }.map { shared($0) }
    case .boolean, .error: return nil
    }
  }

  mutating func remember(_ cell: ReadCell, of value: CellValue) {
    switch value {
    case .text(let text):
      if text.byteCount > Self.longest { return }
      text.withBytes { bytes in
        // A text with white space around it gives another.
        if cell.gives(bytes) { _ = remember(cell, Self.mixed(bytes)) }
      }
    case .number(let serial), .date(_, let serial), .time(_, let serial), .duration(_, let serial):
      if numbers.isEmpty { numbers = Array(repeating: nil, count: 1 << Self.bits) }
      numbers[remember(cell, Self.mixed(serial))] = value
    case .boolean, .error: break
    }
  }

  private static func mixed(_ text: UnsafeRawBufferPointer) -> UInt64 { TextMix.whole(text) | 1 }
  /// Never what a text is mixed to.
  private static func mixed(_ serial: Double) -> UInt64 { TextMix.of(serial) & ~1 }

  /// What is remembered of a value, at its own place or the one beside it.
  @inline(__always)
  private func found(_ mixed: UInt64, where isSame: (Int, ReadCell) -> Bool) -> (place: Int, cell: ReadCell)? {
    func found(_ place: Int) -> (place: Int, cell: ReadCell)? {
      guard places[place].mixed == mixed, let cell = places[place].cell, isSame(place, cell) else { return nil }
      return (place, cell)
    }
    let place = TextMix.place(mixed, bits: Self.bits)
    return found(place) ?? found(place ^ 1)
  }

  /// What comes twice will come again: it is made ready to be shared.
  private mutating func shared(_ found: (place: Int, cell: ReadCell)) -> ReadCell {
    if found.cell.json != nil { return found.cell }
    let shared = ReadCell(shared: found.cell.given, found.cell.reading)
    places[found.place].cell = shared
    return shared
  }

  private mutating func remember(_ cell: ReadCell, _ mixed: UInt64) -> Int {
    let place = TextMix.place(mixed, bits: Self.bits)
    places.swapAt(place, place ^ 1)
    if !numbers.isEmpty { numbers.swapAt(place, place ^ 1) }
    places[place] = Place(mixed: mixed, cell: cell)
    return place
  }
}

extension ReadCell {
  fileprivate func gives(_ text: UnsafeRawBufferPointer) -> Bool {
    let given = given.utf8
    guard given.count == text.count else { return false }
    return given.withContiguousStorageIfAvailable { given in
      guard let given = given.baseAddress, let start = text.baseAddress else { return true }
      return memcmp(given, start, text.count) == 0
    } ?? given.elementsEqual(text)
  }
}
