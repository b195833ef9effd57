/// Where a cell stands: column and row, both counted from 1, written as people write it (`G5`).
public struct CellReference: Hashable, Sendable {
  public var column: Int
  public var row: Int

  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  /// The letters of a column: 1 is `A`, 27 is `AA`.
  public static func letters(ofColumn column: Int) -> String {
    var rest = column
    var letters: [UInt8] = []
    while rest > 0 {
      rest -= 1
      letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
      rest /= 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}

extension CellReference: CustomStringConvertible {
  public var description: String { Self.letters(ofColumn: column) + String(row) }
}

/// Reading order: by row, then by column.
extension CellReference: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

/// A rectangle of cells, both corners included, written `B7:B12`.
public struct CellRange: Hashable, Sendable {
  public var first: CellReference
  public var last: CellReference

  public init(_ first: CellReference, _ last: CellReference) {
    self.first = first
    self.last = last
  }

  public func contains(_ cell: CellReference) -> Bool {
    (first.row...last.row).contains(cell.row) && (first.column...last.column).contains(cell.column)
  }
}

extension CellRange: CustomStringConvertible {
  public var description: String { first == last ? "\(first)" : "\(first):\(last)" }
}
