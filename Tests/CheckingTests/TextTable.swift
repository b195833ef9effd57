import Project
import Spreadsheets

@testable import Checking

/// A workbook drawn as text: one line a row, cells parted by `|`, the first row number before the first cell where it matters.
///
///     附件1
///     序号 | 报送日期 | …
///     1    | 4月26日  | …
///
/// `=4.1` is a number, `@2022-04-26` a real date, `ƒ` a formula saved without its value, `#N/A` an error value; `.` stands
/// for an empty cell, `⏎` for a line break.
extension Sheet {
  init(named name: String = "Sheet1", visibility: Visibility = .visible, firstRow: Int = 1, drawn drawing: String) {
    var rows: [Row] = []
    for (index, line) in drawing.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmed)
      let number = firstRow + index
      let cells = fields.enumerated().compactMap { column, field in
        Cell(CellReference(column: column + 1, row: number), drawn: field)
      }
      if !cells.isEmpty { rows.append(Row(number: number, cells: cells)) }
    }
    self.init(name: name, visibility: visibility, rows: rows)
  }
}

extension Cell {
  init?(_ reference: CellReference, drawn field: String) {
    switch field {
    case "", ".": return nil
    case "ƒ": self.init(reference, nil, hasFormula: true)
    case "#N/A", "#REF!": self.init(reference, .error(field))
    case _ where field.hasPrefix("="):
      guard let number = Double(field.dropFirst()) else { return nil }
      self.init(reference, .number(number))
    case _ where field.hasPrefix("@"):
      guard let day = CalendarDay(iso: field.dropFirst()) else { return nil }
      let serial = Double(day.dayNumber - CalendarDay(year: 1899, month: 12, day: 30).dayNumber)
      self.init(reference, .date(DateTime(day: day, time: TimeOfDay(hour: 0, minute: 0)), serial: serial))
    default:
      self.init(reference, .text(Text(field.replacing("⏎", with: "\n"))))
    }
  }
}

/// What the office says of sheets drawn as text.
struct Drawn {
  var notice: Notice
  var receipt: Receipt? = Receipt(at: "2022-06-17T10:00:00+08:00", source: .option)
  var fileName = "报表.xlsx"
  var format = FileFormat.xlsx

  init() throws { notice = try Project.notice() }

  func verdicts(_ sheets: Sheet...) -> [Verdict] { verdicts(Workbook(format: format, sheets: sheets)) }

  func verdicts(_ workbook: Workbook) -> [Verdict] {
    let blank = Verdict(
      blank: Submission(name: fileName, bytes: Array(fileName.utf8)), receipt: receipt, notice: notice, tool: "ybz test"
    )
    var checker = Checker(notice: notice, tool: blank.tool)
    return checker.check(workbook, blank, receipt: receipt)
  }

  /// Submissions of one sheet each, under these names, each beside all the others.
  func together(_ files: [(name: String, sheet: Sheet)], isComplete: Bool = true) -> [Verdict] {
    let verdicts = files.flatMap { file in
      var drawn = self
      drawn.fileName = file.name
      return drawn.verdicts(file.sheet)
    }
    let records = Records(verdicts.map { RecordedVerdict($0, notice: notice) }, isComplete: isComplete, notice: notice)
    return verdicts.map { $0.compared(with: records, notice: notice) }
  }

  static let header1 =
    "序号|报送日期|街道（镇）、管委会|案件编号|企业名称|企业详细地址|线索来源|存在问题类型|主办单位|配套办法|整治措施|整改情况|中督件（是/否）|备注"
  static let header2 = "序号|街道（镇）、管委会|组织推动情况|摸排开展情况|整治情况|巩固整治成果|整治亮点|宣传报道|表彰情况"

  /// A good row of the case form, some cells written otherwise.
  static func row1(_ seq: Int = 1, _ other: [String: String] = [:]) -> String {
    let good = [
      "seq": "\(seq)", "reportedOn": "@2022-06-15", "unit": "鼓东街道", "caseNo": "A\(seq)", "enterprise": "样例\(seq)号店（小样）",
      "address": "样例路\(seq)号", "clueSource": "属地摸排", "problemTypes": "违法用地", "leadUnit": "鼓东街道",
      "supportingMeasures": "停电", "remedy": "升级改造", "progress": "整改中", "centralInspection": "否", "remarks": ".",
    ]
    let keys = [
      "seq", "reportedOn", "unit", "caseNo", "enterprise", "address", "clueSource", "problemTypes", "leadUnit",
      "supportingMeasures", "remedy", "progress", "centralInspection", "remarks",
    ]
    return keys.map { other[$0] ?? good[$0] ?? "." }.joined(separator: "|")
  }

  /// The case form with these rows below its title and header (rows 1 to 3).
  static func form1(_ rows: String...) -> Sheet {
    Sheet(drawn: "附件1\n鼓楼区散乱污企业（场所）排查明细表\n\(header1)\n" + rows.joined(separator: "\n"))
  }

  /// The verdict of the case form whose only row is good but for some cells.
  func verdict1(_ other: [String: String]) throws -> Verdict {
    try only(verdicts(Self.form1(Self.row1(1, other))))
  }

  func only(_ verdicts: [Verdict]) throws -> Verdict {
    guard verdicts.count == 1, let verdict = verdicts.first else {
      throw NoticeError(file: "", message: "\(verdicts.count) verdicts")
    }
    return verdict
  }
}

extension Verdict {
  /// Findings as `severity rule cells`, for comparing at a glance.
  var summary: [String] { findings.map { "\($0.severity) \($0.rule) \($0.cells.joined(separator: ","))" } }
  func value(_ field: String, row: Int = 0) -> JSONValue? {
    rows.indices.contains(row) ? rows[row].values[field]?.value : nil
  }
}
