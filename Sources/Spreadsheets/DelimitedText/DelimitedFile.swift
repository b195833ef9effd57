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

  func rows() throws(SpreadsheetError) -> DelimitedRows {
    DelimitedRows(DelimitedScanner(text: text, start: start, separator: separator, limits: limits))
  }
}

/// The records of a text file as rows; an empty field is no cell.
final class DelimitedRows: RowSource {
  private var scanner: DelimitedScanner
  private var number = 0

  init(_ scanner: DelimitedScanner) { self.scanner = scanner }

  func next(into rows: inout [Row]) throws(SpreadsheetError) -> Bool {
    while rows.count < 256 {
      var cells: [Cell] = []
      guard
        try scanner.nextRecord({ column, text in
          cells.append(Cell(CellReference(column: column, row: number + 1), .text(text)))
        })
      else { break }
      number += 1
      if !cells.isEmpty { rows.append(Row(number: number, cells: cells)) }
    }
    return !rows.isEmpty
  }
}
