/// A cell as the scanner found it, checked and not yet made into a value: sixteen bytes, nothing counted.
@usableFromInline struct ScannedCell {
  @usableFromInline enum Kind: UInt8 {
    /// A formula without a cached value.
    case none
    /// `payload` is a double's bits.
    case number, date, duration
    /// `payload` is an index of the shared strings.
    case shared
    /// `payload` is a place within the bytes that are scanned (`text`) or within the row's own (`decoded`).
    case text, decoded
    /// `payload` is an index of the row's other values.
    case other
  }

  var column: Int32
  var kind: Kind
  var hasFormula: Bool
  var payload: UInt64

  init(column: Int, kind: Kind, payload: UInt64, hasFormula: Bool) {
    self.column = Int32(truncatingIfNeeded: column)
    self.kind = kind
    self.payload = payload
    self.hasFormula = hasFormula
  }

  /// A place in bytes, below 4 GiB.
  static func payload(start: Int, count: Int) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: start)) << 32 | UInt64(UInt32(truncatingIfNeeded: count))
  }

  var start: Int { Int(payload >> 32) }
  var count: Int { Int(payload & 0xFFFF_FFFF) }
}

/// The cells of a row, in memory that stays from row to row. There is room for as many as a row can have.
struct ScannedCells: ~Copyable {
  private let memory: UnsafeMutablePointer<ScannedCell>
  private(set) var count = 0
  private static let capacity = 16_384

  init() { memory = .allocate(capacity: Self.capacity) }

  deinit { memory.deallocate() }

  mutating func removeAll() { count = 0 }

  /// False where there are more cells than columns.
  @inline(__always)
  mutating func append(_ cell: ScannedCell) -> Bool {
    guard count < Self.capacity else { return false }
    (memory + count).initialize(to: cell)
    count += 1
    return true
  }

  var all: UnsafeBufferPointer<ScannedCell> { UnsafeBufferPointer(start: memory, count: count) }
}

/// A row as the scanner found it, there until the next one.
struct ScannedRow: ~Copyable {
  var number = 0
  var isHidden = false
  var cells = ScannedCells()
  /// Texts whose references and escapes are replaced.
  var decoded: [UInt8] = []
  var others: [CellValue] = []

  mutating func begin() {
    cells.removeAll()
    if !decoded.isEmpty { decoded.removeAll(keepingCapacity: true) }
    if !others.isEmpty { others.removeAll(keepingCapacity: true) }
  }
}

/// Takes the rows of a scanner, one after the other. `bytes` is what is scanned.
protocol ScannedRowSink {
  mutating func take(
    _ row: borrowing ScannedRow, in bytes: UnsafeRawBufferPointer, _ interpreter: borrowing CellInterpreter)
}

/// Makes rows of what the scanner finds.
struct RowCollector: ScannedRowSink {
  var rows: [Row] = []

  mutating func take(
    _ row: borrowing ScannedRow, in bytes: UnsafeRawBufferPointer, _ interpreter: borrowing CellInterpreter
  ) {
    var texts = RowTexts(of: row, in: bytes)
    let cells = [Cell](capacity: row.cells.count) { cells in
      for cell in row.cells.all {
        let (reference, hasFormula) = (CellReference(column: Int(cell.column), row: row.number), cell.hasFormula)
        // Two ways and no more: where values of many cases come together, the compiler copies them.
        if cell.kind == .shared {
          let text = interpreter.strings.text(at: Int(cell.payload))
          cells.append(Cell(reference, .text(text), hasFormula: hasFormula))
        } else {
          cells.append(Cell(reference, texts.value(of: cell, in: row, interpreter.epoch), hasFormula: hasFormula))
        }
      }
    }
    rows.append(Row(number: row.number, isHidden: row.isHidden, cells: cells))
  }
}

/// The row's own texts, side by side in one piece of memory: first those that stand in the part as they are, then those that
/// had to be decoded.
private struct RowTexts {
  private let bytes: [UInt8]
  private let decodedStart: Int
  /// Where the next text begins of those that stand in the part.
  private var start = 0

  init(of row: borrowing ScannedRow, in part: UnsafeRawBufferPointer) {
    var bytes: [UInt8] = []
    for cell in row.cells.all where cell.kind == .text {
      bytes.append(contentsOf: part[cell.start..<(cell.start + cell.count)])
    }
    decodedStart = bytes.count
    if !row.decoded.isEmpty { bytes += row.decoded }
    self.bytes = bytes
  }

  /// The value of a cell without a shared text. They are asked for in the order of the row.
  @inline(never)
  mutating func value(of cell: ScannedCell, in row: borrowing ScannedRow, _ epoch: DateEpoch) -> CellValue? {
    let number = Double(bitPattern: cell.payload)
    switch cell.kind {
    case .number: return .number(number)
    case .date: return .date(serial: number, epoch: epoch)
    case .duration: return .duration(serial: number)
    case .text:
      defer { start += cell.count }
      return .text(Text(bytes: bytes, start: UInt32(start), end: UInt32(start + cell.count)))
    case .decoded:
      let first = decodedStart + cell.start
      return .text(Text(bytes: bytes, start: UInt32(first), end: UInt32(first + cell.count)))
    case .other: return row.others[Int(cell.payload)]
    case .none, .shared: return nil
    }
  }
}
