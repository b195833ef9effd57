import Checking
import Spreadsheets

extension DistrictTable {
  /// The table of a form and period as a notice wants it: cases by their number, units in its order.
  package init(of form: Form, period: Period, from state: Consolidation, notice: Notice) {
    self.init(of: form.id, period: "\(period)", from: state, by: Rule(form, notice))
  }
}

extension Consolidation {
  /// The quarters that anything received belongs to, in order.
  package func quarters(of notice: Notice) -> [Period] {
    var quarters: Set<String> = []
    for form in notice.forms {
      let rule = DistrictTable.Rule(form, notice)
      for slot in slots(of: form.id) {
        for version in ranked(slot) {
          quarters.formUnion(version.verdict.rows.compactMap { rule.period(version.verdict, $0) })
          if let period = rule.submissionPeriod(version.verdict) { quarters.insert(period) }
        }
      }
    }
    return quarters.sorted().compactMap { Period($0) }
  }
}

extension DistrictTable.Rule {
  init(_ form: Form, _ notice: Notice) {
    let dateField = form.columns.first { $0.role == .period }?.key
    let submissionPeriod: @Sendable (Verdict) -> String? = { verdict in
      Self.quarter(ofSubmission: verdict, notice).map { "\($0)" }
    }
    self.init(
      caseField: form.rows == .cases ? form.columns.first { $0.type.isCaseNumber }?.key : nil,
      unitField: form.columns.first { $0.role == .submitter }?.key,
      period: { verdict, row in
        guard let dateField, case .string(let text)? = row.values[dateField]?.value, let day = CalendarDay(iso: text)
        else { return submissionPeriod(verdict) }
        return "\(notice.quarter(of: day))"
      },
      submissionPeriod: submissionPeriod,
      unitOrder: Dictionary(uniqueKeysWithValues: notice.units.enumerated().map { ($1.id, $0) }),
      orderField: dateField)
  }

  /// A quarterly submission's own period; a weekly one belongs to the quarter of its deadline, else of its receipt.
  private static func quarter(ofSubmission verdict: Verdict, _ notice: Notice) -> Period? {
    if let text = verdict.period, let period = Period(text), case .quarter = period { return period }
    for moment in [verdict.deadline, verdict.receivedAt] {
      if let moment, let day = CalendarDay(iso: moment.prefix(10)) { return notice.quarter(of: day) }
    }
    return nil
  }
}

extension ColumnType {
  var isCaseNumber: Bool {
    if case .caseNumber = self { true } else { false }
  }
}
