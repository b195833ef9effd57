import Checking

/// The district's tables of every form and quarter, out of all that was received.
package struct District: Sendable {
  private let state: Consolidation
  private let notice: Notice
  /// By form.
  private let rows: [String: DistrictRows]
  /// The quarters that anything received belongs to, in order.
  package let quarters: [Period]

  package init(_ state: Consolidation, notice: Notice) {
    (self.state, self.notice) = (state, notice)
    var rows: [String: DistrictRows] = [:]
    var quarters: Set<Period> = []
    for form in notice.forms {
      let formRows = DistrictRows(of: form.id, from: state, by: DistrictTable.Rule(form, notice))
      quarters.formUnion(formRows.periods)
      rows[form.id] = formRows
      for slot in state.slots(of: form.id) {
        quarters.formUnion(state.ranked(slot).compactMap { notice.quarter(ofSubmission: $0.verdict) })
      }
    }
    self.rows = rows
    self.quarters = quarters.sorted { "\($0)" < "\($1)" }
  }

  /// The table of a form and quarter; an empty one where no row belongs to it.
  package func table(of form: Form, _ quarter: Period) -> DistrictTable {
    rows[form.id]?.table(quarter) ?? DistrictTable(form: form.id, period: quarter)
  }

  /// The workbooks of a quarter: one for each form of the notice of which anything was received.
  package func workbooks(of quarter: Period) throws -> [DistrictWorkbook] {
    try notice.forms.filter { !state.slots(of: $0.id).isEmpty }.map { form in
      try DistrictWorkbook(table(of: form, quarter), form: form, period: quarter, state: state, notice: notice)
    }
  }
}
