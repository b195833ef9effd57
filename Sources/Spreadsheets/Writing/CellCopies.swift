/// Cells as they were written, for those that come again in the rows of a table: to copy one is a fraction of writing it.
package struct CellCopies: ~Copyable {
  /// A cell of one column in one style; nothing but numbers, so that it is kept anywhere at no cost.
  package struct Copy {
    /// Where its markup begins in the copies' bytes: up to the number of its row, in `headRoom` bytes, then what follows it.
    fileprivate var start: Int
    fileprivate var tailCount: Int32
    fileprivate var headCount: UInt8
    fileprivate var column: UInt16
    /// Of its text, where rows are fitted.
    fileprivate var lines: Int32
  }

  /// More than `<c s="65490" r="XFD` takes.
  private static let headRoom = 32
  /// Most tails take no more.
  private static let tailRoom = 96

  private var bytes = XMLOutput()

  package init() {}

  /// Bytes that the copies take.
  package var size: Int { bytes.count }

  /// Forgets all copies, which must then not be written any more.
  package mutating func removeAll() { bytes.removeAll() }

  fileprivate mutating func keep(
    head: UnsafeBufferPointer<UInt8>, tail: UnsafeBufferPointer<UInt8>, column: Int, lines: Int
  ) -> Copy {
    let start = bytes.count
    bytes.raw(head)
    bytes.reserve(Self.headRoom)
    bytes.count = start + Self.headRoom
    bytes.raw(tail)
    bytes.reserve(Self.tailRoom)
    return Copy(
      start: start, tailCount: Int32(tail.count), headCount: UInt8(head.count), column: UInt16(column),
      lines: Int32(clamping: lines))
  }

  @inline(__always)
  fileprivate func write(_ copy: Copy, row: SIMD8<UInt8>, rowCount: Int, to output: inout XMLOutput) {
    output.reserve(Self.headRoom + 8 + max(Self.tailRoom, Int(copy.tailCount)))
    let head = bytes.start + copy.start
    // All of its room at once, which takes less than as many bytes as it has.
    (output.start + output.count).update(from: head, count: Self.headRoom)
    output.count &+= Int(copy.headCount)
    output.store(row, count: rowCount)
    let tail = head + Self.headRoom
    if Int(copy.tailCount) <= Self.tailRoom {
      (output.start + output.count).update(from: tail, count: Self.tailRoom)
      output.count &+= Int(copy.tailCount)
    } else {
      output.raw(UnsafeBufferPointer(start: tail, count: Int(copy.tailCount)))
    }
  }
}

extension RowWriter {
  /// Writes a cell and keeps it, to be written again in the same column, of rows that are fitted alike.
  ///
  /// - Returns: nil for a cell that leaves no markup.
  package mutating func keep(
    in copies: inout CellCopies, _ write: (inout RowWriter) throws(WritingError) -> Void
  ) throws(WritingError) -> CellCopies.Copy? {
    let (start, column, lines) = (output.count, self.column, self.lines)
    self.lines = 0
    defer { self.lines = max(lines, self.lines) }
    try write(&self)
    guard output.count > start, self.column == column + 1 else { return nil }
    let head = UnsafeBufferPointer(rebasing: output.bytes[start..<(contentStart - rowDigitCount)])
    let tail = UnsafeBufferPointer(rebasing: output.bytes[contentStart...])
    return copies.keep(head: head, tail: tail, column: column, lines: self.lines)
  }

  /// Writes a cell again that was kept in this column.
  package mutating func write(_ copy: CellCopies.Copy, of copies: borrowing CellCopies) {
    precondition(column == Int(copy.column))
    copies.write(copy, row: rowDigits, rowCount: rowDigitCount, to: &output)
    if Int(copy.lines) > lines { lines = Int(copy.lines) }
    column &+= 1
  }
}
