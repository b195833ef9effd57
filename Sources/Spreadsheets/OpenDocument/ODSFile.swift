/// An OpenDocument spreadsheet. Its one content part says what its styles are before its cells, so it is read as a whole.
final class ODSFile {
  let sheets: [Sheet]

  /// Whether a zip is an OpenDocument file: its first entry says so, or it holds a content part and no other package.
  static func isOne(_ archive: ZipArchive) -> Bool {
    archive.entry(named: "content.xml") != nil && archive.entry(named: "_rels/.rels") == nil
      && archive.entry(named: "[Content_Types].xml") == nil
  }

  init(archive: ZipArchive) throws(SpreadsheetError) {
    if let entry = archive.entry(named: "mimetype") { try Self.checkMediaType(entry, archive) }
    if let entry = archive.entry(named: "META-INF/manifest.xml") { try archive.parse(entry, with: ManifestHandler()) }
    guard let entry = archive.entry(named: "content.xml") else {
      throw SpreadsheetError(.damaged, part: "content.xml", detail: "the content part is missing")
    }
    let handler = ODSContentHandler(limits: archive.limits)
    try archive.parse(entry, with: handler)
    guard handler.isSpreadsheet else {
      throw SpreadsheetError(
        .unsupported(.unknown), part: entry.name, detail: "an OpenDocument file without a spreadsheet")
    }
    sheets = handler.sheets
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

  func rows(of index: Int) -> any RowSource { ReadRows(sheets[index].rows) }
}

/// Rows that are in memory already.
private final class ReadRows: RowSource {
  private var rows: [Row]

  init(_ rows: [Row]) { self.rows = rows }

  func next(into batch: inout [Row]) throws(SpreadsheetError) -> Bool {
    batch = rows
    rows = []
    return !batch.isEmpty
  }
}

/// Refuses a file whose parts are encrypted (OpenDocument 1.3, part 2, 4.3).
private final class ManifestHandler: XMLHandler {
  func start(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    guard element.name == XMLName(namespace: .manifest, local: "encryption-data") else { return }
    throw SpreadsheetError(.unsupported(.encryptedWorkbook), detail: "an encrypted workbook that needs a password")
  }
}
