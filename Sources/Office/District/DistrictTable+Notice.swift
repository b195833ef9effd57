import Checking

extension DistrictTable.Rule {
  init(_ form: Form, _ notice: Notice) {
    self.init(
      caseField: form.rows == .cases ? form.caseField : nil,
      numberField: form.caseField,
      unitField: form.columns.first { $0.role == .submitter }?.key,
      dayField: form.periodField,
      periodOfDay: { notice.quarter(of: $0) },
      periodOfSubmission: { notice.quarter(ofSubmission: $0) },
      unitOrder: Dictionary(uniqueKeysWithValues: notice.units.enumerated().map { ($1.id, $0) }))
  }
}

extension ColumnType {
  var isCaseNumber: Bool {
    if case .caseNumber = self { true } else { false }
  }
}
