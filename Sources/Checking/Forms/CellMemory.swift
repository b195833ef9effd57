import Glibc
import Spreadsheets

/// What cells were read as, by what they hold. Of values that want the same place the later stay: it never grows.
struct CellMemory: Sendable {
  private struct Place: Sendable {
    /// What the text was mixed to: told from most others without a look at them.
    var mixed: UInt64 = 0
    var cell: ReadCell?
  }

  /// A text by where it stands in memory, which is its own while its file is read.
  private struct Near: Sendable {
    var start: UInt = 0
    var count = 0
    var cell: ReadCell?
  }

  private struct NumberPlace: Sendable {
    var number: CellNumber
    var cell: ReadCell
  }

  /// Texts; each may stand at two places. Made when it is needed: many columns have no use for it.
  private var places: [Place] = []
  /// Texts that were met in this file: those that cells share need not be looked at again.
  private var near = Array(repeating: Near(), count: 1 << Self.nearBits)
  /// Made when it is needed, too: most columns hold texts.
  private var numbers: [NumberPlace?] = []

  /// How many were known and how many were not, while it is learnt whether the cells say anything twice.
  private var known = 0
  private var unknown = 0

  private static let bits = 12
  private static let nearBits = 5
  private static let numberBits = 9
  /// Where fewer than one in eight of so many was known, as among names and addresses, no more are looked for.
  private static let trial = 512
  /// In bytes. A longer text hardly comes twice.
  private static let longest = 256

  /// Whether it is worth looking.
  var isUseful: Bool { unknown < Self.trial || known * 7 >= unknown }

  /// Another file begins, whose texts stand where those of the last one stood.
  mutating func beginFile() {
    for index in near.indices { near[index].start = 0 }
  }

  // MARK: Texts

  /// What is remembered of a text.
  mutating func cell(of text: UnsafeRawBufferPointer) -> ReadCell? {
    let start = UInt(bitPattern: text.baseAddress)
    let place = TextMix.place(UInt64(start), bits: Self.nearBits)
    if near[place].start == start, near[place].count == text.count, let cell = near[place].cell {
      known += 1
      return cell
    }
    guard !places.isEmpty, text.count <= Self.longest, let cell = remembered(text) else {
      unknown += 1
      return nil
    }
    known += 1
    near[place] = Near(start: start, count: text.count, cell: cell)
    return cell
  }

  private mutating func remembered(_ text: UnsafeRawBufferPointer) -> ReadCell? {
    let mixed = TextMix.whole(text)
    let first = TextMix.place(mixed, bits: Self.bits)
    let place = places[first].mixed == mixed ? first : first ^ 1
    guard places[place].mixed == mixed, let cell = places[place].cell, cell.gives(text) else { return nil }
    if cell.json != nil { return cell }
    let shared = cell.shared
    places[place].cell = shared
    return shared
  }

  mutating func remember(_ cell: ReadCell, of text: UnsafeRawBufferPointer) {
    // A text with white space around it gives another.
    guard text.count <= Self.longest, cell.gives(text) else { return }
    if places.isEmpty { places = Array(repeating: Place(), count: 1 << Self.bits) }
    let mixed = TextMix.whole(text)
    let place = TextMix.place(mixed, bits: Self.bits)
    // Moved, not copied: what is there may not have been looked at for long.
    var span = places.mutableSpan
    span.swapAt(place, place ^ 1)
    span[place] = Place(mixed: mixed, cell: cell)
  }

  // MARK: Numbers

  /// What is remembered of a number.
  mutating func cell(of number: CellNumber) -> ReadCell? {
    guard !numbers.isEmpty, case let place = number.place(bits: Self.numberBits),
      let known = numbers[place], known.number == number
    else {
      unknown += 1
      return nil
    }
    self.known += 1
    if known.cell.json != nil { return known.cell }
    let shared = known.cell.shared
    numbers[place]?.cell = shared
    return shared
  }

  mutating func remember(_ cell: ReadCell, of number: CellNumber) {
    if numbers.isEmpty { numbers = Array(repeating: nil, count: 1 << Self.numberBits) }
    numbers[number.place(bits: Self.numberBits)] = NumberPlace(number: number, cell: cell)
  }
}

/// A number that a cell holds, with the moment that it is shown as, if it is: one number is two days, by where a file begins
/// to count.
struct CellNumber: Equatable {
  private let bits: UInt64
  private let moment: DateTime?

  /// Nil for anything else.
  init?(_ value: CellValue) {
    switch value {
    case .number(let number): (bits, moment) = (number.bitPattern, nil)
    case .date(let date, let serial): (bits, moment) = (serial.bitPattern, date)
    case .text, .boolean, .error, .time, .duration: return nil
    }
  }

  func place(bits count: Int) -> Int { TextMix.place(bits, bits: count) }
}

extension ReadCell {
  /// What comes twice will come again: the same made ready to be written by many cells.
  fileprivate var shared: ReadCell { ReadCell(shared: given, reading) }

  fileprivate func gives(_ text: UnsafeRawBufferPointer) -> Bool {
    let given = given.utf8
    guard given.count == text.count else { return false }
    return given.withContiguousStorageIfAvailable { given in
      guard let given = given.baseAddress, let start = text.baseAddress else { return true }
      return memcmp(given, start, text.count) == 0
    } ?? given.elementsEqual(text)
  }
}
