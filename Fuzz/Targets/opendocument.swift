/// The bytes as the content part of an OpenDocument spreadsheet.
func readOpenDocument(_ bytes: [UInt8]) {
  var zip = ZipBuilder()
  zip.add("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
  zip.add("content.xml", bytes)
  var limits = Limits()
  limits.cells = 4_000
  do throws(SpreadsheetError) { _ = try Workbook(reading: zip.bytes, named: "a.ods", limits: limits) } catch {}
}
