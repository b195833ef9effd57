import Checking

package enum DistrictWorkbooks {
  /// The workbooks of a period: one for each form of the notice of which anything was received.
  package static func make(
    of quarter: Period, from state: Consolidation, notice: Notice
  ) throws -> [DistrictWorkbook] {
    try notice.forms.compactMap { form in
      guard !state.slots(of: form.id).isEmpty else { return nil }
      let table = DistrictTable(of: form, period: quarter, from: state, notice: notice)
      return try DistrictWorkbook(table, form: form, period: quarter, state: state, notice: notice)
    }
  }
}
