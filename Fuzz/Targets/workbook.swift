/// Any bytes as a file: a zip with its parts as it comes.
@_cdecl("LLVMFuzzerTestOneInput")
public func readAnything(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var limits = Limits()
  limits.packageBytes = 32 << 20
  for name in ["a.xlsx", "a.csv"] {
    do throws(SpreadsheetError) { _ = try Workbook(reading: bytes, named: name, limits: limits) } catch {}
  }
  return 0
}
