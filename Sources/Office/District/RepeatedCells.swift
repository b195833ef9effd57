import Checking
import Spreadsheets

/// The cells of a table that come again and again, such as units, terms and dates: each is made once and then copied.
///
/// They are known by what cells that say the same share, which is held on to: what is found is never another cell's.
struct RepeatedCells: ~Copyable {
  private struct Entry {
    let identity: UnsafeMutableRawPointer
    let column: Int
    let copy: CellCopies.Copy
  }

  private var entries: [Entry] = []
  /// What the entries are known by.
  private var kept: [ReadCell] = []
  /// By a number that a cell is mixed to: an entry's place, counted from 1; behind it those that found it taken.
  private var places = Array(repeating: UInt16(0), count: 1 << Self.bits)
  private var copies = CellCopies()
  /// For each of the row's first cells a bit: whether others are likely to share it.
  private var shared: UInt64 = 0

  private static let bits = 13
  /// Half as many as there are places.
  private static let mostEntries = 1 << (bits - 1)
  /// Of markup: then all is forgotten, and begun anew.
  private static let mostBytes = 2 << 20

  /// Begins a row. All of its cells, which are anywhere in memory, are asked at once: to wait for one after the other takes
  /// longer than to write them.
  @inline(__always)
  mutating func begin(_ values: Span<FieldValue>) {
    shared = 0
    for place in 0..<min(values.count, UInt64.bitWidth) {
      shared |= values.withContent(at: place) { $0.isShared ? 1 : 0 } &<< UInt64(truncatingIfNeeded: place)
    }
  }

  /// Writes a cell, or what was written before of one in this column that says the same.
  ///
  /// - Parameters:
  ///   - place: of the cell's value.
  ///   - values: of the row that was begun.
  ///   - write: must do the same for all cells of a column that say the same.
  @inline(__always)
  mutating func write(
    _ place: Int, of values: Span<FieldValue>, column: Int, to cells: inout RowWriter,
    _ write: (ReadCell, inout RowWriter) throws(WritingError) -> Void
  ) throws(WritingError) {
    // A row holds on to it meanwhile. How many others do is not touched: that is elsewhere in memory.
    let cell = Unmanaged.passUnretained(values[place].content)
    let isShared = place < UInt64.bitWidth && shared &>> UInt64(truncatingIfNeeded: place) & 1 != 0
    var entry = 0
    if isShared {
      let identity = cell.toOpaque()
      entry = Self.place(identity, column)
      while places[entry] > 0 {
        let known = entries[Int(places[entry]) - 1]
        if known.identity == identity, known.column == column { return cells.write(known.copy, of: copies) }
        entry = (entry + 1) & (places.count - 1)
      }
    }
    var failure: WritingError?
    cell._withUnsafeGuaranteedRef { cell in
      do throws(WritingError) {
        if isShared { try keep(cell, column, entry, &cells, write) } else { try write(cell, &cells) }
      } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Writes a cell and remembers it in a place.
  private mutating func keep(
    _ cell: ReadCell, _ column: Int, _ place: Int, _ cells: inout RowWriter,
    _ write: (ReadCell, inout RowWriter) throws(WritingError) -> Void
  ) throws(WritingError) {
    let copy = try cells.keep(in: &copies) { cells throws(WritingError) in try write(cell, &cells) }
    guard let copy else { return }
    entries.append(Entry(identity: Unmanaged.passUnretained(cell).toOpaque(), column: column, copy: copy))
    kept.append(cell)
    places[place] = UInt16(entries.count)
    if entries.count == Self.mostEntries || copies.size > Self.mostBytes { removeAll() }
  }

  private mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    kept.removeAll(keepingCapacity: true)
    copies.removeAll()
    for place in places.indices { places[place] = 0 }
  }

  private static func place(_ identity: UnsafeMutableRawPointer, _ column: Int) -> Int {
    // 2^64 by the golden ratio: neighbours come far from each other.
    let mixed = (UInt64(UInt(bitPattern: identity)) ^ UInt64(truncatingIfNeeded: column)) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> (64 - UInt64(bits)))
  }
}
