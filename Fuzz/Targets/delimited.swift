/// The bytes as a CSV.
@_cdecl("LLVMFuzzerTestOneInput")
public func readDelimited(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(SpreadsheetError) {
    let workbook = try Workbook(reading: bytes, named: "a.csv")
    for row in workbook.sheets[0].rows {
      for cell in row.cells {
        guard case .text(let text) = cell.value else { preconditionFailure("a CSV holds text only") }
        precondition(!text.isEmpty && Array(text.string.utf8) == Array(text.utf8), "text is not UTF-8")
      }
    }
  } catch {}
  return 0
}
