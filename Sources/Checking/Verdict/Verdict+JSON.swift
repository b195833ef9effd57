extension Verdict {
  /// One line of `check --format jsonl`, without the line break. What is not known stands as null.
  package var jsonLine: String {
    var output = JSONOutput()
    write(to: &output)
    return output.text
  }

  /// Verdicts as one JSON array: `check --format json`.
  package static func json(_ verdicts: [Verdict]) -> String {
    var output = JSONOutput()
    output.beginArray()
    for verdict in verdicts { verdict.write(to: &output) }
    output.endArray()
    return output.text
  }

  // Names in the order of their code points, here and below.
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    output.member("counters")
    output.value(counters.map { .object(NamedValues($0)) } ?? .null)
    output.member("counts")
    counts.write(to: &output)
    output.member("deadline", deadline)
    output.member("file")
    file.write(to: &output)
    output.member("findings")
    output.beginArray()
    for finding in findings { finding.write(to: &output) }
    output.endArray()
    output.member("form", form)
    output.member("header")
    output.beginArray()
    for match in header { match.write(to: &output) }
    output.endArray()
    output.member("notice", notice)
    output.member("period", period)
    output.member("reading", reading)
    output.member("receivedAt", receivedAt)
    output.member("receivedFrom", receivedFrom?.rawValue)
    output.member("rows")
    output.rows(rows)
    output.member("schema", schema)
    output.member("sheet", sheet)
    output.member("timeliness", timeliness.rawValue)
    output.member("tool", tool)
    output.member("unit")
    if let unit { unit.write(to: &output) } else { output.null() }
    output.member("verdict", verdict.rawValue)
    output.endObject()
  }
}

/// Verdicts a line each, in UTF-8, line breaks included: `check --format jsonl`. A class, for one task at a time: its room is
/// written to again and again, as to get new memory takes longer than to write.
package final class JSONLines: @unchecked Sendable {
  private var output = JSONOutput(capacity: 1 << 16)

  package init() {}

  /// - Parameter verdicts: stand here in place of those before.
  package func write(_ verdicts: [Verdict]) {
    output.removeAll()
    for verdict in verdicts {
      verdict.write(to: &output)
      output.endLine()
    }
  }

  package func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try output.withBytes(body)
  }
}

extension Verdict.File {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    output.member("bytes", bytes)
    output.member("format", format)
    output.member("name", name)
    output.member("sha256", sha256)
    output.endObject()
  }
}

extension Verdict.UnitName {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    output.member("code", code)
    output.member("id", id)
    output.member("name", name)
    output.endObject()
  }
}

extension Verdict.Counts {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    output.member("error", error)
    output.member("note", note)
    output.member("rowsAccepted", rowsAccepted)
    output.member("rowsExcluded", rowsExcluded)
    output.member("rowsIn", rowsIn)
    output.member("warning", warning)
    output.endObject()
  }
}

extension Verdict.HeaderMatch {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    output.member("column", column)
    output.member("field", field)
    output.member("match", match.rawValue)
    output.member("sheet", sheet)
    output.member("text", text)
    output.endObject()
  }
}

extension Finding {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    output.member("cells")
    output.beginArray()
    for cell in cells { output.string(cell) }
    output.endArray()
    output.member("clause", clause)
    output.member("expected", expected)
    output.member("field", field)
    output.member("given", given)
    output.member("key")
    if let key { key.write(to: &output) } else { output.null() }
    output.member("message", message)
    output.member("row")
    if let row { output.integer(row) } else { output.null() }
    output.member("rule", rule)
    output.member("severity", severity.rawValue)
    output.member("sheet", sheet)
    output.member("suggestion", suggestion)
    output.endObject()
  }
}

extension Finding.Key {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    output.member("caseNo", caseNo)
    output.member("enterprise", enterprise)
    output.member("seq", seq)
    output.endObject()
  }
}
