import Project
import Spreadsheets
import Testing

@testable import Checking

@Suite struct `Mending what is shown` {
  let drawn: Drawn

  init() throws { drawn = try Drawn() }

  /// A form with a fault in nearly every cell, mended by the suggestions, else by the good row's values.
  @Test func `brings up no new kind of error`() throws {
    let faults = [
      "reportedOn": "=4.1", "unit": "鼓东街道样例社区", "caseNo": "3.50102E+17", "enterprise": ".", "address": "#REF!",
      "clueSource": "属地摸牌", "problemTypes": "违法用的", "leadUnit": "样例局", "supportingMeasures": "120", "remedy": "整和搬迁",
      "progress": "未整改", "centralInspection": ".",
    ]
    let first = try drawn.verdict1(faults)
    let classes = Set(first.findings.filter { $0.severity == .error }.map(\.rule))
    #expect(first.counts.error == faults.count)
    var mended: [String: String] = [:]
    for finding in first.findings {
      if let field = finding.field, let suggestion = finding.suggestion { mended[field] = suggestion }
    }
    #expect(mended["clueSource"] == "属地摸排" && mended["remedy"] == "整合搬迁" && mended["unit"] == "鼓东街道")
    let half = try drawn.verdict1(faults.merging(mended) { _, new in new })
    #expect(Set(half.findings.filter { $0.severity == .error }.map(\.rule)).isSubset(of: classes))
    #expect(half.counts.error == faults.count - mended.count)
    #expect(try drawn.verdict1(mended).verdict == .accepted)
  }

  /// Each line of the tables of cells that has a suggestion: to follow it leaves no error.
  @Test func `following a suggestion leaves no error`() throws {
    let tried = CellTableTests.lines.filter { $0.suggestion != nil }
    #expect(tried.count >= 20)
    for line in tried {
      let field = try #require(CellTableTests.fields[line.file])
      guard line.file != "units" else { continue }
      let mended = line.rules.count == 1 && !line.given.contains("、") ? line.suggestion ?? "" : ""
      if mended.isEmpty { continue }
      let verdict = try drawn.verdict1([field: field == "progress" && mended == "已整改" ? "已整改：清退" : mended])
      #expect(verdict.counts.error == 0, "\(line.testDescription) → \(mended): \(verdict.summary)")
    }
  }

  /// Faults of every kind strewn over many forms; each error is mended by its suggestion, else as the row should be.
  @Test(arguments: 1...60)
  func `mending any one error of a form brings up no other`(seed: UInt64) throws {
    var generator = SplitMix64(state: seed)
    var rows = (1...Int.random(in: 1...6, using: &generator)).map { _ in [String: String]() }
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      let field = Self.faults.keys.sorted().randomElement(using: &generator) ?? ""
      let row = rows.indices.randomElement(using: &generator) ?? 0
      rows[row][field] = Self.faults[field]?.randomElement(using: &generator)
    }
    let before = try errors(rows)
    for finding in before {
      let after = try errors(mending([finding], rows))
      for error in after {
        #expect(
          before.contains {
            $0.rule == error.rule && $0.field == error.field && !Set($0.cells).isDisjoint(with: error.cells)
          },
          "after \(finding.rule) \(finding.cells): new \(error.rule) \(error.cells) “\(error.given ?? "")”")
      }
    }
    #expect(try errors(mending(before, rows)).map(\.rule) == [])
  }

  /// By field, what clerks type there that cannot stay.
  private static let faults: [String: [String]] = [
    "reportedOn": ["=4.1", ".", "4月20日至22日", "六月", "ƒ", "2022-13-01", "####"],
    "unit": ["鼓东街道样例社区", ".", "样例局", "鼓东街道、鼓西街道"],
    "caseNo": ["3.50102E+17", ".", "=350102202206150000", "B1", "B1", "无"],
    "enterprise": [".", "无", "（样例小吃）", "ƒ"],
    "address": ["#REF!", ".", "ƒ"],
    "clueSource": ["属地摸牌", ".", "属地摸排、信访投诉", "样例来源"],
    "problemTypes": ["违法用的", "存在安全隐患", ".", "违法用地、样例问题"],
    "leadUnit": ["样例局", ".", "ƒ"],
    "supportingMeasures": ["120", "拆除违法建筑1.5宗", "样例措施", "拆除违法建筑1宗2宗"],
    "remedy": ["整和搬迁", ".", "升级改造、关停取缔"],
    "progress": ["未整改", "已整改", ".", "样例进度", "整改中、已整改"],
    "centralInspection": [".", "也许", "是否"],
  ]

  private func errors(_ rows: [[String: String]]) throws -> [Finding] {
    let lines = rows.enumerated().map { Drawn.row1($0 + 1, $1) }.joined(separator: "\n")
    let sheet = Sheet(drawn: "附件1\n鼓楼区散乱污企业（场所）排查明细表\n\(Drawn.header1)\n\(lines)")
    return try drawn.only(drawn.verdicts(sheet)).findings.filter { $0.severity == .error }
  }

  private func mending(_ findings: [Finding], _ rows: [[String: String]]) -> [[String: String]] {
    var rows = rows
    for finding in findings {
      for cell in finding.cells {
        // The first row stands in the sheet's fourth.
        guard let field = finding.field, let row = CellReference(cell)?.row, rows.indices.contains(row - 4) else {
          continue
        }
        let isWholeCell = finding.given == rows[row - 4][field] && !["progress", "caseNo"].contains(field)
        rows[row - 4][field] = isWholeCell ? finding.suggestion : nil
      }
    }
    return rows
  }

  @Test(arguments: ["screening", "rectification", "consolidation", "publicity"])
  func `mending one sentence of the quarterly form brings up no error in another`(field: String) throws {
    let broken = [
      "screening": "4-6月新增散乱污企业（场所）*家。", "rectification": "4-6月整治散乱污企业（场所）*家。",
      "consolidation": "4-6月巡查散乱污企业（场所）2家，其中出现反弹3家。", "publicity": "4-6月共报道1篇，其中省级以上2篇，市级0篇。",
    ]
    let before = try drawn.only(drawn.verdicts(Scenarios.quarterly(broken))).findings.filter { $0.severity == .error }
    #expect(Set(before.compactMap(\.field)) == Set(broken.keys))
    var mended = broken
    mended[field] = nil
    let after = try drawn.only(drawn.verdicts(Scenarios.quarterly(mended))).findings.filter { $0.severity == .error }
    #expect(Set(after.compactMap(\.field)) == Set(mended.keys))
    #expect(after.allSatisfy { error in before.contains { $0.rule == error.rule && $0.field == error.field } })
  }
}
