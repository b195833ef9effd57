import Checking

extension DistrictTable.Rule {
  init(_ form: Form, _ notice: Notice) {
    self.init(
      fields: RowFields(form),
      periodOfDay: { notice.quarter(of: $0) },
      periodOfSubmission: { notice.quarter(ofSubmission: $0) },
      unitOrder: Dictionary(uniqueKeysWithValues: notice.units.enumerated().map { ($1.id, $0) }))
  }
}

extension RowFields {
  init(_ form: Form) {
    self.init(
      unit: form.columns.first { $0.role == .submitter }?.key, day: form.periodField,
      caseNumber: form.rows == .cases ? form.caseField : nil, number: form.caseField)
  }
}

extension ColumnType {
  var isCaseNumber: Bool {
    if case .caseNumber = self { true } else { false }
  }
}
