import Checking
import Foundation
import Project
import Spreadsheets
import Testing

@testable import Office

@Suite struct `A district's workbook in pieces` {
  let notice: Notice
  let form: Form
  let period: Period
  /// So many cases that they make more than one piece.
  let verdicts = (0..<39).map { index in
    SampleVerdict.weekly(
      ["guxi", "gudong", "hongshan"][index % 3], "2022-W\(14 + index / 3)", content: "\(index)",
      at: "2022-06-\(10 + index % 20)T09:00:00+08:00", name: "第\(index)份.xlsx",
      cases: (0..<80).map { ("GL-\(index * 80 + $0)", "2022-05-\(10 + $0 % 20)", "S\(1 + $0 % 3)", true) })
  }

  init() throws {
    notice = try Project.notice()
    form = try #require(notice.form("attachment1"))
    period = try #require(Period("2022Q2"))
  }

  private func values(_ workbook: [UInt8]) throws -> [[[CellValue?]]] {
    try Workbook(reading: workbook.kept(), named: "样例.xlsx").sheets.map { $0.rows.map { $0.cells.map(\.value) } }
  }

  @Test func `says what it would in one`() throws {
    let state = Consolidation(verdicts)
    let table = District(state, notice: notice).table(of: form, period)
    let draft = try WorkbookDraft(table, form: form, period: period, state: state, notice: notice)
    try #require(draft.pieces.count == 4)
    #expect(table.lines.count == 3_120)

    var plain = WorkbookWriter(compression: .portable)
    try draft.official.write(table.lines.map(OfficialSheet.Entry.row), to: &plain)
    let expected = try values(plain.finish())[0]

    // Two make them, in any order.
    let makers = [RowMaker(), RowMaker()]
    var made: [Int: SheetRows] = [:]
    for place in [3, 0, 2, 1] { made[place] = try makers[place / 2].rows(draft.pieces[place], of: draft) }
    let workbook = try draft.workbook(of: (0..<4).compactMap { made[$0] })
    let sheets = try values(workbook.bytes)
    #expect(sheets.count == 3)
    #expect(sheets[0] == expected)
    #expect(sheets[1].count == 3 + 1 + 3_120)
    #expect(
      workbook.bytes == (try DistrictWorkbook(table, form: form, period: period, state: state, notice: notice).bytes))
  }

  @Test func `is the same whether one makes all of them or many do`() async throws {
    let more = SampleVerdict.weekly(
      "guxi", "2022-W32", content: "more", at: "2022-08-12T09:00:00+08:00", cases: [("GL-0", "2022-08-10", "S1", true)])
    let district = try await District.made(Consolidation(verdicts + [more]), notice: notice)
    #expect(district.quarters.map { "\($0)" } == ["2022Q2", "2022Q3"])
    try await Project.withTemporaryFolder { folder in
      let written = try await district.writeWorkbooks(of: district.quarters) { folder.appending(path: "\($0)") }
      let expected = try district.quarters.flatMap { quarter in
        try district.workbooks(of: quarter).map { (quarter, $0) }
      }
      #expect(written.map(\.quarter) == expected.map(\.0))
      for (place, workbook) in zip(written.map(\.place), expected.map(\.1)) {
        #expect(place.lastPathComponent == workbook.fileName)
        #expect(try [UInt8](Data(contentsOf: place)) == workbook.bytes)
      }
    }
  }
}
