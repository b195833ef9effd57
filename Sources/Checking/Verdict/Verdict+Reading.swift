extension Verdict {
  /// Reads what `jsonLine` writes; members that it does not know are passed over.
  package init(jsonLine: String) throws(JSONError) {
    let bytes = Array(jsonLine.utf8)
    try self.init(jsonLines: bytes, bytes.indices)
  }

  /// Reads one line of many.
  package init(jsonLines bytes: [UInt8], _ line: Range<Int>) throws(JSONError) {
    var input = JSONInput(bytes, line)
    self = try Verdict(&input)
    try input.finish()
  }

  private init(_ input: inout JSONInput) throws(JSONError) {
    self.init(
      schema: "", tool: "", notice: "", file: File(name: "", sha256: "", bytes: 0, format: ""), timeliness: .unknown,
      verdict: .unreadable,
      counts: Counts(error: 0, warning: 0, note: 0, rowsIn: 0, rowsAccepted: 0, rowsExcluded: 0), header: [],
      findings: [], rows: [])
    var needed: Set = [
      "schema", "tool", "notice", "file", "timeliness", "verdict", "counts", "header", "findings", "rows",
    ]
    var verdict = self
    try input.object { (input, name) throws(JSONError) in
      needed.remove(name)
      switch name {
      case "schema": verdict.schema = try input.string()
      case "tool": verdict.tool = try input.string()
      case "notice": verdict.notice = try input.string()
      case "file": verdict.file = try File(&input)
      case "receivedAt": verdict.receivedAt = try input.optionalString()
      case "receivedFrom": verdict.receivedFrom = try input.optional { (input) throws(JSONError) in try input.choice() }
      case "form": verdict.form = try input.optionalString()
      case "sheet": verdict.sheet = try input.optionalString()
      case "unit": verdict.unit = try input.optional { (input) throws(JSONError) in try UnitName(&input) }
      case "period": verdict.period = try input.optionalString()
      case "deadline": verdict.deadline = try input.optionalString()
      case "reading": verdict.reading = try input.optionalString()
      case "timeliness": verdict.timeliness = try input.choice()
      case "verdict": verdict.verdict = try input.choice()
      case "counts": verdict.counts = try Counts(&input)
      case "header":
        try input.array { (input) throws(JSONError) in verdict.header.append(try HeaderMatch(&input)) }
      case "findings": try input.array { (input) throws(JSONError) in verdict.findings.append(try Finding(&input)) }
      case "rows": try input.array { (input) throws(JSONError) in verdict.rows.append(try Row(&input)) }
      case "counters":
        if case .object(let counters) = try input.value() { verdict.counters = counters }
      default: _ = try input.value()
      }
    }
    guard needed.isEmpty else { throw JSONError(offset: 0) }
    self = verdict
  }
}

extension JSONInput {
  fileprivate mutating func optionalString() throws(JSONError) -> String? {
    try optional { (input) throws(JSONError) in try input.string() }
  }

  fileprivate mutating func choice<Choice: RawRepresentable<String>>() throws(JSONError) -> Choice {
    guard let choice = Choice(rawValue: try string()) else { throw JSONError(offset: 0) }
    return choice
  }
}

extension Verdict.File {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var file = Self(name: "", sha256: "", bytes: 0, format: "")
    try input.object { (input, name) throws(JSONError) in
      switch name {
      case "name": file.name = try input.string()
      case "sha256": file.sha256 = try input.string()
      case "bytes": file.bytes = try input.integer()
      case "format": file.format = try input.string()
      default: _ = try input.value()
      }
    }
    self = file
  }
}

extension Verdict.UnitName {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var unit = Self(id: "", name: "", code: nil)
    try input.object { (input, name) throws(JSONError) in
      switch name {
      case "id": unit.id = try input.string()
      case "name": unit.name = try input.string()
      case "code": unit.code = try input.optionalString()
      default: _ = try input.value()
      }
    }
    self = unit
  }
}

extension Verdict.Counts {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var counts = Self(error: 0, warning: 0, note: 0, rowsIn: 0, rowsAccepted: 0, rowsExcluded: 0)
    try input.object { (input, name) throws(JSONError) in
      switch name {
      case "error": counts.error = try input.integer()
      case "warning": counts.warning = try input.integer()
      case "note": counts.note = try input.integer()
      case "rowsIn": counts.rowsIn = try input.integer()
      case "rowsAccepted": counts.rowsAccepted = try input.integer()
      case "rowsExcluded": counts.rowsExcluded = try input.integer()
      default: _ = try input.value()
      }
    }
    self = counts
  }
}

extension Verdict.HeaderMatch {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var match = Self(field: "", sheet: "", column: "", text: "", match: .exact)
    try input.object { (input, name) throws(JSONError) in
      switch name {
      case "field": match.field = try input.string()
      case "sheet": match.sheet = try input.string()
      case "column": match.column = try input.string()
      case "text": match.text = try input.string()
      case "match": match.match = try input.choice()
      default: _ = try input.value()
      }
    }
    self = match
  }
}

extension Verdict.Row {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var row = Self(sheet: "", row: 0, accepted: false, values: [:])
    try input.object { (input, name) throws(JSONError) in
      switch name {
      case "sheet": row.sheet = try input.string()
      case "row": row.row = try input.integer()
      case "accepted": row.accepted = try input.boolean()
      case "values":
        try input.object { (input, field) throws(JSONError) in row.values[field] = try FieldValue(&input) }
      default: _ = try input.value()
      }
    }
    self = row
  }
}

extension FieldValue {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var field = Self(value: .null, cell: "", given: "")
    try input.object { (input, name) throws(JSONError) in
      switch name {
      case "value": field.value = try input.value()
      case "cell": field.cell = try input.string()
      case "given": field.given = try input.string()
      default: _ = try input.value()
      }
    }
    self = field
  }
}

extension Finding {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var finding = Self(rule: "", severity: .note, cells: [], message: "")
    try input.object { (input, name) throws(JSONError) in
      switch name {
      case "rule": finding.rule = try input.string()
      case "severity": finding.severity = try input.choice()
      case "sheet": finding.sheet = try input.optionalString()
      case "cells": try input.array { (input) throws(JSONError) in finding.cells.append(try input.string()) }
      case "row": finding.row = try input.optional { (input) throws(JSONError) in try input.integer() }
      case "field": finding.field = try input.optionalString()
      case "key": finding.key = try input.optional { (input) throws(JSONError) in try Key(&input) }
      case "given": finding.given = try input.optionalString()
      case "expected": finding.expected = try input.optionalString()
      case "suggestion": finding.suggestion = try input.optionalString()
      case "message": finding.message = try input.string()
      case "clause": finding.clause = try input.optionalString()
      default: _ = try input.value()
      }
    }
    self = finding
  }
}

extension Finding.Key {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var key = Self()
    try input.object { (input, name) throws(JSONError) in
      switch name {
      case "seq": key.seq = try input.optionalString()
      case "caseNo": key.caseNo = try input.optionalString()
      case "enterprise": key.enterprise = try input.optionalString()
      default: _ = try input.value()
      }
    }
    self = key
  }
}
