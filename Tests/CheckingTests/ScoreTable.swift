import Foundation

/// Values found, missing and wrong, by kind of cell, as `swift test --filter score` prints them.
struct ScoreTable {
  struct Row {
    enum Outcome { case found, missing, wrong }

    var cells = 0
    var expected = 0
    var found = 0
    var missing = 0
    var wrong = 0

    /// Counts one value; a value where none is expected is wrong.
    mutating func count<Value: Equatable>(_ expected: Value?, _ given: Value?) -> Outcome {
      if expected != nil { self.expected += 1 }
      switch (expected, given) {
      case (nil, nil): return .found
      case (let expected?, let given?) where expected == given:
        found += 1
        return .found
      case (_?, nil):
        missing += 1
        return .missing
      case (_, _?):
        wrong += 1
        return .wrong
      }
    }
  }

  private(set) var rows: [String: Row] = [:]

  var all: Row {
    rows.values.reduce(into: Row()) { $0 = $0 + $1 }
  }

  mutating func add(_ row: Row, to name: String) { rows[name] = rows[name, default: Row()] + row }

  var text: String {
    let lines = rows.sorted { $0.key < $1.key }.map { line($0.key, $0.value) } + [line("all", all)]
    return (["column              cells  expected  found  missing  wrong  found %"] + lines).joined(separator: "\n")
  }

  private func line(_ name: String, _ row: Row) -> String {
    func pad(_ value: Int, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - "\(value)".count)) + "\(value)"
    }
    let share = row.expected == 0 ? "–" : String(format: "%.1f", Double(row.found) * 100 / Double(row.expected))
    return name.padding(toLength: 20, withPad: " ", startingAt: 0) + pad(row.cells, 5) + pad(row.expected, 10)
      + pad(row.found, 7) + pad(row.missing, 9) + pad(row.wrong, 7) + "    " + share
  }
}

extension ScoreTable.Row {
  static func + (left: Self, right: Self) -> Self {
    .init(
      cells: left.cells + right.cells, expected: left.expected + right.expected, found: left.found + right.found,
      missing: left.missing + right.missing, wrong: left.wrong + right.wrong)
  }
}
