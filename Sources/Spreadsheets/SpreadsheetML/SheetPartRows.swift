/// The rows of a sheet part as they are unpacked, in batches: scanned as long as the part is as producers write it, and
/// else parsed.
final class SheetPartRows: RowSource {
  private let archive: ZipArchive
  private let entry: ZipArchive.Entry
  private var handler: SheetHandler
  private var scanner: SheetScanner<RowCollector>
  private var scanned: ScannedPart<SheetHandler>?
  private var parsed: XMLPartStream?
  /// How many rows the scanner has given before it declined: the parser's first ones are the same.
  private var delivered = 0
  private var isDone = false

  init(
    archive: ZipArchive, entry: ZipArchive.Entry, interpreter: CellInterpreter, scanning: Bool = true
  ) throws(SpreadsheetError) {
    self.archive = archive
    self.entry = entry
    handler = SheetHandler(interpreter: interpreter, limits: archive.limits)
    scanner = SheetScanner(interpreter: interpreter, limits: archive.limits, sink: RowCollector())
    if scanning {
      scanned = try ScannedPart(archive: archive, entry: entry, handler: handler, tag: "<sheetData")
    } else {
      parsed = try XMLPartStream(archive: archive, entry: entry, handler: handler, held: false)
    }
  }

  /// Whether the scanner has declined, or was never asked.
  var isParsed: Bool { parsed != nil }

  /// Whether it was read to its end and holds no cell at all, empty ones included.
  var isWithoutCells: Bool { isDone && !handler.hasCells && (isParsed || scanned?.isWithoutContent == true) }

  /// What the part says beside its rows; complete once they all have come.
  var features: SheetFeatures { handler.features }

  func next(into rows: inout [Row]) throws(SpreadsheetError) -> Bool {
    while rows.isEmpty, !isDone {
      if scanned != nil { try scan(into: &rows) } else { try parse(into: &rows) }
    }
    return !rows.isEmpty
  }

  private func scan(into rows: inout [Row]) throws(SpreadsheetError) {
    swap(&rows, &scanner.sink.rows)
    let step = try scanned?.advance(&scanner)
    swap(&rows, &scanner.sink.rows)
    delivered += rows.count
    handler = scanned?.handler ?? handler
    switch step {
    case .declined:
      scanned = nil
      handler = SheetHandler(interpreter: handler.interpreter, limits: archive.limits)
      parsed = try XMLPartStream(archive: archive, entry: entry, handler: handler, held: false)
    case .done: isDone = true
    case .more, nil: break
    }
  }

  private func parse(into rows: inout [Row]) throws(SpreadsheetError) {
    isDone = try parsed?.advance() == false
    swap(&rows, &handler.assembler.rows)
    guard delivered > 0 else { return }
    let known = min(delivered, rows.count)
    rows.removeFirst(known)
    delivered -= known
  }
}
