import Spreadsheets

@testable import Checking

/// Verdicts for tests, said in few words.
enum SampleVerdict {
  /// A weekly form of cases: number, day, state.
  static func weekly(
    _ unit: String, _ week: String, content: String, at time: String, passes: Bool = true, name: String = "附件1.xlsx",
    cases: [(number: String, day: String, progress: String, accepted: Bool)] = []
  ) -> Verdict {
    let rows = cases.enumerated().map { index, item in
      Verdict.Row(
        sheet: "Sheet1", row: 5 + index, accepted: item.accepted,
        values: [
          "reportedOn": .init(value: .string(item.day), cell: "B\(5 + index)", given: item.day),
          "unit": .init(value: .string(unit), cell: "C\(5 + index)", given: unit),
          "caseNo": .init(value: .string(item.number), cell: "D\(5 + index)", given: item.number),
          "enterprise": .init(
            value: .object(["licenceName": .string("福州样例食品加工店"), "shopSign": .string("样例小吃")]),
            cell: "E\(5 + index)", given: "福州样例食品加工店(样例小吃)"),
          "problemTypes": .init(value: .array([.string("P5"), .string("P3")]), cell: "H\(5 + index)", given: "违法排污"),
          "supportingMeasures": .init(
            value: .object([
              "demolishedBuildings": .number(1), "demolishedArea": .number(120.5), "powerCut": .boolean(true),
            ]),
            cell: "J\(5 + index)", given: "拆1宗120.5㎡ 停电"),
          "progress": .init(
            value: .object(["status": .string(item.progress), "measures": .string("安装隔油池")]), cell: "L\(5 + index)",
            given: "…"),
        ])
    }
    return make(
      unit, form: "attachment1", period: week, content: content, at: time, passes: passes, name: name, rows: rows)
  }

  static func make(
    _ unit: String, form: String, period: String, content: String, at time: String, passes: Bool, name: String,
    rows: [Verdict.Row]
  ) -> Verdict {
    let accepted = rows.count { $0.accepted }
    return Verdict(
      schema: "ybz.verdict/1", tool: "test", notice: "test",
      file: .init(name: name, sha256: content, bytes: 1, format: "xlsx"), receivedAt: time, receivedFrom: .option,
      form: form, sheet: "Sheet1", unit: .init(id: unit, name: unit, code: nil), period: period, deadline: nil,
      reading: nil, timeliness: .unknown, verdict: passes ? .accepted : .returned,
      counts: .init(
        error: passes ? 0 : 1, warning: 0, note: 0, rowsIn: rows.count, rowsAccepted: accepted,
        rowsExcluded: rows.count - accepted),
      header: [], findings: [], rows: rows, counters: nil)
  }
}

extension FieldValue {
  /// - Parameter cell: as people write it, `G5`.
  fileprivate init(value: JSONValue, cell: String, given: String) {
    self.init(
      ReadCell(given: given, Reading(value: value)), at: CellReference(cell) ?? CellReference(column: 1, row: 1))
  }
}
