import Checking
import Foundation
import Project
import Spreadsheets
import Testing

@testable import Office

/// The quarter's merged workbooks as other people's programs see them.
@Suite struct `The district's workbooks in other programs` {
  let workbooks: [DistrictWorkbook]

  init() throws {
    let quarter = try Quarter()
    let period = try #require(Period("2022Q2"))
    workbooks = try District(Consolidation(quarter.verdicts), notice: quarter.notice).workbooks(of: period)
  }

  @Test(.enabled(if: OutsideReaders.hasPython, "openpyxl and python-calamine are not here"))
  func `read back cell for cell as written, through openpyxl and python-calamine`() throws {
    for workbook in workbooks {
      var expected: [String: OutsideReaders.ForeignValue] = [:]
      for sheet in try Workbook(reading: workbook.bytes.kept(), named: workbook.fileName).sheets {
        for cell in sheet.rows.flatMap(\.cells) {
          switch cell.value {
          case .number(let number)?: expected["\(sheet.name)!\(cell.reference)"] = .number(number)
          case .text(let text)?: expected["\(sheet.name)!\(cell.reference)"] = .text(text.string)
          case .date(let moment, _)?: expected["\(sheet.name)!\(cell.reference)"] = .text("\(moment.day)")
          case nil: break
          default: Issue.record("unexpected value at \(sheet.name)!\(cell.reference)")
          }
        }
      }
      #expect(expected.count > 100)
      for reader in ["openpyxl", "calamine"] {
        let cells = try OutsideReaders.cells(of: workbook.bytes).filter { $0.reader == reader }
        let seen = Dictionary(uniqueKeysWithValues: cells.map { ("\($0.sheet)!\($0.ref)", $0.value) })
        #expect(seen == expected, "\(reader), \(workbook.fileName)")
      }
    }
  }

  @Test(.enabled(if: OutsideReaders.canValidate, "the schemas beside the project, or lxml, are not here"))
  func `have no fault by the published schemas`() throws {
    for workbook in workbooks { #expect(try OutsideReaders.faults(in: workbook.bytes) == nil) }
  }

  @Test(.enabled(if: OutsideReaders.hasOffice, "LibreOffice is not here"))
  func `open in LibreOffice with the same rows`() throws {
    for workbook in workbooks {
      let ours = try Workbook(reading: workbook.bytes.kept(), named: workbook.fileName).sheets
      let theirs = try OutsideReaders.libreOffice(workbook.bytes)
      #expect(theirs.count == ours.count)
      for sheet in ours {
        let texts = sheet.rows.flatMap(\.cells).compactMap { cell -> String? in
          guard case .text(let text)? = cell.value else { return nil }
          return text.string.replacing("\"", with: "\"\"")
        }
        #expect(theirs.contains { csv in texts.allSatisfy { csv.contains($0) } }, "\(sheet.name)")
      }
    }
  }
}
