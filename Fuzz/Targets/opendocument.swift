/// The bytes as the content part of an OpenDocument spreadsheet.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOpenDocument(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var zip = ZipBuilder()
  zip.add("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
  zip.add("content.xml", Array(UnsafeBufferPointer(start: start, count: count)))
  var limits = Limits()
  limits.cells = 100_000
  do throws(SpreadsheetError) { _ = try Workbook(reading: zip.bytes, named: "a.ods", limits: limits) } catch {}
  return 0
}
