import Glibc
import Spreadsheets

/// What cells were read as, by what they hold. Of three values that want the same two places the later stay: it never grows.
struct CellMemory: Sendable {
  private var cells: [ReadCell?] = Array(repeating: nil, count: 1 << Self.bits)
  /// What the cells hold; nil for a text, which is what the cell gives.
  private var numbers: [CellValue?] = Array(repeating: nil, count: 1 << Self.bits)

  private static let bits = 10
  /// In bytes. A longer text hardly comes twice.
  private static let longest = 256

  /// Where a value is remembered; nil for one that never is.
  static func place(of value: CellValue) -> Int? {
    switch value {
    case .text(let text):
      text.byteCount <= longest ? text.withBytes { place(TextMix.of($0)) } : nil
    case .number(let serial), .date(_, let serial), .time(_, let serial), .duration(_, let serial):
      place(TextMix.of(serial))
    case .boolean, .error: nil
    }
  }

  private static func place(_ mixed: UInt64) -> Int { TextMix.place(mixed, bits: bits) }

  /// What is remembered of a value at its place or the one beside it.
  mutating func cell(of value: CellValue, at place: Int) -> ReadCell? {
    cell(of: value, in: place) ?? cell(of: value, in: place ^ 1)
  }

  @inline(__always)
  private mutating func cell(of value: CellValue, in place: Int) -> ReadCell? {
    guard let cell = cells[place] else { return nil }
    if case .text(let text) = value {
      guard cell.gives(text), numbers[place] == nil else { return nil }
    } else {
      guard numbers[place] == value else { return nil }
    }
    if cell.json != nil { return cell }
    // What comes twice will come again.
    let shared = ReadCell(shared: cell.given, cell.reading)
    cells[place] = shared
    return shared
  }

  mutating func remember(_ cell: ReadCell, of value: CellValue, at place: Int) {
    let number: CellValue?
    if case .text(let text) = value {
      // A text with white space around it gives another.
      guard cell.gives(text) else { return }
      number = nil
    } else {
      number = value
    }
    cells[place ^ 1] = cells[place]
    numbers[place ^ 1] = numbers[place]
    cells[place] = cell
    numbers[place] = number
  }
}

extension ReadCell {
  fileprivate func gives(_ text: Text) -> Bool {
    text.withBytes { text in
      guard given.utf8.count == text.count else { return false }
      var given = given
      return given.withUTF8 { given in
        guard let given = given.baseAddress, let start = text.baseAddress else { return true }
        return memcmp(given, start, text.count) == 0
      }
    }
  }
}
