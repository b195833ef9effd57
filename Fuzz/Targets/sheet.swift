/// The bytes as a sheet part: both ways of reading must give the same rows, or the same error.
func readSheetTwice(_ bytes: [UInt8]) {
  let scanned = outcome(bytes, scanning: true)
  let parsed = outcome(bytes, scanning: false)
  precondition(scanned.error == parsed.error, "the errors differ")
  precondition(scanned.error != nil || scanned.rows == parsed.rows, "the rows differ")
}

private func outcome(_ bytes: [UInt8], scanning: Bool) -> (rows: [Row], error: SpreadsheetError?) {
  var zip = ZipBuilder()
  zip.add("sheet.xml", bytes)
  var interpreter = CellInterpreter()
  interpreter.hasSharedStrings = true
  interpreter.strings.append(Array("甲".utf8))
  interpreter.strings.append([])
  interpreter.styles.kinds = [.number, .date, .duration]
  var rows: [Row] = []
  do throws(SpreadsheetError) {
    let archive = try ZipArchive(bytes: zip.bytes, limits: .standard)
    guard let entry = archive.entry(named: "sheet.xml") else { return ([], nil) }
    let source = try SheetPartRows(archive: archive, entry: entry, interpreter: interpreter, scanning: scanning)
    var batch: [Row] = []
    while try source.next(into: &batch) {
      rows += batch
      batch = []
    }
    return (rows, nil)
  } catch { return (rows, error) }
}
