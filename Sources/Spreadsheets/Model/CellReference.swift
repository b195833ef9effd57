/// Where a cell stands: column and row, both counted from 1, written as people write it (`G5`).
///
/// ```swift
/// let cell = CellReference("G5") ?? CellReference(column: 7, row: 5)
/// let below = CellReference(column: cell.column, row: cell.row + 1)
/// print(cell, below, CellReference.letters(ofColumn: 28))  // G5 G6 AB
/// ```
public struct CellReference: Hashable, Sendable {
  // Half the size of two Ints: there is one in every cell.
  private var storedRow: Int32
  private var storedColumn: Int32

  public var column: Int {
    get { Int(storedColumn) }
    set { storedColumn = Int32(clamping: newValue) }
  }

  public var row: Int {
    get { Int(storedRow) }
    set { storedRow = Int32(clamping: newValue) }
  }

  public init(column: Int, row: Int) {
    storedColumn = Int32(clamping: column)
    storedRow = Int32(clamping: row)
  }

  /// The letters of a column: 1 is `A`, 27 is `AA`.
  public static func letters(ofColumn column: Int) -> String {
    if (1...26).contains(column) { return String(Unicode.Scalar(UInt8(ascii: "@") + UInt8(column))) }
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

extension CellReference {
  /// Reads `G5`; nil for anything else, zero and what lies beyond column 16,384 (`XFD`) or row 1,048,576 included.
  public init?(_ text: some StringProtocol) {
    var text = text.utf8.makeIterator()
    self.init(next: { text.next() })
  }

  package init?(_ bytes: UnsafeRawBufferPointer) {
    var position = 0
    self.init(next: {
      defer { position += 1 }
      return position < bytes.count ? bytes[position] : nil
    })
  }

  @inline(__always)
  private init?(next: () -> UInt8?) {
    var column = 0
    var row = 0
    var byte = next()
    while let letter = byte, case let upper = letter & 0xDF, upper >= 0x41, upper <= 0x5A, letter >= 0x41 {
      column = column * 26 + Int(upper - 0x40)
      guard column <= 16_384 else { return nil }
      byte = next()
    }
    guard column > 0, byte != 0x30 else { return nil }
    while let digit = byte, digit >= 0x30, digit <= 0x39 {
      row = row * 10 + Int(digit - 0x30)
      guard row <= 1_048_576 else { return nil }
      byte = next()
    }
    guard byte == nil, row > 0 else { return nil }
    self.init(column: column, row: row)
  }
}

extension CellReference: CustomStringConvertible {
  public var description: String {
    guard (1...26).contains(column), row > 0 else { return Self.letters(ofColumn: column) + String(row) }
    // As nearly all are: a letter and at most ten digits, which a String holds in itself.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 11) { bytes in
      var start = bytes.count
      var rest = row
      while rest > 0 {
        start -= 1
        bytes[start] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      start -= 1
      bytes[start] = UInt8(ascii: "@") + UInt8(column)
      return String(decoding: bytes[start...], as: UTF8.self)
    }
  }
}

/// Reading order: by row, then by column.
extension CellReference: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

/// A rectangle of cells, its corners at the top left and the bottom right included, written `B7:B12`.
///
/// ```swift
/// let block = CellRange(CellReference(column: 2, row: 7), CellReference(column: 3, row: 12))
/// print(block, block.contains(CellReference(column: 2, row: 9)))  // B7:C12 true
/// ```
public struct CellRange: Hashable, Sendable {
  public var first: CellReference
  public var last: CellReference

  /// The rectangle that two cells span, whichever corners they are.
  public init(_ corner: CellReference, _ opposite: CellReference) {
    first = CellReference(column: min(corner.column, opposite.column), row: min(corner.row, opposite.row))
    last = CellReference(column: max(corner.column, opposite.column), row: max(corner.row, opposite.row))
  }

  public func contains(_ cell: CellReference) -> Bool {
    first.row <= cell.row && cell.row <= last.row && first.column <= cell.column && cell.column <= last.column
  }
}

extension CellRange {
  /// Reads `B7:C12` or `B7`, the corners in any order; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let corners = text.split(separator: ":", omittingEmptySubsequences: false)
    guard corners.count <= 2, let first = corners.first.flatMap({ CellReference($0) }),
      let last = corners.last.flatMap({ CellReference($0) })
    else { return nil }
    self.init(first, last)
  }
}

extension CellRange {
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
      guard let cell = CellReference(bytes) else { return nil }
      self.init(cell, cell)
      return
    }
    guard let first = CellReference(UnsafeRawBufferPointer(rebasing: bytes[..<colon])),
      let last = CellReference(UnsafeRawBufferPointer(rebasing: bytes[(colon + 1)...]))
    else { return nil }
    self.init(first, last)
  }
}

extension CellRange: CustomStringConvertible {
  public var description: String { first == last ? "\(first)" : "\(first):\(last)" }
}
