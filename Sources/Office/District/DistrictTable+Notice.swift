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
    self.init(
      caseField: form.rows == .cases ? form.columns.first { $0.type.isCaseNumber }?.key : nil,
      unitField: form.columns.first { $0.role == .submitter }?.key,
      period: { verdict, row in notice.quarter(of: row, in: verdict).map { "\($0)" } },
      submissionPeriod: { verdict in notice.quarter(ofSubmission: verdict).map { "\($0)" } },
      unitOrder: Dictionary(uniqueKeysWithValues: notice.units.enumerated().map { ($1.id, $0) }),
      orderField: dateField)
  }

}

extension ColumnType {
  var isCaseNumber: Bool {
    if case .caseNumber = self { true } else { false }
  }
}
