import Spreadsheets

extension Verdict {
  /// Reads what `jsonLine` writes; members that it does not know are passed over.
  package init(jsonLine: String) throws(JSONError) {
    var reader = VerdictReader()
    self = try reader.verdict(jsonLine)
  }

  fileprivate init(
    _ input: inout JSONInput, _ lastHeader: inout LastHeader, _ written: inout WrittenRows
  ) throws(JSONError) {
    var schema: String?
    var tool: String?
    var notice: String?
    var receivedAt: String?
    var form: String?
    var sheet: String?
    var period: String?
    var deadline: String?
    var reading: String?
    var file: File?
    var receivedFrom: Source?
    var unit: UnitName?
    var timeliness: Timeliness?
    var outcome: Outcome?
    var counts: Counts?
    var header: [HeaderMatch]?
    var findings: [Finding]?
    var rows: [Row]?
    var counters: [String: JSONValue]?
    let start = try input.object { (input, name) throws(JSONError) in
      switch name {
      case "schema": schema = try input.string()
      case "tool": tool = try input.string()
      case "notice": notice = try input.string()
      case "file": file = try File(&input)
      case "receivedAt": receivedAt = try input.optionalString()
      case "receivedFrom": receivedFrom = try input.optional { (input) throws(JSONError) in try input.choice() }
      case "form": form = try input.optionalString()
      case "sheet": sheet = try input.optionalString()
      case "unit": unit = try input.optional { (input) throws(JSONError) in try UnitName(&input) }
      case "period": period = try input.optionalString()
      case "deadline": deadline = try input.optionalString()
      case "reading": reading = try input.optionalString()
      case "timeliness": timeliness = try input.choice()
      case "verdict": outcome = try input.choice()
      case "counts": counts = try Counts(&input)
      case "header": header = try lastHeader.header(&input)
      case "findings": findings = try input.list { (input) throws(JSONError) in try Finding(&input) }
      case "rows": rows = try input.list { (input) throws(JSONError) in try written.row(&input) }
      case "counters":
        counters = try input.optional { (input) throws(JSONError) in
          var counters: [String: JSONValue] = [:]
          try input.object { (input, name) throws(JSONError) in counters[name.string] = try input.value() }
          return counters
        }
      default: try input.skip()
      }
    }
    guard let schema, let tool, let notice, let file, let timeliness, let outcome, let counts, let header, let findings,
      let rows
    else { throw JSONError(cause: .incomplete, offset: start) }
    self.init(
      schema: schema, tool: tool, notice: notice, file: file, receivedAt: receivedAt, receivedFrom: receivedFrom,
      form: form, sheet: sheet, unit: unit, period: period, deadline: deadline, reading: reading,
      timeliness: timeliness, verdict: outcome, counts: counts, header: header, findings: findings, rows: rows,
      counters: counters)
  }
}

/// Reads one verdict after the other, each as if it were the only one: what is remembered saves time and changes nothing.
package struct VerdictReader: Sendable {
  private var texts = RecentTexts()
  private var header = LastHeader()
  private var rows = WrittenRows()

  package init() {}

  package mutating func verdict(_ line: String) throws(JSONError) -> Verdict {
    let bytes = Array(line.utf8)
    return try verdict(bytes.span)
  }

  package mutating func verdict(_ line: Span<UInt8>) throws(JSONError) -> Verdict {
    try JSONInput.read(line, texts: &texts) { (input) throws(JSONError) in
      try Verdict(&input, &header, &rows)
    }
  }
}

/// The header of the verdict before: files of one form have the same.
private struct LastHeader: Sendable {
  private var matches: [Verdict.HeaderMatch] = []
  private var json: [UInt8] = []

  /// In bytes. A longer one is not remembered.
  private static let longest = 1 << 16

  mutating func header(_ input: inout JSONInput) throws(JSONError) -> [Verdict.HeaderMatch] {
    if !json.isEmpty, input.follows(json.span.bytes) { return matches }
    let start = input.position
    matches = try input.list { (input) throws(JSONError) in try Verdict.HeaderMatch(&input) }
    json = input.position - start <= Self.longest ? input.bytes(from: start) : []
    return matches
  }
}

extension JSONInput {
  fileprivate mutating func optionalString() throws(JSONError) -> String? {
    try optional { (input) throws(JSONError) in try input.string() }
  }

  fileprivate mutating func list<Element>(
    _ element: (inout JSONInput) throws(JSONError) -> Element
  ) throws(JSONError) -> [Element] {
    var list: [Element] = []
    try array { (input) throws(JSONError) in list.append(try element(&input)) }
    return list
  }
}

extension Verdict.File {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var name: String?
    var sha256: String?
    var format: String?
    var bytes: Int?
    let start = try input.object { (input, member) throws(JSONError) in
      switch member {
      case "name": name = try input.string()
      case "sha256": sha256 = try input.string()
      case "bytes": bytes = try input.integer()
      case "format": format = try input.string()
      default: try input.skip()
      }
    }
    guard let name, let sha256, let bytes, let format else { throw JSONError(cause: .incomplete, offset: start) }
    self.init(name: name, sha256: sha256, bytes: bytes, format: format)
  }
}

extension Verdict.UnitName {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var id: String?
    var name: String?
    var code: String?
    let start = try input.object { (input, member) throws(JSONError) in
      switch member {
      case "id": id = try input.string()
      case "name": name = try input.string()
      case "code": code = try input.optionalString()
      default: try input.skip()
      }
    }
    guard let id, let name else { throw JSONError(cause: .incomplete, offset: start) }
    self.init(id: id, name: name, code: code)
  }
}

extension Verdict.Counts {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var error: Int?
    var warning: Int?
    var note: Int?
    var rowsIn: Int?
    var rowsAccepted: Int?
    var rowsExcluded: Int?
    let start = try input.object { (input, name) throws(JSONError) in
      switch name {
      case "error": error = try input.integer()
      case "warning": warning = try input.integer()
      case "note": note = try input.integer()
      case "rowsIn": rowsIn = try input.integer()
      case "rowsAccepted": rowsAccepted = try input.integer()
      case "rowsExcluded": rowsExcluded = try input.integer()
      default: try input.skip()
      }
    }
    guard let error, let warning, let note, let rowsIn, let rowsAccepted, let rowsExcluded else {
      throw JSONError(cause: .incomplete, offset: start)
    }
    self.init(
      error: error, warning: warning, note: note, rowsIn: rowsIn, rowsAccepted: rowsAccepted,
      rowsExcluded: rowsExcluded)
  }
}

extension Verdict.HeaderMatch {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var field: String?
    var sheet: String?
    var column: String?
    var text: String?
    var match: Match?
    let start = try input.object { (input, name) throws(JSONError) in
      switch name {
      case "field": field = try input.string()
      case "sheet": sheet = try input.string()
      case "column": column = try input.string()
      case "text": text = try input.string()
      case "match": match = try input.choice()
      default: try input.skip()
      }
    }
    guard let field, let sheet, let column, let text, let match else {
      throw JSONError(cause: .incomplete, offset: start)
    }
    self.init(field: field, sheet: sheet, column: column, text: text, match: match)
  }
}

extension Verdict.Row {
  init(_ input: inout JSONInput) throws(JSONError) {
    var sheet: String?
    var row: Int?
    var accepted: Bool?
    var values: FieldValues?
    let start = try input.object { (input, name) throws(JSONError) in
      switch name {
      case "sheet": sheet = try input.string()
      case "row": row = try input.integer()
      case "accepted": accepted = try input.boolean()
      case "values": values = try input.members { (input) throws(JSONError) in try FieldValue(&input) }
      default: try input.skip()
      }
    }
    guard let sheet, let row, let accepted, let values else { throw JSONError(cause: .incomplete, offset: start) }
    self.init(sheet: sheet, row: row, accepted: accepted, values: values)
  }
}

extension FieldValue {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var value: JSONValue?
    var reference: CellReference?
    var given: String?
    let start = try input.object { (input, name) throws(JSONError) in
      switch name {
      case "value": value = try input.value()
      case "cell":
        let place = input.position
        reference = CellReference(try input.string())
        if reference == nil { throw JSONError(cause: .unexpected, offset: place) }
      case "given": given = try input.string()
      default: try input.skip()
      }
    }
    guard let value, let reference, let given else { throw JSONError(cause: .incomplete, offset: start) }
    self.init(ReadCell(given: given, value: value), at: reference)
  }
}

extension Finding {
  fileprivate init(_ input: inout JSONInput) throws(JSONError) {
    var rule: String?
    var sheet: String?
    var field: String?
    var given: String?
    var expected: String?
    var suggestion: String?
    var message: String?
    var clause: String?
    var severity: Severity?
    var cells: [String]?
    var row: Int?
    var key: Key?
    let start = try input.object { (input, name) throws(JSONError) in
      switch name {
      case "rule": rule = try input.string()
      case "severity": severity = try input.choice()
      case "sheet": sheet = try input.optionalString()
      case "cells": cells = try input.list { (input) throws(JSONError) in try input.string() }
      case "row": row = try input.optional { (input) throws(JSONError) in try input.integer() }
      case "field": field = try input.optionalString()
      case "key": key = try input.optional { (input) throws(JSONError) in try Key(&input) }
      case "given": given = try input.optionalString()
      case "expected": expected = try input.optionalString()
      case "suggestion": suggestion = try input.optionalString()
      case "message": message = try input.string()
      case "clause": clause = try input.optionalString()
      default: try input.skip()
      }
    }
    guard let rule, let severity, let cells, let message else { throw JSONError(cause: .incomplete, offset: start) }
    self.init(
      rule: rule, severity: severity, sheet: sheet, cells: cells, row: row, field: field, key: key, given: given,
      expected: expected, suggestion: suggestion, message: message, clause: clause)
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
      default: try input.skip()
      }
    }
    self = key
  }
}
