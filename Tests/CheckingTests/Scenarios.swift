import Foundation
import Project
import Spreadsheets

@testable import Checking

/// For each rule about more than a cell: a submission that has the fault and one that has not.
struct Scenario: Sendable {
  var bad: @Sendable (Drawn) -> [Verdict]
  var good: @Sendable (Drawn) -> [Verdict] = { $0.verdicts(Drawn.form1(Drawn.row1())) }

  init(_ bad: @escaping @Sendable (Drawn) -> [Verdict]) { self.bad = bad }

  init(bad: @escaping @Sendable (Drawn) -> [Verdict], good: @escaping @Sendable (Drawn) -> [Verdict]) {
    self.bad = bad
    self.good = good
  }

  /// The case form with these rows; the good one with only the first.
  init(rows: String...) {
    bad = { $0.verdicts(Sheet(drawn: "附件1\n鼓楼区散乱污企业（场所）排查明细表\n\(Drawn.header1)\n" + rows.joined(separator: "\n"))) }
  }
}

enum Scenarios {
  private static func sheet(_ edit: (inout Sheet) -> Void) -> Sheet {
    var sheet = Drawn.form1(Drawn.row1())
    edit(&sheet)
    return sheet
  }

  private static func header(_ edit: (String) -> String, row: String = Drawn.row1()) -> Sheet {
    Sheet(drawn: "附件1\n鼓楼区散乱污企业（场所）排查明细表\n\(edit(Drawn.header1))\n\(row)")
  }

  static func quarterly(_ cells: [String: String] = [:], title: String = "第二季度") -> Sheet {
    let good = [
      "seq": "1", "unit": "鼓东街道", "organisation": "召开部署会1次。",
      "screening": "4-6月新增散乱污企业（场所）3家，其中源自12345 1件，源自有奖举报0件（有奖举报发放0起，共计0元），源自电力大数据筛查1家。",
      "rectification": "4-6月整治散乱污企业（场所）2家，其中拆除违法建筑1宗，拆除面积20平方米。查封0起，立案处罚0起，罚金0万元。已对1户散乱污企业实施停电、销户。",
      "consolidation": "4-6月巡查散乱污企业（场所）20家，其中出现反弹0家。", "highlights": "无",
      "publicity": "4-6月共报道0篇，其中省级以上0篇，市级0篇。", "commendation": "无",
    ]
    let keys = [
      "seq", "unit", "organisation", "screening", "rectification", "consolidation", "highlights", "publicity",
      "commendation",
    ]
    let row = keys.map { cells[$0] ?? good[$0] ?? "." }.joined(separator: "|")
    return Sheet(drawn: "附件2\n鼓楼区散乱污企业（场所）综合整治情况\(title)调度表\n\(Drawn.header2)\n\(row)")
  }

  private static func narrative(_ cells: [String: String]) -> Scenario {
    Scenario(bad: { $0.verdicts(quarterly(cells)) }, good: { $0.verdicts(quarterly()) })
  }

  /// A row of the second notice's ledger with one column filled otherwise.
  private static func ledger(_ text: String, _ column: Int) -> Scenario {
    let header =
      "序号,隐患编号,属地单位,场所名称,从业人数,建筑面积（平方米）,隐患类别,隐患等级,挂牌督办文号,排查日期,整改状态,整改期限,整改完成日期,验收人,备注"
    let row = "1,YX-0101,青枫街道,青枫木器厂,35,420,消防,一般隐患,,2023-03-06,已整改,2023-03-20,2023-03-15,陈一,"
    var cells = row.components(separatedBy: ",")
    cells[column - 1] = text
    let bad = cells.joined(separator: ",")
    @Sendable func verdicts(_ row: String) -> [Verdict] {
      guard let notice = try? Project.notice("hazard-ledger-2023") else { return [] }
      let text = "云溪区隐患排查治理台账（3月）\n\(header)\n\(row)\n"
      return check(
        Submission(name: "a.csv", bytes: Array(text.utf8)),
        receipt: Receipt(at: "2023-03-24T10:00:00+08:00", source: .option), notice: notice, tool: "ybz test")
    }
    return Scenario(bad: { _ in verdicts(bad) }, good: { _ in verdicts(row) })
  }

  private static func houses(_ numbers: String) -> [Verdict] {
    guard let notice = try? HousesSketch.notice() else { return [] }
    return HousesSketch.verdicts("青枫街道,\(numbers)", notice)
  }

  static let all: [String: Scenario] = [
    "file-unreadable": Scenario { drawn in
      check(Submission(name: "a.xlsx", bytes: []), receipt: drawn.receipt, notice: drawn.notice, tool: "ybz test")
    },
    "form-unrecognised": Scenario { $0.verdicts(Sheet(drawn: "姓名|电话|单位\n张三|123|样例单位")) },
    "header-column-missing": Scenario { drawn in
      drawn.verdicts(Sheet(drawn: dropping(column: 4, header: Drawn.header1, row: Drawn.row1())))
    },
    "header-column-unknown": Scenario { $0.verdicts(header({ $0 + "|网格员" }, row: Drawn.row1() + "|张三")) },
    "header-column-repeated": Scenario { $0.verdicts(header({ $0 + "|整治措施" }, row: Drawn.row1() + "|升级改造")) },
    "header-understood": Scenario { $0.verdicts(header { $0.replacing("企业详细地址", with: "经营地址") }) },
    "header-columns-reordered": Scenario { drawn in
      let swapped = Drawn.row1().split(separator: "|").map(String.init)
      let row = ([swapped[1], swapped[0]] + swapped[2...]).joined(separator: "|")
      return drawn.verdicts(header({ $0.replacing("序号|报送日期", with: "报送日期|序号") }, row: row))
    },
    "hidden-rows-read": Scenario { $0.verdicts(sheet { $0.rows[3].isHidden = true }) },
    "hidden-columns-read": Scenario { $0.verdicts(sheet { $0.hiddenColumns = [5...5] }) },
    "hidden-sheet-ignored": Scenario {
      $0.verdicts(sheet { _ in }, Sheet(named: "旧", visibility: .hidden, drawn: "\(Drawn.header1)\n\(Drawn.row1(9))"))
    },
    "hidden-sheet-read": Scenario { $0.verdicts(sheet { $0.visibility = .hidden }) },
    "other-sheet-ignored": Scenario { $0.verdicts(sheet { _ in }, Sheet(named: "通讯录", drawn: "姓名|电话\n张三|123")) },
    "no-rows": Scenario(rows: "1", "2", "3"),
    "nil-return-with-rows": Scenario(rows: Drawn.row1(), "本周无新增"),
    "stray-cell": Scenario(rows: Drawn.row1(), ".|.|.|.|.|多余的字"),
    "prefilled-row-skipped": Scenario(rows: Drawn.row1(), "2|.|鼓东街道"),
    "usual-value-missing": narrative(["organisation": "."]),
    "formula-without-value": Scenario(rows: Drawn.row1(1, ["leadUnit": "ƒ"])),
    "error-value": Scenario(rows: Drawn.row1(1, ["address": "#REF!"])),
    "written-loosely": Scenario(rows: Drawn.row1(1, ["clueSource": "属地 摸排"])),
    "date-without-year": Scenario { drawn in
      var drawn = drawn
      drawn.receipt = nil
      return drawn.verdicts(Drawn.form1(Drawn.row1(1, ["reportedOn": "4月21日"])))
    },
    "date-after-receipt": Scenario(rows: Drawn.row1(1, ["reportedOn": "@2022-06-27"])),
    "earlier-week-reported": Scenario(rows: Drawn.row1(1), Drawn.row1(2, ["reportedOn": "@2022-05-10"])),
    "unit-not-stated": Scenario(rows: "本周无新增"),
    "unit-disagrees": Scenario { drawn in
      drawn.verdicts(Sheet(drawn: "填报单位（盖章）：鼓西街道\n\(Drawn.header1)\n\(Drawn.row1())"))
    },
    "row-of-another-unit": Scenario(
      rows: Drawn.row1(1), Drawn.row1(2), Drawn.row1(3, ["unit": "安泰街道", "leadUnit": "安泰街道"])),
    "units-differ": Scenario(rows: Drawn.row1(1, ["leadUnit": "鼓西街道"])),
    "unit-reported-twice": Scenario(
      bad: { drawn in
        var sheet = quarterly()
        let last = sheet.rows[3]
        sheet.rows.append(
          Row(number: 5, cells: last.cells.map { Cell(CellReference(column: $0.reference.column, row: 5), $0.value) }))
        return drawn.verdicts(sheet)
      }, good: { $0.verdicts(quarterly()) }),
    "case-number-unreadable": Scenario(rows: Drawn.row1(1, ["caseNo": "@2022-04-15"])),
    "case-number-repeated": Scenario(rows: Drawn.row1(1), Drawn.row1(2, ["caseNo": "A1"])),
    "enterprise-repeated": Scenario(
      rows: Drawn.row1(1), Drawn.row1(2, ["enterprise": "样例1号店（小样）", "address": "样例路1号"])),
    "counter-not-filled": narrative(["consolidation": "4-6月巡查散乱污企业（场所）*家，其中出现反弹0家。"]),
    "part-exceeds-whole": narrative(["consolidation": "4-6月巡查散乱污企业（场所）2家，其中出现反弹3家。"]),
    "numbers-disagree": narrative([
      "screening": "4-6月新增散乱污企业（场所）3家，其中源自12345 5件，源自有奖举报0件（有奖举报发放0起，共计0元），源自电力大数据筛查1家。"
    ]),
    "counter-not-read": narrative(["consolidation": "4-6月巡查散乱污企业（场所）2.5家，其中出现反弹0家。"]),
    "counter-doubtful": narrative(["consolidation": "4-6月巡查散乱污企业（场所）约20家，其中出现反弹0家。"]),
    "counter-not-stated": narrative(["consolidation": "4-6月巡查散乱污企业（场所）20家。"]),
    "narrative-understood": narrative(["consolidation": "4-6月巡查散乱污企业（场所）二十家，其中出现反弹0家。"]),
    "period-disagrees": Scenario(
      bad: { $0.verdicts(quarterly(title: "第一季度")) }, good: { $0.verdicts(quarterly()) }),
    "number-unreadable": ledger("三四十", 5), "number-out-of-range": ledger("3500000", 5),
    "conditional-value-missing": ledger("", 14), "dates-out-of-order": ledger("2023-03-01", 13),
    "conditional-value-unexpected": ledger("整改中", 11),
    "sum-differs": Scenario(bad: { _ in houses("10,4,3,2,2,60") }, good: { _ in houses("10,4,3,3,2,60") }),
    "number-exceeds-whole": Scenario(bad: { _ in houses("10,4,3,3,70,60") }, good: { _ in houses("10,4,3,3,2,60") }),
    "count-differs-from-rows": counted(["clueSource": "属地摸排"], good: ["clueSource": "电力数据筛查"]),
    "count-below-rows": counted(
      ["clueSource": "电力数据筛查", "supportingMeasures": "拆除违法建筑1宗，拆除面积120平方米"],
      good: ["supportingMeasures": "拆除违法建筑1宗，拆除面积20平方米"]),
    "listed-case-unknown": Scenario(
      bad: { $0.together([("附件2.xlsx", quarterly(rebound)), ("附件1.xlsx", threeCases)]) },
      good: {
        $0.together([
          ("附件2.xlsx", quarterly(rebound)), ("附件1.xlsx", threeCases),
          ("旧.xlsx", Drawn.form1(Drawn.row1(9, ["caseNo": "GL2022-0007", "reportedOn": "@2022-02-15"]))),
        ])
      }),
    "text-copied": Scenario(
      bad: { drawn in
        let text = ["highlights": "甲街道建立巡查台账，逐户核对，问题当场交办。"]
        return drawn.together([
          ("一.xlsx", quarterly(firstQuarter.merging(text) { $1 }, title: "第一季度")), ("二.xlsx", quarterly(text)),
          ("附件1.xlsx", threeCases),
        ])
      },
      good: {
        $0.together([
          ("一.xlsx", quarterly(firstQuarter, title: "第一季度")), ("二.xlsx", quarterly()), ("附件1.xlsx", threeCases),
        ])
      }),
    "case-number-of-another-unit": pair(
      [:], ["unit": "安泰街道", "leadUnit": "安泰街道", "caseNo": "A1"], good: ["caseNo": "A2"]),
    "enterprise-of-another-unit": pair(
      [:], ["unit": "安泰街道", "leadUnit": "安泰街道", "enterprise": "样例1号店", "address": "福州市鼓楼区样例路1号"],
      good: ["address": "样例路2号"]),
    "enterprise-inside-territory": pair(
      [:], ["unit": "软件园", "leadUnit": "软件园", "enterprise": "样例1号店", "address": "软件大道89号"],
      good: ["enterprise": "样例2号店"]),
    "case-renumbered": pair(
      ["reportedOn": "@2022-06-08"], ["enterprise": "样例1号店", "address": "样例路1号"], good: ["caseNo": "A1"]),
    "progress-went-back": pair(
      ["reportedOn": "@2022-06-08", "progress": "已整改：安装隔油池"],
      ["caseNo": "A1", "enterprise": "样例1号店", "address": "样例路1号"], good: ["remarks": "复查发现隔油池未使用"]),
    "enterprise-returned": pair(
      ["reportedOn": "@2022-03-08", "progress": "已整改：安装隔油池"], ["enterprise": "样例1号店", "address": "样例路1号"],
      good: ["address": "样例路2号"]),
  ]

  private static let rebound = [
    "consolidation": "4-6月巡查散乱污企业（场所）20家，其中出现反弹1家（反弹案件编号为GL2022-0007）。"
  ]

  /// What `quarterly` counts: three cases, one of them found by power use.
  private static let threeCases = Drawn.form1(
    Drawn.row1(1, ["clueSource": "电力数据筛查"]), Drawn.row1(2, powerless), Drawn.row1(3, powerless))

  private static let firstQuarter = [
    "screening": "1-3月新增散乱污企业（场所）0家，其中源自12345 0件，源自有奖举报0件（有奖举报发放0起，共计0元），源自电力大数据筛查0家。",
    "rectification": "1-3月整治散乱污企业（场所）3家，其中拆除违法建筑1宗，拆除面积20平方米。查封0起，立案处罚0起，罚金0万元。已对1户散乱污企业实施停电、销户。",
    "consolidation": "1-3月巡查散乱污企业（场所）18家，其中出现反弹0家。", "publicity": "1-3月共报道0篇，其中省级以上0篇，市级0篇。",
    "organisation": "召开动员会2次，现场会1次。",
  ]

  /// Rows of two units or weeks, in files of their own: the bad pair and the good one.
  private static func pair(_ first: [String: String], _ second: [String: String], good: [String: String]) -> Scenario {
    @Sendable func files(_ second: [String: String]) -> [(String, Sheet)] {
      [("甲.xlsx", Drawn.form1(Drawn.row1(1, first))), ("乙.xlsx", Drawn.form1(Drawn.row1(2, second)))]
    }
    return Scenario(bad: { $0.together(files(second)) }, good: { $0.together(files(second.merging(good) { $1 })) })
  }

  /// One row of a unit beside its quarterly form; the good one has another row instead.
  private static func counted(_ row: [String: String], good: [String: String]) -> Scenario {
    @Sendable func files(_ other: [String: String]) -> [(String, Sheet)] {
      let rows = [1, 2, 3].map { Drawn.row1($0, $0 == 1 ? row.merging(other) { $1 } : powerless) }
      return [("附件1.xlsx", Drawn.form1(rows[0], rows[1], rows[2])), ("附件2.xlsx", quarterly())]
    }
    return Scenario(bad: { $0.together(files([:])) }, good: { $0.together(files(good)) })
  }

  private static let powerless = ["supportingMeasures": "."]

  private static func dropping(column: Int, header: String, row: String) -> String {
    func drop(_ line: String) -> String {
      var parts = line.split(separator: "|", omittingEmptySubsequences: false)
      parts.remove(at: column)
      return parts.joined(separator: "|")
    }
    return "附件1\n\(drop(header))\n\(drop(row))"
  }
}
