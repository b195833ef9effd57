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
  private func write(to output: inout JSONOutput) {
    output.beginObject()
    output.key("counters")
    output.value(counters.map { .object(NamedValues($0)) } ?? .null)
    output.key("counts")
    counts.write(to: &output)
    output.key("deadline")
    output.string(deadline)
    output.key("file")
    file.write(to: &output)
    output.key("findings")
    output.beginArray()
    for finding in findings { finding.write(to: &output) }
    output.endArray()
    output.key("form")
    output.string(form)
    output.key("header")
    output.beginArray()
    for match in header { match.write(to: &output) }
    output.endArray()
    for (name, text) in [
      ("notice", notice), ("period", period), ("reading", reading), ("receivedAt", receivedAt),
      ("receivedFrom", receivedFrom?.rawValue),
    ] {
      output.key(name)
      output.string(text)
    }
    output.key("rows")
    writeRows(to: &output)
    for (name, text) in [
      ("schema", schema), ("sheet", sheet), ("timeliness", timeliness.rawValue), ("tool", tool),
    ] {
      output.key(name)
      output.string(text)
    }
    output.key("unit")
    if let unit { unit.write(to: &output) } else { output.null() }
    output.key("verdict")
    output.string(verdict.rawValue)
    output.endObject()
  }

  private func writeRows(to output: inout JSONOutput) {
    output.beginArray()
    for row in rows {
      output.beginObject()
      output.key("accepted")
      output.boolean(row.accepted)
      output.key("row")
      output.integer(row.row)
      output.key("sheet")
      output.string(row.sheet)
      output.key("values")
      output.beginObject()
      for (field, value) in zip(row.values.fields, row.values.values) {
        output.key(field)
        value.write(to: &output)
      }
      output.endObject()
      output.endObject()
    }
    output.endArray()
  }
}

extension Verdict.File {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    output.key("bytes")
    output.integer(bytes)
    output.key("format")
    output.string(format)
    output.key("name")
    output.string(name)
    output.key("sha256")
    output.string(sha256)
    output.endObject()
  }
}

extension Verdict.UnitName {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    output.key("code")
    output.string(code)
    output.key("id")
    output.string(id)
    output.key("name")
    output.string(name)
    output.endObject()
  }
}

extension Verdict.Counts {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    for (name, number) in [
      ("error", error), ("note", note), ("rowsAccepted", rowsAccepted), ("rowsExcluded", rowsExcluded),
      ("rowsIn", rowsIn), ("warning", warning),
    ] {
      output.key(name)
      output.integer(number)
    }
    output.endObject()
  }
}

extension Verdict.HeaderMatch {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    for (name, text) in [
      ("column", column), ("field", field), ("match", match.rawValue), ("sheet", sheet), ("text", text),
    ] {
      output.key(name)
      output.string(text)
    }
    output.endObject()
  }
}

extension FieldValue {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    output.key("cell")
    output.string(cell)
    output.key("given")
    output.string(given)
    output.key("value")
    output.value(value)
    output.endObject()
  }
}

extension Finding {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    output.key("cells")
    output.beginArray()
    for cell in cells { output.string(cell) }
    output.endArray()
    for (name, text) in [("clause", clause), ("expected", expected), ("field", field), ("given", given)] {
      output.key(name)
      output.string(text)
    }
    output.key("key")
    if let key { key.write(to: &output) } else { output.null() }
    output.key("message")
    output.string(message)
    output.key("row")
    if let row { output.integer(row) } else { output.null() }
    for (name, text) in [
      ("rule", rule), ("severity", severity.rawValue), ("sheet", sheet), ("suggestion", suggestion),
    ] {
      output.key(name)
      output.string(text)
    }
    output.endObject()
  }
}

extension Finding.Key {
  fileprivate func write(to output: inout JSONOutput) {
    output.beginObject()
    for (name, text) in [("caseNo", caseNo), ("enterprise", enterprise), ("seq", seq)] {
      output.key(name)
      output.string(text)
    }
    output.endObject()
  }
}
