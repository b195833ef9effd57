import Project
import Spreadsheets
import Testing

@testable import Checking

@Suite struct `A verdict as JSON` {
  let drawn: Drawn

  init() throws { drawn = try Drawn() }

  @Test func `reads back as it was written, byte for byte`() throws {
    for scenario in Scenarios.all.values {
      for verdict in scenario.bad(drawn) {
        let line = verdict.jsonLine
        #expect(!line.contains("\n"))
        let again = try Verdict(jsonLine: line)
        #expect(again == verdict)
        #expect(again.jsonLine == line)
      }
    }
  }

  @Test func `verdicts read one after the other are each as they are alone`() throws {
    let verdicts = Scenarios.all.sorted { $0.key < $1.key }.flatMap { $0.value.bad(drawn) }
    var reader = VerdictReader()
    // Three times: what comes again is taken from memory, and what comes for the first time takes its place.
    for verdict in verdicts + verdicts.reversed() + verdicts {
      let line = Array(verdict.jsonLine.utf8)
      let again = try reader.verdict(line.span)
      #expect(again == verdict && Array(again.jsonLine.utf8) == line)
    }
  }

  /// With the plainest way to write a text beside it.
  @Test func `a text of any length, with anything at any place in it, reads back as it was written`() throws {
    func plain(_ text: String) -> String {
      text.unicodeScalars.map { scalar in
        switch scalar {
        case "\"", "\\": "\\" + String(scalar)
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\u{0}"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
          "\\u" + (String(scalar.value, radix: 16).leftPadded(to: 4))
        default: String(scalar)
        }
      }.joined()
    }
    for filling in ["a", "区", "é", "😀"] {
      for count in 0..<40 {
        for special in ["", "\"", "\\", "\n", "\u{0}", "\u{1F}", "\u{7F}", "—", "\u{2028}", "\u{2029}", "\u{80}"] {
          let text = String(repeating: filling, count: count) + special + String(repeating: filling, count: count % 7)
          let json = JSONValue.string(text).text
          #expect(json == "\"" + plain(text) + "\"")
          #expect(try JSONValue(json: Array(json.utf8)) == .string(text))
        }
      }
    }
  }

  @Test func `cells stand in any row and column`() throws {
    var verdict = try #require(Scenarios.all["row-of-another-unit"]?.bad(drawn).first)
    var reader = VerdictReader()
    for column in [1, 26, 27, 702, 703, 16_384] {
      for row in [1, 9, 10, 99_999, 100_000, 999_999, 1_000_000, 1_048_576] {
        // A cell of a merged block stands elsewhere than its row.
        for cell in [CellReference(column: column, row: row), CellReference(column: column, row: max(1, row - 1))] {
          let values = verdict.rows[0].values
          verdict.rows[0].row = row
          verdict.rows[0].values = FieldValues(
            names: values.fields, values: values.values.map { FieldValue($0.content, at: cell) })
          let line = Array(verdict.jsonLine.utf8)
          #expect(verdict.jsonLine.contains("\"row\":\(row),") && verdict.jsonLine.contains("\"cell\":\"\(cell)\","))
          for _ in 0..<2 {
            let again = try reader.verdict(line.span)
            #expect(again == verdict)
          }
        }
      }
    }
  }

  @Test func `rows of several tables follow each other in any order`() throws {
    let rows = Scenarios.all.sorted { $0.key < $1.key }.flatMap { $0.value.bad(drawn) }.flatMap(\.rows)
    var verdict = try #require(Scenarios.all["row-of-another-unit"]?.bad(drawn).first)
    var random = SplitMix64(state: 7)
    var reader = VerdictReader()
    for _ in 0..<20 {
      verdict.rows = rows.shuffled(using: &random)
      let line = Array(verdict.jsonLine.utf8)
      let again = try reader.verdict(line.span)
      #expect(again == verdict && Array(again.jsonLine.utf8) == line)
    }
  }

  @Test func `a member that is added is passed over, also within a row or a cell`() throws {
    let verdict = try #require(Scenarios.all["row-of-another-unit"]?.bad(drawn).first)
    let line = verdict.jsonLine
    for (old, new) in [
      (#"{"accepted":"#, #"{"abroad":[{}],"accepted":"#), (#"{"cell":"#, #"{"by":"x","cell":"#),
      (#","given":"#, #","from":{"a":1},"given":"#), (#","value":"#, #","unsure":null,"value":"#),
    ] {
      #expect(try Verdict(jsonLine: line.replacing(old, with: new)) == verdict)
    }
  }

  @Test func `what is not known stands as null, slashes as they are`() throws {
    let verdict = try #require(
      check(Submission(name: "a/b\"\u{2028}.xlsx", bytes: []), receipt: nil, notice: drawn.notice, tool: "t").first)
    #expect(verdict.jsonLine.contains(#""deadline":null"#) && verdict.jsonLine.contains(#""unit":null"#))
    #expect(verdict.jsonLine.contains(#"a/b\"\u2028.xlsx"#))
    #expect(verdict.jsonLine.contains(#""suggestion":null"#))
  }

  @Test func `numbers are written plainly`() {
    #expect(
      JSONValue.array([.number(3), .number(80.5), .number(-0.0), .number(.nan), .number(1e300)]).text
        == "[3,80.5,0,null,1e+300]")
  }

  @Test func `the same submission gives the same bytes`() throws {
    for (id, scenario) in Scenarios.all {
      #expect(scenario.bad(drawn).map(\.jsonLine) == scenario.bad(drawn).map(\.jsonLine), "\(id)")
    }
  }

  @Test func `what is no verdict is refused, wherever it breaks off`() throws {
    let line = try #require(Scenarios.all["row-of-another-unit"]?.bad(drawn).first).jsonLine
    for count in stride(from: 0, to: line.utf8.count, by: 7) {
      #expect(throws: JSONError.self) { try Verdict(jsonLine: String(line.utf8.prefix(count)) ?? "") }
    }
    let nested = String(repeating: "[", count: 100_000)
    for text in ["{}", "[]", "null", line + "x", #"{"schema":1}"#, nested] {
      #expect(throws: JSONError.self) { try Verdict(jsonLine: text) }
    }
  }

  @Test func `a part that is missing, or a word that nobody knows, is told with its place`() throws {
    let line = try #require(Scenarios.all["row-of-another-unit"]?.bad(drawn).first).jsonLine
    let withoutCell = line.replacing(/"cell":"[A-Z]+[0-9]+",/, with: "", maxReplacements: 1)
    let error = #expect(throws: JSONError.self) { try Verdict(jsonLine: withoutCell) }
    #expect(error?.cause == .incomplete)
    let refused = String(withoutCell.utf8.dropFirst(error?.offset ?? 0))
    #expect(refused?.hasPrefix(#"{"given":"#) == true)
    let member = #""timeliness":"#
    let place = try #require(line.firstRange(of: member)).upperBound
    #expect(throws: JSONError(cause: .unknownWord("mislaid"), offset: line[..<place].utf8.count)) {
      try Verdict(jsonLine: line.replacing(/"timeliness":"[A-Za-z]+"/, with: member + #""mislaid""#))
    }
    #expect(throws: JSONError(cause: .repeatedName("rows"), offset: line.utf8.count)) {
      try Verdict(jsonLine: String(line.dropLast()) + #","rows":[]}"#)
    }
  }

  @Test func `escapes of other writers are understood, and unknown members passed over`() throws {
    let verdict = try #require(Scenarios.all["row-of-another-unit"]?.bad(drawn).first)
    let other =
      "{ \"later\": {\"a\":[1,-2.5e1,true,null]},"
      + verdict.jsonLine.dropFirst()
      .replacing("报表.xlsx", with: #"\u62a5\u8868.xlsx"#)
    #expect(try Verdict(jsonLine: other) == verdict)
    #expect(try JSONValue(json: Array(#""\ud83d\ude00\/\b""#.utf8)) == .string("😀/\u{8}"))
  }
}

extension String {
  fileprivate func leftPadded(to count: Int) -> String { String(repeating: "0", count: count - self.count) + self }
}
