import Spreadsheets

extension Verdict {
  /// Reads what `jsonLine` writes; members that it does not know are passed over.
  package init(jsonLine: String) throws(JSONError) {
    var reader = VerdictReader()
    self = try reader.verdict(jsonLine)
  }

  fileprivate init(_ input: inout JSONInput, _ cells: inout CellTexts) throws(JSONError) {
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
      case "header": header = try input.list { (input) throws(JSONError) in try HeaderMatch(&input) }
      case "findings": findings = try input.list { (input) throws(JSONError) in try Finding(&input) }
      case "rows":
        var shape = RowShape()
        rows = try input.list { (input) throws(JSONError) in try Row(&input, like: &shape, &cells) }
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
  private var cells = CellTexts()

  package init() {}

  package mutating func verdict(_ line: String) throws(JSONError) -> Verdict {
    let bytes = Array(line.utf8)
    return try verdict(bytes, bytes.indices)
  }

  /// Reads one line of many; errors count from the beginning of the line.
  package mutating func verdict(_ bytes: [UInt8], _ line: Range<Int>) throws(JSONError) -> Verdict {
    try JSONInput.read(bytes, line) { (input) throws(JSONError) in try Verdict(&input, &cells) }
  }
}

/// What the next row of a table is likely to look like: its last.
private struct RowShape {
  private(set) var values = FieldValues()
  /// The names of the values as they stand in JSON.
  private(set) var keys: [[UInt8]] = []

  mutating func take(_ values: FieldValues) {
    if self.values.fields != values.fields { keys = values.fields.map(JSONOutput.key) }
    self.values = values
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
  fileprivate init(
    _ input: inout JSONInput, like shape: inout RowShape, _ cells: inout CellTexts
  ) throws(JSONError) {
    if let written = try Self.asWritten(&input, shape, &cells) {
      self = written
    } else {
      try self.init(&input, shape.values, &cells)
    }
    shape.take(values)
  }

  /// Reads a row that stands as we write it, with the fields of the last.
  private static func asWritten(
    _ input: inout JSONInput, _ shape: RowShape, _ cells: inout CellTexts
  ) throws(JSONError) -> Self? {
    try input.objectAsWritten { (input) throws(JSONError) -> Self? in
      guard input.follows("{\"accepted\":") else { return nil }
      let accepted = try input.boolean()
      guard input.follows(",\"row\":") else { return nil }
      let row = try input.integer()
      guard input.follows(",\"sheet\":\"") else { return nil }
      let sheet = try input.restOfString()
      guard input.follows(",\"values\":") else { return nil }
      let values = try input.objectAsWritten { (input) throws(JSONError) -> [FieldValue]? in
        var values: [FieldValue] = []
        values.reserveCapacity(shape.keys.count)
        for (place, key) in shape.keys.enumerated() {
          guard place == 0 ? input.follows("{") : input.follows(","), input.follows(key) else { return nil }
          values.append(try FieldValue(&input, like: shape.values.values[place].value, &cells))
        }
        return !values.isEmpty && input.follows("}") ? values : nil
      }
      guard let values, input.follows("}") else { return nil }
      return Self(
        sheet: sheet, row: row, accepted: accepted,
        values: FieldValues(names: shape.values.fields, values: values, like: shape.values.fields))
    }
  }

  /// - Parameter other: the values of a row that is likely alike.
  private init(
    _ input: inout JSONInput, _ other: FieldValues, _ cells: inout CellTexts
  ) throws(JSONError) {
    var sheet: String?
    var row: Int?
    var accepted: Bool?
    var values: FieldValues?
    let start = try input.object { (input, name) throws(JSONError) in
      switch name {
      case "sheet": sheet = try input.string()
      case "row": row = try input.integer()
      case "accepted": accepted = try input.boolean()
      case "values":
        values = try input.members(like: other.names) { (input, place) throws(JSONError) in
          try FieldValue(&input, like: place < other.count ? other.values[place].value : .null, &cells)
        }
      default: try input.skip()
      }
    }
    guard let sheet, let row, let accepted, let values else { throw JSONError(cause: .incomplete, offset: start) }
    self.init(sheet: sheet, row: row, accepted: accepted, values: values)
  }
}

extension FieldValue {
  /// - Parameter other: a value that is likely alike.
  fileprivate init(
    _ input: inout JSONInput, like other: JSONValue, _ cells: inout CellTexts
  ) throws(JSONError) {
    // There are more of these than of anything else.
    let written = try input.objectAsWritten { (input) throws(JSONError) -> Self? in
      guard input.follows("{\"cell\":\""), let reference = input.reference(), input.follows(","),
        let content = try ReadCell.asWritten(&input, like: other, &cells), input.follows("}")
      else { return nil }
      return Self(content, at: reference)
    }
    if let written {
      self = written
      return
    }
    var value: JSONValue?
    var reference: CellReference?
    var given: String?
    let start = try input.object { (input, name) throws(JSONError) in
      switch name {
      case "value": value = try input.value(like: other)
      case "cell":
        let place = input.count
        reference = CellReference(try input.string())
        if reference == nil { throw JSONError(cause: .unexpected, offset: place) }
      case "given": given = try input.string()
      default: try input.skip()
      }
    }
    guard let value, let reference, let given else { throw JSONError(cause: .incomplete, offset: start) }
    self.init(ReadCell(given: given, Reading(value: value)), at: reference)
  }
}

extension ReadCell {
  /// Reads the members of a cell that stand as we write them; nil for others.
  fileprivate static func asWritten(
    _ input: inout JSONInput, like other: JSONValue, _ cells: inout CellTexts
  ) throws(JSONError) -> ReadCell? {
    let start = input.count
    guard input.follows("\"given\":\"") else { return nil }
    let (quoted, mixed) = try input.mixedString()
    if let known = cells[mixed], let json = known.json, input.follows(json, from: start) { return known }
    guard input.follows(",\"value\":") else { return nil }
    let given = try input.text(of: quoted)
    let value = input.follows(quoted) ? .string(given) : try input.value(like: other)
    return cells.remember(mixed, given: given, value: value) { input.bytes(from: start) }
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
