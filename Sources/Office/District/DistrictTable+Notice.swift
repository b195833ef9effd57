import Checking

extension DistrictTable.Rule {
  init(_ form: Form, _ notice: Notice) {
    let dateField = form.periodField
    self.init(
      caseField: form.rows == .cases ? form.caseField : nil,
      unitField: form.columns.first { $0.role == .submitter }?.key,
      period: { verdict, row in notice.quarter(of: row, in: verdict, by: dateField) },
      unitOrder: Dictionary(uniqueKeysWithValues: notice.units.enumerated().map { ($1.id, $0) }),
      orderField: dateField)
  }
}

extension ColumnType {
  var isCaseNumber: Bool {
    if case .caseNumber = self { true } else { false }
  }
}
