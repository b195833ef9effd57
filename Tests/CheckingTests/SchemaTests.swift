import Foundation
import Project
import Testing

@testable import Checking

@Suite struct `The verdict's published schema` {
  private func schema() throws -> JSONValue {
    try JSONValue(json: [UInt8](Data(contentsOf: Project.root.appending(path: "docs/verdict.schema.json"))))
  }

  @Test func `holds for every scenario`() throws {
    let drawn = try Drawn()
    let schema = try schema()
    for (id, scenario) in Scenarios.all {
      for verdict in scenario.bad(drawn) + scenario.good(drawn) {
        let value = try JSONValue(json: Array(verdict.jsonLine.utf8))
        #expect(faults(value, schema, "$") == [], "\(id)")
      }
    }
  }

  @Test func `refuses what is none`() throws {
    let schema = try schema()
    #expect(faults(.object([:]), schema, "$").count == 19)
    #expect(faults(.object(["schema": .string("other"), "extra": .null]), schema, "$").contains("$.extra"))
  }

  /// The places where a value is not as the schema says; of JSON Schema only what this schema uses.
  private func faults(_ value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
    guard case .object(let rules) = schema else { return [] }
    var found: [String] = []
    if case .array(let allowed)? = rules["enum"], !allowed.contains(value) { found.append(place) }
    switch rules["type"] {
    case .string(let type)?: if !isOf(value, type) { found.append(place) }
    case .array(let types)?:
      if !types.contains(where: { if case .string(let type) = $0 { isOf(value, type) } else { false } }) {
        found.append(place)
      }
    default: break
    }
    if case .string(let pattern)? = rules["pattern"], case .string(let text) = value,
      (try? Regex(pattern).wholeMatch(in: text)) == nil
    {
      found.append(place)
    }
    if case .array(let items) = value, let rule = rules["items"] {
      for (index, item) in items.enumerated() { found += faults(item, rule, "\(place)[\(index)]") }
    }
    guard case .object(let members) = value else { return found }
    let properties: NamedValues<JSONValue> =
      if case .object(let properties)? = rules["properties"] { properties } else { [:] }
    if case .array(let required)? = rules["required"] {
      for case .string(let name) in required where members[name] == nil { found.append("\(place).\(name)") }
    }
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      if let rule = properties[name] {
        found += faults(member, rule, "\(place).\(name)")
      } else if rules["additionalProperties"] == .boolean(false) {
        found.append("\(place).\(name)")
      } else if let rule = rules["additionalProperties"] {
        found += faults(member, rule, "\(place).\(name)")
      }
    }
    return found
  }

  private func isOf(_ value: JSONValue, _ type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.boolean, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"),
      (.number, "number"):
      true
    case (.number(let number), "integer"): number == number.rounded()
    default: false
    }
  }
}
