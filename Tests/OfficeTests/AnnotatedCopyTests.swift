import Foundation
import Project
import Spreadsheets
import Testing

@testable import Checking
@testable import Office

/// What the senders of the fixture quarter get back.
@Suite struct `The sender's file with its faults marked` {
  let quarter: Quarter

  init() throws { quarter = try Quarter() }

  private func copy(_ name: String) throws -> (copy: AnnotatedCopy, verdicts: [Verdict], bytes: [UInt8]) {
    let arrival = try #require(quarter.arrivals.first { $0.name == name })
    let verdicts = quarter.check(arrival)
    let copy = try AnnotatedCopy(of: arrival.bytes, named: name, verdicts: verdicts, notice: quarter.notice)
    return (copy, verdicts, arrival.bytes)
  }

  /// Errors and warnings that stand in cells.
  private func marked(_ verdicts: [Verdict]) -> [(place: String, message: String)] {
    verdicts.flatMap(\.findings).filter { $0.severity != .note }.flatMap { finding in
      finding.cells.map { ("\(finding.sheet ?? "")!\($0)", finding.message) }
    }
  }

  @Test func `says at each cell, in a note, what its finding says`() throws {
    var seen = 0
    for arrival in quarter.arrivals {
      let verdicts = quarter.check(arrival)
      guard AnnotatedCopy.isDue(verdicts) else { continue }
      let copy = try AnnotatedCopy(of: arrival.bytes, named: arrival.name, verdicts: verdicts, notice: quarter.notice)
      let sheets = try Workbook(reading: copy.bytes.kept(), named: copy.fileName).sheets
      #expect(sheets[0].name == "核对结果", "\(arrival.name)")
      var notes: [String: String] = [:]
      for sheet in sheets {
        for (cell, note) in sheet.comments {
          let merge = sheet.mergedRanges.first { $0.contains(cell) } ?? CellRange(cell, cell)
          for row in merge.first.row...merge.last.row {
            for column in merge.first.column...merge.last.column {
              notes["\(sheet.name)!\(CellReference(column: column, row: row))"] = note
            }
          }
        }
      }
      for (place, message) in marked(verdicts) {
        #expect(notes[place]?.contains(message) == true, "\(arrival.name) \(place): \(notes[place] ?? "no note")")
        seen += 1
      }
    }
    #expect(seen > 20)
  }

  @Test func `is a workbook that says the same of its rows when it comes back unchanged`() throws {
    for arrival in quarter.arrivals {
      let verdicts = quarter.check(arrival)
      guard AnnotatedCopy.isDue(verdicts) else { continue }
      let copy = try AnnotatedCopy(of: arrival.bytes, named: arrival.name, verdicts: verdicts, notice: quarter.notice)
      let again = Checking.check(
        Submission(name: arrival.name + ".xlsx", bytes: copy.bytes),
        receipt: verdicts.first?.receivedAt.map { Receipt(at: $0, source: .option) }, notice: quarter.notice,
        tool: "ybz test")
      func faults(_ verdicts: [Verdict]) -> [String] {
        verdicts.flatMap(\.findings).filter { $0.severity == .error }.map { "\($0.rule) \($0.cells)" }
      }
      #expect(faults(again) == faults(verdicts), "\(arrival.name)")
      #expect(again.map(\.counts.rowsIn) == verdicts.map(\.counts.rowsIn), "\(arrival.name)")
    }
  }

  @Test func `lists every finding on its first sheet, with links to the cells`() throws {
    let (copy, verdicts, _) = try copy("南街街道附件1（6月17日）.xlsx")
    let summary = try Workbook(reading: copy.bytes.kept(), named: copy.fileName).sheets[0]
    let texts = summary.rows.map { $0.cells.compactMap { $0.value?.shown } }
    #expect(texts[0] == ["未通过，必须改 3 处"])
    #expect(texts.contains(["位置", "类别", "所在行", "现填", "说明与改法", "依据"]))
    for finding in verdicts[0].findings {
      let place = VerdictWording.place(of: finding)
      let row = try #require(texts.first { $0.first == place })
      #expect(row[1] == finding.severity.spoken)
      #expect(row.contains { $0.hasPrefix(finding.message) })
      let number = try #require(texts.firstIndex { $0.first == place })
      let link = summary.hyperlinks[CellReference(column: 1, row: summary.rows[number].number)]
      #expect(link == "#'Sheet1'!\(finding.cells[0])")
    }
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "needs a Python with openpyxl"))
  func `colours what must be mended red and what should be looked at yellow, and nothing else`() throws {
    let (copy, _, _) = try copy("南街街道附件1（6月17日）.xlsx")
    let filled =
      "sorted((c.coordinate, c.fill.fgColor.rgb) for r in book['Sheet1'] for c in r if str(c.fill.fgColor.rgb) in ('FFFFC7CE', 'FFFFEB9C'))"
    #expect(
      try OutsideReaders.openpyxl(copy.bytes, prints: filled)
        == "[('B9', 'FFFFEB9C'), ('L6', 'FFFFC7CE'), ('L7', 'FFFFC7CE'), ('M9', 'FFFFC7CE')]")
    #expect(copy.fileName == "南街街道附件1（6月17日）（标注）.xlsx")
  }

  @Test func `is a fresh workbook with the same marks where a CSV came`() throws {
    let (copy, verdicts, bytes) = try copy("鼓西街道附件1-0610.csv")
    #expect(copy.fileName == "鼓西街道附件1-0610.csv（标注）.xlsx")
    let before = try Workbook(reading: bytes, named: "鼓西街道附件1-0610.csv").sheets[0]
    let after = try Workbook(reading: copy.bytes.kept(), named: copy.fileName).sheets[1]
    #expect(after.name == before.name)
    #expect(after.rows.flatMap(\.cells).filter { $0.value != nil } == before.rows.flatMap(\.cells))
    #expect(Set(after.comments.keys.map { "\(after.name)!\($0)" }) == Set(marked(verdicts).map(\.place)))
  }

  @Test func `says whether it is the sender's own workbook or was made anew`() throws {
    func remarks(_ name: String) throws -> String {
      let copy = try copy(name).copy
      let summary = try Workbook(reading: copy.bytes, named: copy.fileName).sheets[0]
      return summary.rows.flatMap(\.cells).map(\.description).joined(separator: "\n")
    }
    #expect(try remarks("鼓西街道附件1.xlsx").contains("除此以外，原表没有动过。"))
    let csv = try remarks("鼓西街道附件1-0610.csv")
    #expect(csv.contains("来件不是 xlsx 工作簿，这份表是按来件各格的内容重新做的，来件本身没有动过。"))
    #expect(!csv.contains("除此以外，原表没有动过。"))
  }

  @Test func `is not made of a file that cannot be read, and that is said in words`() throws {
    let arrival = try #require(quarter.arrivals.first { $0.name == "水部街道附件1.xls" })
    let verdicts = quarter.check(arrival)
    #expect(throws: AnnotatedCopy.Impossible.self) {
      try AnnotatedCopy(of: arrival.bytes, named: arrival.name, verdicts: verdicts, notice: quarter.notice)
    }
    var answer = Answer(name: arrival.name, verdicts: verdicts, notice: quarter.notice, officeName: "区整治办")
    answer.annotated = .failure(.unreadable)
    let mail = try answer.mail(AnswerTemplates(), page: [], from: "", to: [])
    #expect(mail.text.contains("文件无法读取，没有标注过的原表。"))
    #expect(mail.attachments.count == 1)
  }

  @Test func `is the mail's first attachment, and named in it`() throws {
    let (copy, verdicts, _) = try copy("鼓西街道附件1.xlsx")
    var answer = Answer(name: "鼓西街道附件1.xlsx", verdicts: verdicts, notice: quarter.notice, officeName: "区整治办")
    answer.annotated = .success(copy)
    let mail = try answer.mail(AnswerTemplates(), page: [], from: "", to: [])
    #expect(mail.attachments.map(\.name) == ["鼓西街道附件1（标注）.xlsx", "核对单 鼓西街道附件1.xlsx.html"])
    #expect(mail.attachments[0].bytes == copy.bytes)
    #expect(mail.text.contains("附件“鼓西街道附件1（标注）.xlsx”是贵单位的原表"))
  }

  @Test func `is the same bytes each time`() throws {
    #expect(try copy("鼓西街道附件1.xlsx").copy.bytes == copy("鼓西街道附件1.xlsx").copy.bytes)
  }

  @Test(.enabled(if: OutsideReaders.canValidate, "needs ../shared/schemas and a Python with lxml"))
  func `has no fault by the published schemas that the sender's own file has not`() throws {
    for arrival in quarter.arrivals where arrival.name.hasSuffix(".xlsx") {
      let verdicts = quarter.check(arrival)
      guard AnnotatedCopy.isDue(verdicts), try OutsideReaders.faults(in: arrival.bytes) == nil else { continue }
      let copy = try AnnotatedCopy(of: arrival.bytes, named: arrival.name, verdicts: verdicts, notice: quarter.notice)
      #expect(try OutsideReaders.faults(in: copy.bytes) == nil, "\(arrival.name)")
    }
  }
}
