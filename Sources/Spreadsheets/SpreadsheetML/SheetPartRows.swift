/// The rows of a sheet part as they are unpacked, in batches.
final class SheetPartRows: RowSource {
  private let handler: SheetHandler
  private var stream: XMLPartStream
  private var isDone = false

  init(archive: ZipArchive, entry: ZipArchive.Entry, interpreter: CellInterpreter) throws(SpreadsheetError) {
    handler = SheetHandler(interpreter: interpreter, limits: archive.limits)
    stream = try XMLPartStream(archive: archive, entry: entry, handler: handler, held: false)
  }

  /// What the part says beside its rows; complete once they all have come.
  var features: SheetFeatures { handler.features }

  func next(into rows: inout [Row]) throws(SpreadsheetError) -> Bool {
    handler.assembler.rows = consume rows
    rows = []
    while handler.assembler.rows.isEmpty, !isDone { isDone = try !stream.advance() }
    swap(&rows, &handler.assembler.rows)
    return !rows.isEmpty
  }
}

extension SharedStrings {
  init(reading entry: ZipArchive.Entry, of archive: ZipArchive) throws(SpreadsheetError) {
    let handler = SharedStringsHandler(limits: archive.limits)
    try archive.parse(entry, with: handler)
    self = handler.strings
  }
}
