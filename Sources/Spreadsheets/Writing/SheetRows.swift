/// Rows of a sheet made apart from the others, which somebody else makes meanwhile: `WorkbookWriter.append` puts them together.
///
/// They are squeezed as `CompressionLevel.portable` says, and are the same bytes whoever makes them.
package struct SheetRows: Sendable {
  let rows: Range<Int>
  /// Where rows begin to be of another height.
  let heights: [(row: Int, height: Double)]
  let needsCalculation: Bool
  let part: DeflatedPart
}

/// Makes rows apart, one part after the other in the same room.
package struct SheetRowsWriter: ~Copyable {
  /// Markup is deflated in pieces of this size, with what they may repeat: it is still near the processor then.
  private static let chunkSize = 160 * 1024

  private var rows = RowWriter(capacity: chunkSize + 64 * 1024)
  private var tag = FittedRowTag()
  private var deflater = Deflater(level: .portable)
  private var sink = ByteSink()
  /// Bytes of the part before, which the next will take as well, or nearly.
  private var lastSize = 0
  private var sheet = ""
  private var first = 1
  private var next = 1
  private var heights: [(row: Int, height: Double)] = []

  package init() {}

  /// Begins a part, and forgets what is left of one that was not finished.
  ///
  /// - Parameter sheet: what errors are to say.
  package mutating func begin(atRow row: Int, of sheet: String) {
    self.sheet = sheet
    (first, next) = (row, row)
    heights = []
    sink = ByteSink()
    sink.reserve(lastSize)
    rows.output.removeAll()
    rows.needsCalculation = false
    deflater.reset()
  }

  /// Adds a row that is as high as its texts need.
  package mutating func appendRow(
    fitting fit: RowFit, _ body: (inout RowWriter) throws(WritingError) -> Void
  ) throws(WritingError) {
    try SheetRecord.checkRow(next, after: next - 1, height: fit.smallest, sheet: sheet)
    rows.begin(row: next, fit: fit)
    tag.begin(row: rows.rowDigits, count: rows.rowDigitCount, in: &rows.output)
    do throws(WritingError) { try body(&rows) } catch { throw error.within(sheet) }
    let height = rows.fittedHeight
    tag.end(height: height, in: &rows.output)
    rows.output.fixed("</row>")
    if heights.last?.height != height { heights.append((next, height)) }
    next += 1
    if rows.output.count >= Self.chunkSize { try deflater.deflate(&rows.output, to: &sink) }
  }

  package mutating func finish() throws(WritingError) -> SheetRows {
    try deflater.endPart(&rows.output, to: &sink)
    let bytes = try exchange(&sink, with: ByteSink()).finish()
    lastSize = bytes.count
    return SheetRows(
      rows: first..<next, heights: heights, needsCalculation: rows.needsCalculation,
      part: DeflatedPart(bytes: bytes, crc: deflater.crc, size: deflater.size))
  }
}
