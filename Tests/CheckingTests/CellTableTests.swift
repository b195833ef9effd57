import Foundation
import Project
import Spreadsheets
import Testing

@testable import Checking

/// Every line of `Fixtures/cells`: what people type, what it is read as, what is said of it.
@Suite("Cells as people type them") struct CellTableTests {
  struct Line: CustomTestStringConvertible {
    var file: String
    var number: Int
    var given: String
    var read: String
    var rules: [String]
    var suggestion: String?
    var testDescription: String { "\(file):\(number) \(given)" }
  }

  static let fields = [
    "dates": "reportedOn", "units": "unit", "caseNumbers": "caseNo", "enterprises": "enterprise", "terms": "clueSource",
    "problemTypes": "problemTypes", "remedy": "remedy", "yesNo": "centralInspection",
    "quantities": "supportingMeasures", "progress": "progress",
  ]

  static let lines: [Line] = fields.keys.sorted().flatMap { file -> [Line] in
    let url = Project.root.appending(path: "Fixtures/cells/\(file).txt")
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let isComment = line.isEmpty || (line.hasPrefix("# ") && !line.contains(" | "))
      if isComment { return nil }
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .init(charactersIn: " "))
      }
      let rules = parts.count > 2 ? parts[2].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } : []
      return Line(
        file: file, number: index + 1, given: parts[0].replacing("␣", with: "\u{3000}"),
        read: parts.count > 1 ? parts[1] : "", rules: rules, suggestion: parts.count > 3 ? parts[3] : nil)
    }
  }

  let notice: Notice

  init() throws { notice = try Project.notice() }

  @Test func `there are at least three hundred, some in every table`() {
    #expect(Self.lines.count >= 300)
    #expect(Set(Self.lines.map(\.file)) == Set(Self.fields.keys))
  }

  @Test(arguments: lines)
  func `are read as a careful clerk reads them`(line: Line) throws {
    let (read, reading) = try reading(of: line)
    #expect(read == line.read)
    #expect(reading.rules == line.rules)
    #expect(reading.suggestion == line.suggestion)
  }

  /// Prints found, missing and wrong for every table.
  @Test func `score`() throws {
    var score = ScoreTable()
    var findings = (expected: 0, found: 0)
    for line in Self.lines {
      var row = ScoreTable.Row(cells: 1)
      let (read, reading) = try reading(of: line)
      _ = row.count(line.read == "-" ? nil : line.read, read == "-" ? nil : read)
      score.add(row, to: line.file)
      findings.expected += line.rules.count
      let told = reading.rules.difference(from: line.rules).insertions.count
      findings.found += reading.rules.count - told
    }
    print("Fixtures/cells\n\(score.text)\nfindings: \(findings.found) of \(findings.expected)")
    #expect(score.all.wrong == 0 && score.all.missing == 0)
  }

  private func reading(of line: Line) throws -> (read: String, said: (rules: [String], suggestion: String?)) {
    let field = try #require(Self.fields[line.file])
    let form = try #require(notice.forms.first { $0.column(field) != nil })
    let column = try #require(form.column(field))
    let received = CalendarDay(year: 2022, month: 6, day: 17)
    var reader = ColumnReader(column, of: form, notice: notice, receivedOn: received, isDisplayText: false)
    let cell = Cell(CellReference(column: 1, row: 1), drawn: line.given)
    let reading = (cell.map { reader.read([$0], at: 0) } ?? reader.empty).reading
    var rules = reading.faults.map(\.rule)
    if let day = reading.day, day > received { rules.append("date-after-receipt") }
    return (brief(reading.value, column), (rules, reading.faults.compactMap(\.suggestion).first))
  }

  /// A value in the short form of the tables.
  private func brief(_ value: JSONValue, _ column: Column) -> String {
    switch (value, column.type) {
    case (.null, _): return "-"
    case (.string(let text), _): return text
    case (.array(let values), _): return values.map { brief($0, column) }.joined(separator: " ")
    case (.object(let object), .enterprise):
      return "\(brief(object["licenceName"] ?? .null, column)) + \(brief(object["shopSign"] ?? .null, column))"
    case (.object(let object), .progress):
      let measures = object["measures"] ?? .null
      return brief(object["status"] ?? .null, column) + (measures == .null ? "" : " " + brief(measures, column))
    case (.object(let object), .quantities):
      let names = [
        ("demolishedBuildings", "宗"), ("demolishedArea", "㎡"), ("vacatedLand", "亩"), ("sealed", "sealed"),
        ("powerCut", "cut"),
      ]
      let said = names.compactMap { key, name -> String? in
        switch object[key] {
        case .number?: (object[key]?.text ?? "") + name
        case .boolean(true)?: name
        default: nil
        }
      }
      return said.isEmpty ? "nothing" : said.joined(separator: " ")
    default: return value.text
    }
  }
}
