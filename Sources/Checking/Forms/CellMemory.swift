import Glibc
import Spreadsheets

/// What cells were read as, by what they hold. Of three values that want the same two places the later stay: it never grows.
struct CellMemory: Sendable {
  private struct Place: Sendable {
    /// What the value was mixed to: told from most others without a look at them.
    var mixed: UInt64 = 0
    var cell: ReadCell?
  }

  /// A text by where it stands in memory, which is its own while its file is read.
  private struct Near: Sendable {
    var start: UInt = 0
    var count = 0
    var cell: ReadCell?
  }

  /// Made when it is needed: many columns have no use for it.
  private var places: [Place] = []
  /// Texts that were met in this file: those that cells share need not be looked at again.
  private var near = Array(repeating: Near(), count: 1 << Self.nearBits)
  /// By place what cells hold that is no text; a text is what its cell gives.
  private var numbers: [CellValue?] = []

  /// How many were known and how many were not, while it is learnt whether the cells say anything twice.
  private var known = 0
  private var unknown = 0

  private static let bits = 12
  private static let nearBits = 5
  /// Where fewer than one in eight of so many was known, as among names and addresses, no more are looked for.
  private static let trial = 512
  /// In bytes. A longer text hardly comes twice.
  private static let longest = 256

  /// Whether it is worth looking.
  var isUseful: Bool { unknown < Self.trial || known * 7 >= unknown }

  /// What is remembered of a text.
  mutating func cell(of text: Text) -> ReadCell? {
    if places.isEmpty || text.byteCount > Self.longest { return counted(nil) }
    return counted(text.withBytes { remembered(text: $0) })
  }

  /// What is remembered of a value that is no text.
  mutating func cell(of value: CellValue) -> ReadCell? {
    switch value {
    case .number(let serial), .date(_, let serial), .time(_, let serial), .duration(_, let serial):
      if numbers.isEmpty { return counted(nil) }
      let mixed = Self.mixed(serial)
      let first = TextMix.place(mixed, bits: Self.bits)
      let place = places[first].mixed == mixed && numbers[first] == value ? first : first ^ 1
      guard places[place].mixed == mixed, numbers[place] == value else { return counted(nil) }
      return counted(shared(place))
    case .text, .boolean, .error: return nil
    }
  }

  private mutating func counted(_ cell: ReadCell?) -> ReadCell? {
    if cell == nil { unknown += 1 } else { known += 1 }
    return cell
  }

  /// Another file begins, whose texts stand where those of the last one stood.
  mutating func beginFile() {
    for index in near.indices { near[index].start = 0 }
  }

  private mutating func remembered(text bytes: UnsafeRawBufferPointer) -> ReadCell? {
    let start = UInt(bitPattern: bytes.baseAddress)
    let place = TextMix.place(UInt64(start), bits: Self.nearBits)
    if near[place].start == start, near[place].count == bytes.count { return near[place].cell }
    guard let cell = remembered(text: bytes, Self.mixed(bytes)) else { return nil }
    near[place] = Near(start: start, count: bytes.count, cell: cell)
    return cell
  }

  private mutating func remembered(text bytes: UnsafeRawBufferPointer, _ mixed: UInt64) -> ReadCell? {
    let first = TextMix.place(mixed, bits: Self.bits)
    let place = places[first].mixed == mixed ? first : first ^ 1
    guard places[place].mixed == mixed, places[place].cell?.gives(bytes) == true else { return nil }
    return shared(place)
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

  /// What is remembered at a place. What comes twice will come again: it is made ready to be shared.
  private mutating func shared(_ place: Int) -> ReadCell? {
    guard let cell = places[place].cell, cell.json == nil else { return places[place].cell }
    let shared = ReadCell(shared: cell.given, cell.reading)
    places[place].cell = shared
    return shared
  }

  private mutating func remember(_ cell: ReadCell, _ mixed: UInt64) -> Int {
    if places.isEmpty { places = Array(repeating: Place(), count: 1 << Self.bits) }
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
