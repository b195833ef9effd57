/// A CSV or TSV, decoded, its separator found.
final class DelimitedFile {
  let format: FileFormat
  let sheetName: String
  let encoding: String
  let losses: [DecodingLoss]
  let limits: Limits
  private let text: [UInt8]
  private let start: Int
  private let separator: UInt8

  init(bytes: [UInt8], named name: String, limits: Limits) throws(SpreadsheetError) {
    try limits.check(bytes.count, \.delimitedBytes, "text bytes", part: nil)
    let decoded = try TextDecoder.decode(bytes)
    let separator = SeparatorDetection(text: decoded.utf8, start: decoded.start)
    self.limits = limits
    self.separator = separator.separator
    text = decoded.utf8
    start = separator.start
    encoding = decoded.encoding
    losses = decoded.losses
    format = separator.separator == UInt8(ascii: "\t") ? .tsv : .csv
    let file = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
    sheetName = String(file.lastIndex(of: ".").map { file[..<$0] } ?? file)
  }

  func rows() -> DelimitedRows { DelimitedRows(scanner) }

  private var scanner: DelimitedScanner {
    DelimitedScanner(text: text, start: start, separator: separator, limits: limits)
  }

  /// Shows the fields as cells.
  func visit(_ visitor: CellVisitor) throws(SpreadsheetError) {
    var scanner = scanner
    var row = 1
    while try scanner.nextRecord({ column, field in
      let cell = ScannedCell(column: column, kind: .text, payload: 0, hasFormula: false)
      let place = CellReference(column: column, row: row)
      func show(_ text: UnsafeRawBufferPointer) {
        visitor.body(CellView(cell, at: place, text: text, other: nil, epoch: .year1900))
      }
      switch field {
      case .inPlace(let range): text.withUnsafeBytes { show(UnsafeRawBufferPointer(rebasing: $0[range])) }
      case .copied(let bytes): bytes.withUnsafeBytes { show($0) }
      }
    }) { row += 1 }
  }
}

/// The records of a text file as rows; an empty field is no cell.
final class DelimitedRows: RowSource {
  private var scanner: DelimitedScanner
  private var number = 0
  /// How many cells the row before had.
  private var width = 0

  init(_ scanner: DelimitedScanner) { self.scanner = scanner }

  func next(into rows: inout [Row]) throws(SpreadsheetError) -> Bool {
    while rows.count < 256 {
      var cells: [Cell] = []
      cells.reserveCapacity(width)
      let bytes = scanner.text
      let isRecord = try scanner.nextRecord { column, field in
        let text: Text
        switch field {
        case .inPlace(let range):
          text = Text(bytes: bytes, start: UInt32(range.lowerBound), end: UInt32(range.upperBound))
        case .copied(let own): text = Text(bytes: own)
        }
        cells.append(Cell(CellReference(column: column, row: number + 1), .text(text)))
      }
      guard isRecord else { break }
      width = cells.count
      number += 1
      if !cells.isEmpty { rows.append(Row(number: number, cells: cells)) }
    }
    return !rows.isEmpty
  }
}
