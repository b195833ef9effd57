import Checking
import Foundation
import Project
import Testing

@testable import Office

extension `The quarter` {
  /// `verdicts/` beside the inbox: for each file its verdicts as JSON, one key a line, and all of them in words.
  @Test func `every verdict is as recorded`() throws {
    let folder = Quarter.folder.appending(path: "verdicts")
    var words = ""
    var expected: Set<String> = ["全部.txt"]
    for arrival in quarter.arrivals {
      let verdicts = quarter.check(arrival)
      words += verdicts.map { VerdictText(verdict: $0, notice: quarter.notice).text }.joined() + "\n"
      let name = arrival.name.flattened + ".json"
      expected.insert(name)
      try Golden.expect(
        JSONValue.array(verdicts.map(\.json)).indented + "\n", at: folder.appending(path: name))
    }
    try Golden.expect(words, at: folder.appending(path: "全部.txt"))
    #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.path)) == expected)
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
