/// Any bytes as a file: a zip with its parts as it comes.
func readAnything(_ bytes: [UInt8]) {
  var limits = Limits()
  limits.packageBytes = 32 << 20
  for name in ["a.xlsx", "a.csv"] {
    do throws(SpreadsheetError) { _ = try Workbook(reading: bytes, named: name, limits: limits) } catch {}
  }
}
