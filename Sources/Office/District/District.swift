import Checking
import Foundation
import Spreadsheets

/// The district's tables of every form and quarter, out of all that was received.
package struct District: Sendable {
  private let state: Consolidation
  private let notice: Notice
  /// By form.
  private let rows: [String: DistrictRows]
  /// The quarters that anything received belongs to, in order.
  package let quarters: [Period]

  package init(_ state: Consolidation, notice: Notice) {
    let rows = notice.forms.map { DistrictRows(of: $0.id, from: state, by: DistrictTable.Rule($0, notice)) }
    self.init(state, notice, rows)
  }

  /// The same, made by as many at once as there are processors.
  package static func made(_ state: Consolidation, notice: Notice) async throws -> Self {
    var rows: [DistrictRows] = []
    for form in notice.forms {
      rows.append(try await DistrictRows.made(of: form.id, from: state, by: DistrictTable.Rule(form, notice)))
    }
    return Self(state, notice, rows)
  }

  /// - Parameter rows: of each of the notice's forms.
  private init(_ state: Consolidation, _ notice: Notice, _ rows: [DistrictRows]) {
    (self.state, self.notice) = (state, notice)
    self.rows = Dictionary(zip(notice.forms.map(\.id), rows), uniquingKeysWith: { $1 })
    quarters = rows.reduce(into: Set<Period>()) { $0.formUnion($1.periods) }.sorted { "\($0)" < "\($1)" }
  }

  /// The table of a form and quarter; an empty one where no row belongs to it.
  package func table(of form: Form, _ quarter: Period) -> DistrictTable {
    rows[form.id]?.table(quarter)
      ?? DistrictTable(
        form: form.id, period: quarter, submissions: [], fields: RowFields(form), rows: [], excluded: [])
  }

  /// The workbooks of a quarter: one for each form of the notice of which anything was received.
  package func workbooks(of quarter: Period) throws -> [DistrictWorkbook] {
    try forms.map { try workbook(of: $0, quarter) }
  }

  /// Writes the workbooks of quarters, as many at once as there are processors.
  ///
  /// - Returns: where they are: quarter by quarter, in the order of the notice's forms.
  package func writeWorkbooks(
    of quarters: [Period], in folder: @escaping @Sendable (Period) -> URL
  ) async throws -> [(quarter: Period, place: URL)] {
    let works = quarters.flatMap { quarter in forms.map { (form: $0, quarter: quarter) } }
    let sizes = works.map { rows[$0.form.id]?.count(in: $0.quarter) ?? 0 }
    // The largest first: one that is begun last would be waited for.
    let order = works.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let drafts = try await concurrentMap(order) { try draft(of: works[$0].form, works[$0].quarter) }
    let pieces = drafts.indices.flatMap { draft in drafts[draft].pieces.map { (draft: draft, piece: $0) } }
    var places = works.map { _ in URL?.none }
    var whole = 0
    var made: [SheetRows] = []
    // A disk keeps nobody waiting who could make more rows meanwhile.
    var beingWritten: Beside<(work: Int, place: URL), any Error>?
    // Nor is a file left half written when the rows of another fail.
    defer { _ = try? beingWritten?.get() }
    func finishWriting() throws {
      guard let (work, place) = try beingWritten?.get() else { return }
      places[work] = place
      beingWritten = nil
    }
    func writeWhole() throws {
      while whole < drafts.count, made.count == drafts[whole].pieces.count {
        try finishWriting()
        let (work, draft, rows) = (order[whole], drafts[whole], made)
        beingWritten = Beside { (work, try draft.workbook(of: rows).write(in: folder(works[work].quarter))) }
        made = []
        whole += 1
      }
    }
    try await concurrentMap(pieces, worker: RowMaker()) { maker, next in
      try maker.rows(next.piece, of: drafts[next.draft])
    } inTurn: { rows in
      made.append(rows)
      try writeWhole()
    }
    try writeWhole()
    try finishWriting()
    return zip(works, places).compactMap { work, place in place.map { (work.quarter, $0) } }
  }

  /// Those of which anything was received.
  private var forms: [Form] { notice.forms.filter { state.holds($0.id) } }

  private func workbook(of form: Form, _ quarter: Period) throws -> DistrictWorkbook {
    try DistrictWorkbook(table(of: form, quarter), form: form, period: quarter, state: state, notice: notice)
  }

  private func draft(of form: Form, _ quarter: Period) throws -> WorkbookDraft {
    try WorkbookDraft(table(of: form, quarter), form: form, period: quarter, state: state, notice: notice)
  }
}
