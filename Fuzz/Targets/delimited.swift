/// The bytes as a CSV: text is UTF-8, and a window of any size gives the same rows and losses, or the same error.
func readDelimited(_ bytes: [UInt8]) {
  let whole = outcome(bytes, windowBytes: ByteSource.windowBytes)
  precondition(outcome(bytes, windowBytes: 32 + bytes.count % 64) == whole, "a small window reads otherwise")
  for row in whole.rows {
    for cell in row.cells {
      guard case .text(let text) = cell.value else { preconditionFailure("a CSV holds text only") }
      precondition(!text.isEmpty && Array(text.string.utf8) == Array(text.utf8), "text is not UTF-8")
    }
  }
}

private struct Outcome: Equatable {
  var rows: [Row] = []
  var losses = DecodingLosses()
  var error: SpreadsheetError?
}

private func outcome(_ bytes: [UInt8], windowBytes: Int) -> Outcome {
  var outcome = Outcome()
  do throws(SpreadsheetError) {
    let file = try DelimitedFile(source: .memory(bytes), named: "a.csv", limits: .standard)
    let source = file.rows(windowBytes: windowBytes)
    var batch: [Row] = []
    while try source.next(into: &batch) {
      outcome.rows += batch
      batch = []
    }
    outcome.losses = source.losses
  } catch { outcome = Outcome(error: error) }
  return outcome
}
