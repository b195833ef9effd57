/// A CSV or TSV: its encoding and its separator are found, and its records are read when they are asked for.
final class DelimitedFile {
  let format: FileFormat
  let sheetName: String
  let limits: Limits
  let source: ByteSource
  let detection: EncodingDetection
  let separator: UInt8
  /// Bytes of the decoded text before the first record: a line `sep=;`.
  let start: Int

  var encoding: String { detection.encoding.rawValue }

  init(source: consuming ByteSource, named name: String, limits: Limits) throws(SpreadsheetError) {
    try limits.check(source.count, \.delimitedBytes, "text bytes", part: nil)
    let detection = try EncodingDetection(source)
    var decoder = TextDecoder(detection, keptLosses: 0)
    let sample = Window(byteCount: 64 << 10)
    let count = try decoder.read(from: source, into: sample.bytes)
    let found = SeparatorDetection(Array(sample.bytes[..<count]))
    self.limits = limits
    self.detection = detection
    self.source = source
    separator = found.separator
    start = found.start
    format = found.separator == UInt8(ascii: "\t") ? .tsv : .csv
    let file = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
    sheetName = String(file.lastIndex(of: ".").map { file[..<$0] } ?? file)
  }

  func rows(windowBytes: Int = ByteSource.windowBytes) -> DelimitedRows {
    DelimitedRows(DelimitedScanner(self, windowBytes: windowBytes))
  }

  /// Shows the fields as cells.
  func visit(_ visitor: CellVisitor) throws(SpreadsheetError) -> DecodingLosses {
    var scanner = DelimitedScanner(self)
    var fields = ShownFields(visitor: visitor)
    while try scanner.advance(&fields) {}
    return scanner.losses
  }
}

/// Shows each field to a closure.
private struct ShownFields: FieldSink {
  let visitor: CellVisitor
  private var row = 1

  init(visitor: CellVisitor) { self.visitor = visitor }

  mutating func begin(window: UnsafeRawBufferPointer) {}

  mutating func take(_ text: UnsafeRawBufferPointer, at range: Range<Int>?, column: Int) {
    visitor.show(text: text, at: CellReference(column: column, row: row))
  }

  mutating func endRecord() { row += 1 }
}

/// The records of a text file as rows; an empty field is no cell.
final class DelimitedRows: RowSource {
  private var scanner: DelimitedScanner
  private var fields = CollectedFields()

  init(_ scanner: consuming DelimitedScanner) { self.scanner = scanner }

  /// What could not be decoded so far.
  var losses: DecodingLosses { scanner.losses }

  func next(into rows: inout [Row]) throws(SpreadsheetError) -> Bool {
    swap(&rows, &fields.rows)
    defer { swap(&rows, &fields.rows) }
    while fields.rows.isEmpty {
      guard try scanner.advance(&fields) else { return false }
    }
    return true
  }
}

/// Makes rows of fields. The texts of one window share one piece of memory.
private struct CollectedFields: FieldSink {
  var rows: [Row] = []
  private var texts: [UInt8] = []
  private var cells: [Cell] = []
  private var number = 1
  /// How many cells the row before had.
  private var width = 0

  mutating func begin(window: UnsafeRawBufferPointer) { texts = Array(window) }

  mutating func take(_ text: UnsafeRawBufferPointer, at range: Range<Int>?, column: Int) {
    let value: Text
    if let range {
      value = Text(bytes: texts, start: UInt32(range.lowerBound), end: UInt32(range.upperBound))
    } else {
      value = Text(bytes: Array(text))
    }
    if cells.isEmpty { cells.reserveCapacity(width) }
    cells.append(Cell(CellReference(column: column, row: number), .text(value)))
  }

  mutating func endRecord() {
    if !cells.isEmpty {
      width = cells.count
      rows.append(Row(number: number, cells: cells))
      cells = []
    }
    number += 1
  }
}
