import Foundation
import Project
import Testing

@testable import Checking
@testable import Office

extension `The quarter` {
  /// `verdicts/` beside the inbox: for each file its verdicts as JSON, one key a line, and all of them in words.
  @Test func `every verdict is as recorded`() throws {
    let folder = Quarter.folder.appending(path: "verdicts")
    var words = ""
    var expected: Set<String> = ["全部.txt", "互相核对.txt"]
    for arrival in quarter.arrivals {
      let verdicts = quarter.check(arrival)
      words += verdicts.map { VerdictText(verdict: $0, notice: quarter.notice).text }.joined() + "\n"
      let name = arrival.name.flattened + ".json"
      expected.insert(name)
      try Golden.expect(
        JSONValue(json: Array(Verdict.json(verdicts).utf8)).indented + "\n", at: folder.appending(path: name))
    }
    try Golden.expect(words, at: folder.appending(path: "全部.txt"))
    try Golden.expect(across, at: folder.appending(path: "互相核对.txt"))
    #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.path)) == expected)
  }

  /// What only the files together show.
  private var across: String {
    let comparison = quarter.comparison()
    return quarter.verdicts.map { verdict -> String in
      var compared = comparison.compared(verdict)
      compared.findings.removeAll { Rule.named($0.rule)?.findAcross == nil }
      return compared.findings.isEmpty ? "" : VerdictText(verdict: compared, notice: quarter.notice).text + "\n"
    }.joined()
  }

  @Test(.enabled(if: OutsideReaders.hasJSONSchema, "Python's jsonschema is not here"))
  func `every recorded verdict is valid by the published schema`() throws {
    let script = """
      import glob, json, jsonschema, sys
      validator = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
      verdicts = [verdict for path in glob.glob(sys.argv[2] + '/*.json') for verdict in json.load(open(path))]
      faults = [fault.json_path + ' ' + fault.message for verdict in verdicts for fault in validator.iter_errors(verdict)]
      print(len(verdicts), *faults, sep='\\n')
      """
    let python = try #require(OutsideReaders.python)
    let outcome = try #require(
      OutsideReaders.run([
        "/usr/bin/env", python, "-c", script, Project.root.appending(path: "docs/verdict.schema.json").path,
        Quarter.folder.appending(path: "verdicts").path,
      ]))
    #expect(outcome.output == "\(quarter.verdicts.count)\n")
  }
}

extension JSONValue {
  /// One key a line, sorted; short lists of plain values stay on one.
  fileprivate var indented: String { indented(by: "") }

  private func indented(by margin: String) -> String {
    let inner = margin + "  "
    switch self {
    case .object(let members) where !members.isEmpty && text.utf16.count > 90:
      let lines = members.sorted { $0.key < $1.key }.map {
        "\(inner)\(JSONValue.string($0.key).text): \($0.value.indented(by: inner))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(margin)}"
    case .array(let items) where !items.isEmpty && text.utf16.count > 90:
      return "[\n\(items.map { inner + $0.indented(by: inner) }.joined(separator: ",\n"))\n\(margin)]"
    default: return text
    }
  }
}
