import Foundation
import Project
import Testing

@testable import Checking

/// A cell, and what a careful clerk reads in it. A slot that is not listed must stay null.
struct NarrativeCell: Sendable {
  var id: String
  var column: String
  var quarter: (year: Int, quarter: Int)
  var text: String
  var expected: [String: NarrativeReading.Value]
  /// Values that may be read, or left empty.
  var allowed: [String: NarrativeReading.Value] = [:]
  var months: [Int]?
  var byMonth: [Int: [String: NarrativeReading.Value]]?
  var flags: [String]
}

enum NarrativeCells {
  private static let folder = Project.root.appending(path: "Fixtures/narratives")

  /// Batches of sentences, each written before it was run.
  static let tables: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix("batch-") }.sorted()
  }()

  static let samplesFile = Project.root.appending(path: "../shared/data/samples.jsonl").standardizedFileURL
  static var hasSamples: Bool { FileManager.default.fileExists(atPath: samplesFile.path) }

  static func columns() throws -> [String: NarrativeColumn] {
    try Notice(files: Project.noticeFiles()).narratives
  }

  static func quarter(_ text: some StringProtocol) throws -> (year: Int, quarter: Int) {
    let parts = text.split(separator: "Q")
    return (try #require(Int(parts[0])), try #require(Int(parts[1])))
  }

  static func value(_ json: JSONValue) -> NarrativeReading.Value? {
    switch json {
    case .number(let number): Amount("\(number)").map(NarrativeReading.Value.amount)
    case .array(let items): .list(items.compactMap { if case .string(let item) = $0 { item } else { nil } })
    default: nil
    }
  }

  static func samples() throws -> [NarrativeCell] {
    struct Sample: Decodable {
      var id, quarter, column, text: String
      var months: [Int]
      var values: [String: JSONValue]
      var byMonth: [String: [String: JSONValue]]?
      var flags: [String]

      enum CodingKeys: String, CodingKey {
        case id, quarter, column, text, months, values, flags
        case byMonth = "by_month"
      }
    }
    return try String(contentsOf: samplesFile, encoding: .utf8).split(separator: "\n").map { line in
      let sample = try JSONDecoder().decode(Sample.self, from: Data(line.utf8))
      return NarrativeCell(
        id: sample.id, column: sample.column, quarter: try quarter(sample.quarter), text: sample.text,
        expected: sample.values.compactMapValues(value), months: sample.months,
        byMonth: Dictionary(
          uniqueKeysWithValues: (sample.byMonth ?? [:]).map {
            (Int($0.key) ?? 0, $0.value.compactMapValues(value))
          }), flags: sample.flags)
    }
  }

  /// A table of cells, one a line: column and quarter, text, values and flags, parted by ｜; ⏎ is a line break, # begins a heading.
  /// `key=value` must be found, `key~value` may also be left empty, `4:key=value` is April's, `months=4,5` and `months=none` say the
  /// months; where a value of a month is said, all values by month are compared.
  static func invented(_ name: String) throws -> [NarrativeCell] {
    let file = folder.appending(path: name)
    var cells: [NarrativeCell] = []
    var heading = ""
    for (number, line) in try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      if line.hasPrefix("#") { heading = line.dropFirst().trimmingCharacters(in: .whitespaces) }
      guard !line.hasPrefix("#"), !line.allSatisfy(\.isWhitespace) else { continue }
      let parts = line.split(separator: "｜", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      try #require(parts.count >= 3, "\(name):\(number + 1) 应有三栏：栏目与季度｜原文｜值")
      let place = parts[0].split(separator: " ")
      try #require(place.count == 2, "\(name):\(number + 1)")
      var cell = NarrativeCell(
        id: "\(name):\(number + 1) \(heading)", column: String(place[0]), quarter: try quarter(place[1]),
        text: parts[1].replacingOccurrences(of: "⏎", with: "\n"), expected: [:],
        flags: parts.count > 3 ? parts[3].split(separator: " ").map(String.init) : [])
      for pair in parts[2].split(separator: " ") { try cell.expect(pair, at: "\(name):\(number + 1)") }
      cells.append(cell)
    }
    return cells
  }
}

extension NarrativeCell {
  /// Takes one `key=value` of a table of cells.
  mutating func expect(_ pair: Substring, at place: String) throws {
    let sign = try #require(pair.firstIndex { $0 == "=" || $0 == "~" }, "\(place)：\(pair)")
    let name = pair[..<sign].split(separator: ":")
    let key = String(try #require(name.last, "\(place)：\(pair)"))
    let text = pair[pair.index(after: sign)...]
    if key == "months" {
      months = text == "none" ? [] : text.split(separator: ",").compactMap { Int($0) }
      return
    }
    let amount = key.hasSuffix("nos") ? nil : Amount(String(text))
    let value = amount.map(NarrativeReading.Value.amount) ?? .list(text.split(separator: ",").map(String.init))
    if name.count > 1 {
      byMonth = byMonth ?? [:]
      byMonth?[try #require(Int(name[0]), "\(place)：\(pair)"), default: [:]][key] = value
    } else if pair[sign] == "=" {
      expected[key] = value
    } else {
      allowed[key] = value
    }
  }
}

/// Values found, missing and wrong, by column; a wrong one is told with its cell.
struct NarrativeScore {
  private(set) var table = ScoreTable()
  private(set) var mistakes: [String] = []
  private(set) var flags = (expected: 0, found: 0)

  mutating func add(_ cell: NarrativeCell, _ reading: NarrativeReading, _ column: NarrativeColumn) {
    var row = ScoreTable.Row(cells: 1)
    var notes: [String] = []
    for slot in column.slots where slot.type != .months {
      let expected = cell.expected[slot.key]
      let given = reading.values[slot.key]
      if expected == nil, let given, given == cell.allowed[slot.key] { continue }
      switch row.count(expected, given) {
      case .found: break
      case .missing: notes.append("漏 \(slot.key)，应为 \(expected.map(Self.show) ?? "")")
      case .wrong:
        notes.append("错 \(slot.key)＝\(given.map(Self.show) ?? "")，应为 \(expected.map(Self.show) ?? "空")")
      }
    }
    if let months = cell.months, months != reading.months { notes.append("月份 \(reading.months)，应为 \(months)") }
    if let byMonth = cell.byMonth, byMonth != reading.byMonth {
      notes.append("分月 \(reading.byMonth.mapValues { $0.mapValues(Self.show) })")
    }
    let lacking = cell.flags.filter { !reading.flags.contains($0) }
    flags.expected += cell.flags.count
    flags.found += cell.flags.count - lacking.count
    if !lacking.isEmpty {
      notes.append("缺标记 \(lacking.joined(separator: " "))（有 \(reading.flags.joined(separator: " "))）")
    }
    if !notes.isEmpty { mistakes.append("[\(cell.id)] \(cell.text)\n    \(notes.joined(separator: "；"))") }
    table.add(row, to: cell.column)
  }

  static func show(_ value: NarrativeReading.Value) -> String {
    switch value {
    case .amount(let amount): "\(amount.double)"
    case .list(let items): items.joined(separator: ",")
    }
  }

  func text(_ title: String) -> String {
    "\(title)\n\(table.text)\nflags: \(flags.found) of \(flags.expected)"
  }
}
