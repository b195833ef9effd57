import FoundationEssentials

extension Verdict {
  /// One line of `check --format jsonl`, without the line break. What is not known stands as null.
  package var jsonLine: String { json.text }

  /// Reads what `jsonLine` writes.
  package init(jsonLine: String) throws {
    self = try JSONDecoder().decode(Verdict.self, from: Data(jsonLine.utf8))
  }

  package var json: JSONValue {
    .object([
      "schema": .string(schema), "tool": .string(tool), "notice": .string(notice), "file": file.json,
      "receivedAt": JSONValue(receivedAt), "receivedFrom": JSONValue(receivedFrom?.rawValue),
      "form": JSONValue(form), "sheet": JSONValue(sheet), "unit": unit?.json ?? .null, "period": JSONValue(period),
      "deadline": JSONValue(deadline), "reading": JSONValue(reading), "timeliness": .string(timeliness.rawValue),
      "verdict": .string(verdict.rawValue), "counts": counts.json, "header": .array(header.map(\.json)),
      "findings": .array(findings.map(\.json)), "rows": .array(rows.map(\.json)),
      "counters": counters.map(JSONValue.object) ?? .null,
    ])
  }
}

extension Verdict.File {
  fileprivate var json: JSONValue {
    .object([
      "name": .string(name), "sha256": .string(sha256), "bytes": .number(Double(bytes)), "format": .string(format),
    ])
  }
}

extension Verdict.UnitName {
  fileprivate var json: JSONValue {
    .object(["id": .string(id), "name": .string(name), "code": JSONValue(code)])
  }
}

extension Verdict.Counts {
  fileprivate var json: JSONValue {
    .object([
      "error": .number(Double(error)), "warning": .number(Double(warning)), "note": .number(Double(note)),
      "rowsIn": .number(Double(rowsIn)), "rowsAccepted": .number(Double(rowsAccepted)),
      "rowsExcluded": .number(Double(rowsExcluded)),
    ])
  }
}

extension Verdict.HeaderMatch {
  fileprivate var json: JSONValue {
    .object([
      "field": .string(field), "sheet": .string(sheet), "column": .string(column), "text": .string(text),
      "match": .string(match.rawValue),
    ])
  }
}

extension Verdict.Row {
  fileprivate var json: JSONValue {
    .object([
      "sheet": .string(sheet), "row": .number(Double(row)), "accepted": .boolean(accepted),
      "values": .object(values.mapValues(\.json)),
    ])
  }
}

extension FieldValue {
  fileprivate var json: JSONValue {
    .object(["value": value, "cell": .string(cell), "given": .string(given)])
  }
}

extension Finding {
  package var json: JSONValue {
    .object([
      "rule": .string(rule), "severity": .string(severity.rawValue), "sheet": JSONValue(sheet),
      "cells": .array(cells.map(JSONValue.string)), "row": row.map { .number(Double($0)) } ?? .null,
      "field": JSONValue(field), "key": key?.json ?? .null, "given": JSONValue(given),
      "expected": JSONValue(expected), "suggestion": JSONValue(suggestion), "message": .string(message),
      "clause": JSONValue(clause),
    ])
  }
}

extension Finding.Key {
  fileprivate var json: JSONValue {
    .object(["seq": JSONValue(seq), "caseNo": JSONValue(caseNo), "enterprise": JSONValue(enterprise)])
  }
}
