/// An OpenDocument spreadsheet. Its sheets lie one after the other in one part, which is read once to find them, and again
/// from its beginning, or from where the last sheet ended, for their rows.
final class ODSFile {
  /// The sheets without what they hold.
  let sheets: [Sheet]
  let limits: Limits
  private let archive: ZipArchive
  private let content: ZipArchive.Entry
  /// The part, read as far as the last sheet that was asked for.
  private var resting: ODSContent?

  /// Whether a zip is an OpenDocument file: its first entry says so, or it holds a content part and no other package.
  static func isOne(_ archive: ZipArchive) -> Bool {
    archive.entry(named: "_rels/.rels") == nil && archive.entry(named: "[Content_Types].xml") == nil
      && archive.entry(named: "content.xml") != nil
  }

  init(archive: ZipArchive) throws(SpreadsheetError) {
    if let entry = archive.entry(named: "mimetype") { try Self.checkMediaType(entry, archive) }
    if let entry = archive.entry(named: "META-INF/manifest.xml") { try archive.parse(entry, with: ManifestHandler()) }
    guard let entry = archive.entry(named: "content.xml") else {
      throw SpreadsheetError(.damaged, part: "content.xml", detail: "the content part is missing")
    }
    let handler = ODSContentHandler(limits: archive.limits, skippingCells: true)
    try archive.parse(entry, with: handler, held: false, tagBytes: \.openDocumentTagBytes)
    guard handler.isSpreadsheet else {
      throw SpreadsheetError(
        .unsupported(.unknown), part: entry.name, detail: "an OpenDocument file without a spreadsheet")
    }
    sheets = handler.sheets
    limits = archive.limits
    content = entry
    self.archive = archive
  }

  private static func checkMediaType(_ entry: ZipArchive.Entry, _ archive: ZipArchive) throws(SpreadsheetError) {
    var reader = try archive.open(entry)
    let window = UnsafeMutableRawBufferPointer.allocate(byteCount: 256, alignment: 1)
    defer { window.deallocate() }
    let count = try reader.read(into: window)
    let type = String(decoding: window[..<count], as: UTF8.self)
    if type.contains("opendocument.text") {
      throw SpreadsheetError(.unsupported(.wordDocument), detail: "an OpenDocument text (odt), not a workbook")
    }
    if type.contains("opendocument.presentation") {
      throw SpreadsheetError(.unsupported(.presentation), detail: "an OpenDocument presentation (odp), not a workbook")
    }
    guard type.contains("opendocument.spreadsheet") else {
      throw SpreadsheetError(.unsupported(.archive), detail: "a zip that holds no workbook")
    }
  }

  /// The rows of a sheet, and after them what else it says.
  func rows(of index: Int) throws(SpreadsheetError) -> ODSRows {
    if let resting, resting.sheet < index {
      self.resting = nil
      resting.sheet = index
      return ODSRows(resting) { self.resting = $0 }
    }
    return ODSRows(try ODSContent(archive: archive, entry: content, sheet: index)) { self.resting = $0 }
  }
}

/// The content part on its way through the parser, and the sheet that is wanted of it.
final class ODSContent {
  var sheet: Int
  let handler: ODSContentHandler
  private var stream: XMLPartStream
  private var isDone = false

  /// A few bytes can stand for many cells, so that few are read at a time.
  private static let windowBytes = 8 << 10

  init(archive: ZipArchive, entry: ZipArchive.Entry, sheet: Int) throws(SpreadsheetError) {
    self.sheet = sheet
    handler = ODSContentHandler(limits: archive.limits)
    stream = try XMLPartStream(
      archive: archive, entry: entry, handler: handler, held: false, windowBytes: Self.windowBytes,
      tagBytes: \.openDocumentTagBytes)
  }

  /// Reads on; false where the sheet is complete.
  func advance() throws(SpreadsheetError) -> Bool {
    guard !isDone, handler.sheets.count <= sheet else { return false }
    isDone = try !stream.advance()
    return true
  }
}

/// The rows of one sheet of an OpenDocument file, in batches.
final class ODSRows: RowSource {
  private let content: ODSContent
  private let sheet: Int
  private let whenDone: (ODSContent) -> Void
  /// The first run's rows that have been given.
  private var given = 0
  private var isDone = false

  /// Gives the content to `whenDone` once no row is left.
  init(_ content: ODSContent, whenDone: @escaping (ODSContent) -> Void) {
    self.content = content
    self.whenDone = whenDone
    sheet = content.sheet
  }

  /// The sheet without its rows; complete once they all have come.
  private(set) var features: Sheet?

  func next(into rows: inout [Row]) throws(SpreadsheetError) -> Bool {
    while rows.isEmpty, !isDone {
      content.handler.runs.removeAll { $0.sheet < sheet }
      if content.handler.runs.first?.sheet == sheet {
        expand(into: &rows)
      } else if try !content.advance() {
        isDone = true
        if content.handler.sheets.indices.contains(sheet) { features = content.handler.sheets[sheet] }
        whenDone(content)
      }
    }
    return !rows.isEmpty
  }

  /// Takes the runs that are there, as far as they are no more than a batch.
  private func expand(into rows: inout [Row]) {
    var taken = 0
    for run in content.handler.runs {
      guard run.sheet == sheet, rows.count < 256 else { break }
      while given < run.count, rows.count < 256 {
        rows.append(run.row.moved(by: given))
        given += 1
      }
      guard given == run.count else { break }
      given = 0
      taken += 1
    }
    content.handler.runs.removeFirst(taken)
  }
}

extension Row {
  /// The same row so many rows further down.
  fileprivate func moved(by count: Int) -> Row {
    guard count > 0 else { return self }
    var row = self
    row.number += count
    for index in row.cells.indices { row.cells[index].reference.row = row.number }
    return row
  }
}

/// Refuses a file whose parts are encrypted (OpenDocument 1.3, part 2, 4.3).
private final class ManifestHandler: XMLHandler {
  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    guard element.name == XMLName(namespace: .manifest, local: "encryption-data") else { return }
    throw SpreadsheetError(.unsupported(.encryptedWorkbook), detail: "an encrypted workbook that needs a password")
  }
}
