/// A cell while it is read: nothing is copied until it is asked for.
///
/// It cannot be kept. What shall last is taken out of it: ``value``, ``number``, or the bytes of a text.
///
/// ```swift
/// var total = 0.0
/// try reader.forEachCell(ofSheet: 0) { cell in
///   if cell.reference.column == 4, let number = cell.number { total += number }
/// }
/// ```
public struct CellView: ~Copyable {
  public let reference: CellReference
  public let hasFormula: Bool
  // What is looked at for every cell can be compiled into the caller.
  @usableFromInline let kind: ScannedCell.Kind
  @usableFromInline let bits: UInt64
  @usableFromInline let bytes: UnsafeRawBufferPointer
  private let epoch: DateEpoch
  private let other: CellValue?

  init(
    _ cell: ScannedCell, at reference: CellReference, text: UnsafeRawBufferPointer, other: CellValue?, epoch: DateEpoch
  ) {
    self.reference = reference
    self.other = other
    self.epoch = epoch
    hasFormula = cell.hasFormula
    kind = cell.kind
    bits = cell.payload
    bytes = text
  }

  /// Whether it holds text.
  @inlinable public var isText: Bool {
    switch kind {
    case .shared, .text, .decoded: true
    default: false
    }
  }

  /// The number, or a date's serial number; nil for anything else.
  @inlinable public var number: Double? {
    switch kind {
    case .number, .date, .duration: Double(bitPattern: bits)
    default: nil
    }
  }

  /// Gives the UTF-8 of a text; nil, without a call, for anything else.
  @inlinable public func withUTF8<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result? {
    guard isText else { return nil }
    return try body(
      UnsafeBufferPointer(start: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), count: bytes.count).span)
  }

  /// The value by itself; nil for a formula without a cached one.
  public var value: CellValue? {
    switch kind {
    case .none: nil
    case .number: .number(Double(bitPattern: bits))
    case .date: .date(serial: Double(bitPattern: bits), epoch: epoch)
    case .duration: .duration(serial: Double(bitPattern: bits))
    case .shared, .text, .decoded: .text(Text(bytes: Array(bytes)))
    case .other: other
    }
  }
}

/// Shows the cells of each row to a closure.
struct CellVisitor: ScannedRowSink {
  let body: (borrowing CellView) -> Void

  mutating func take(
    _ row: borrowing ScannedRow, in bytes: UnsafeRawBufferPointer, _ interpreter: borrowing CellInterpreter
  ) {
    interpreter.strings.bytes.withUnsafeBytes { shared in
      row.decoded.withUnsafeBytes { decoded in
        for cell in row.cells.all {
          let reference = CellReference(column: Int(cell.column), row: row.number)
          let range = cell.start..<(cell.start + cell.count)
          let text: UnsafeRawBufferPointer
          switch cell.kind {
          case .shared:
            text = UnsafeRawBufferPointer(rebasing: shared[interpreter.strings.range(at: Int(cell.payload))])
          case .text: text = UnsafeRawBufferPointer(rebasing: bytes[range])
          case .decoded: text = UnsafeRawBufferPointer(rebasing: decoded[range])
          default: text = UnsafeRawBufferPointer(start: nil, count: 0)
          }
          let other = cell.kind == .other ? row.others[Int(cell.payload)] : nil
          body(CellView(cell, at: reference, text: text, other: other, epoch: interpreter.epoch))
        }
      }
    }
  }

  /// Shows a text.
  @inline(__always)
  func show(text: UnsafeRawBufferPointer, at reference: CellReference) {
    let cell = ScannedCell(column: reference.column, kind: .text, payload: 0, hasFormula: false)
    body(CellView(cell, at: reference, text: text, other: nil, epoch: .year1900))
  }

  /// Shows a cell that has been made already.
  func show(_ cell: Cell, epoch: DateEpoch) {
    func show(
      _ kind: ScannedCell.Kind, _ payload: UInt64 = 0, text: UnsafeRawBufferPointer = .init(start: nil, count: 0)
    ) {
      let found = ScannedCell(
        column: cell.reference.column, kind: kind, payload: payload, hasFormula: cell.hasFormula)
      body(CellView(found, at: cell.reference, text: text, other: kind == .other ? cell.value : nil, epoch: epoch))
    }
    switch cell.value {
    case nil: show(.none)
    case .number(let number): show(.number, number.bitPattern)
    case .date(_, let serial): show(.date, serial.bitPattern)
    case .text(let text): text.utf8.withUnsafeBytes { show(.text, text: $0) }
    default: show(.other)
    }
  }
}
