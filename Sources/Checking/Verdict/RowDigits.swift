import Spreadsheets

/// A row's number as it stands behind the letter of each of its cells, with the two marks that follow it there: `12",`.
struct RowDigits {
  let row: Int
  /// Digits and marks, the first in the lowest byte; they fit for all but the last rows of a very long sheet.
  let word: UInt64
  /// How many bytes these are; 0 where they do not fit.
  let count: Int

  init(_ row: Int) {
    self.row = row
    guard (1..<1_000_000).contains(row) else {
      (word, count) = (0, 0)
      return
    }
    var (word, count, rest) = (UInt64(0x2C22), 2, row)
    repeat {
      word = word << 8 | UInt64(UInt8(ascii: "0")) + UInt64(rest % 10)
      count += 1
      rest /= 10
    } while rest > 0
    (self.word, self.count) = (word, count)
  }

  /// Whether a word begins with them.
  @inline(__always)
  func begin(_ word: UInt64) -> Bool { count > 0 && (word ^ self.word) &<< (64 &- 8 &* UInt64(count)) == 0 }

  /// Whether they are those of a cell whose column has one letter, as nearly all are.
  @inline(__always)
  func fit(_ cell: CellReference) -> Bool { count > 0 && cell.row == row && (1...26).contains(cell.column) }
}
