import Foundation
import Project
import Spreadsheets
import Testing

@testable import Checking
@testable import Office

@Suite struct `Cells that come again in the district's table` {
  let notice: Notice

  init() throws { notice = try Project.notice() }

  /// Many submissions with many cases, in the cells of which much is said again and again.
  private func verdicts(_ random: inout SplitMix64) -> [Verdict] {
    (1...140).map { index in
      let unit = ["guxi", "gudong", "hongshan"].randomElement(using: &random) ?? "guxi"
      return SampleVerdict.weekly(
        unit, "2022-W\(10 + index % 40)", content: "\(index)", at: "2022-05-20T09:00:00+08:00", name: "第\(index)份.xlsx",
        cases: (0..<20).map { _ in
          (
            "GL-\(Int.random(in: 0..<2_500, using: &random))",
            "2022-0\(Int.random(in: 1...9, using: &random))-1\(index % 10)",
            "S\(Int.random(in: 1...2, using: &random))", index % 9 > 0
          )
        })
    }
  }

  /// The same verdicts, with one object for all cells that say the same.
  private func sharing(_ verdicts: [Verdict]) -> [Verdict] {
    var known: [FieldValue: ReadCell] = [:]
    return verdicts.map { verdict in
      var verdict = verdict
      for row in verdict.rows.indices {
        for (field, value) in verdict.rows[row].values {
          let key = FieldValue(value.content, at: CellReference(column: 1, row: 1))
          let cell = known[key] ?? ReadCell(shared: value.given, Reading(value: value.value))
          known[key] = cell
          verdict.rows[row].values[field] = FieldValue(cell, at: value.reference)
        }
      }
      return verdict
    }
  }

  @Test func `are copied, and nothing is otherwise than without`() async throws {
    var random = SplitMix64(state: 20_220_421)
    let verdicts = verdicts(&random)
    let plain = District(Consolidation(verdicts), notice: notice)
    let sharing = Consolidation(sharing(verdicts))
    let copied = try await District.made(sharing, notice: notice)
    #expect(plain.quarters == copied.quarters)
    #expect(plain.quarters.count >= 3)
    for quarter in plain.quarters {
      let expected = try plain.workbooks(of: quarter).map(\.bytes)
      #expect(try copied.workbooks(of: quarter).map(\.bytes) == expected)
      #expect(try District(sharing, notice: notice).workbooks(of: quarter).map(\.bytes) == expected)
    }
  }

  @Test func `are forgotten when they are too many, and made anew`() throws {
    let cells = (0..<3_000).map { ReadCell(shared: "第\($0)网格", Reading(value: .string("第\($0)网格"))) }
    var repeated = RepeatedCells()
    var copying = WorkbookWriter()
    var plain = WorkbookWriter()
    let style = try copying.style(CellStyle(border: .box(.thin)))
    #expect(try plain.style(CellStyle(border: .box(.thin))) == style)
    try copying.beginSheet(SheetSetup(name: "甲"))
    try plain.beginSheet(SheetSetup(name: "甲"))
    for index in 0..<9_000 {
      let values = [1, 7].map { FieldValue(cells[index * $0 % cells.count], at: CellReference(column: $0, row: 1)) }
      try plain.appendRow { (row) throws(WritingError) in
        for value in values { try row.text(value.given, style) }
      }
      try copying.appendRow { (row) throws(WritingError) in
        repeated.begin(values.span)
        for column in values.indices {
          try repeated.write(column, of: values.span, column: column, to: &row) { (value, row) throws(WritingError) in
            try row.text(value.given, style)
          }
        }
      }
    }
    #expect(try plain.finish() == copying.finish())
  }
}
