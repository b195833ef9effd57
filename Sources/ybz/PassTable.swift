import Checking
import Office

/// What a pass prints at its end.
struct PassTable {
  let report: PassReport
  let office: String

  var text: String { (files + units + outputs).joined(separator: "\n") }

  private var files: [String] {
    var lines = ["收件箱里的文件："]
    var table = TextTable(header: ["结果", "文件", "原因"], alignments: [.left, .left, .left])
    for file in report.files {
      let outcome = file.outcomes.map(VerdictWording.name(of:)).joined(separator: "、")
      table.rows.append([outcome, file.name, file.reason])
    }
    for skipped in report.skipped { table.rows.append(["未收", skipped.name, skipped.reason]) }
    lines += table.lines
    return lines + [""]
  }

  private var units: [String] {
    var table = TextTable(
      header: ["单位", "收到", "合格", "退回", "零报告", "未报"], alignments: [.left, .right, .right, .right, .right, .left])
    var total = PassReport.UnitLine(name: "合计")
    for unit in report.units {
      table.rows.append(row(unit, missing: unit.missing.joined(separator: "、")))
      total.received += unit.received
      total.accepted += unit.accepted
      total.returned += unit.returned
      total.nilReturns += unit.nilReturns
      total.missing += unit.missing
    }
    table.rows.append(row(total, missing: "\(total.missing.count)"))
    return table.lines + [""]
  }

  private func row(_ unit: PassReport.UnitLine, missing: String) -> [String] {
    [unit.name, "\(unit.received)", "\(unit.accepted)", "\(unit.returned)", "\(unit.nilReturns)", missing]
  }

  private var outputs: [String] {
    report.merged.map { "汇总表  \(office)/\($0)" } + [
      "核对单  \(office)/报告/", "回信    \(office)/发件箱/", "台账    \(office)/台账.sqlite",
    ]
  }
}
