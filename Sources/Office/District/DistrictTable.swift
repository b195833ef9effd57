import Checking
import Spreadsheets

/// What the district's table of one form and period holds, and what was left out of it, before any layout.
///
/// Every row that any version of any submission holds for the period is in `rows` or in `excluded`, never in both.
package struct DistrictTable: Sendable {
  /// The submission that rows came in, and what the lists say of it.
  package final class Submission: Sendable {
    let file: String
    let sha256: String
    let receivedAt: String
    let verdict: Verdict.Outcome
    let rows: [Verdict.Row]
    /// The unit that it is from.
    let sender: String?
    let receivedInWords: String
    /// The first 16 digits.
    let shortHash: String

    init(_ verdict: Verdict) {
      file = verdict.file.name
      sha256 = verdict.file.sha256
      receivedAt = verdict.receivedAt ?? ""
      self.verdict = verdict.verdict
      rows = verdict.rows
      sender = verdict.unit?.id
      receivedInWords = VerdictWording.time(receivedAt)
      shortHash = String(decoding: sha256.utf8.prefix(16), as: UTF8.self)
    }
  }

  /// Where a row stands in what was sent.
  package struct Origin: Sendable {
    let submission: Submission
    package let sheet: String
    package let row: Int

    package var file: String { submission.file }
    package var sha256: String { submission.sha256 }
    var verdict: Verdict.Outcome { submission.verdict }
  }

  /// A row with what is listed of it.
  package struct Line: Sendable {
    package let unit: String?
    /// What was sent as the number of its case; empty where there is none.
    let caseNumber: String
    let submission: Submission
    /// Among the rows of its submission.
    let place: Int

    init(_ submission: Submission, _ place: Int, _ fields: RowFields) {
      unit = submission.unit(ofRow: place, fields)
      caseNumber = submission.number(ofRow: place, fields)
      (self.submission, self.place) = (submission, place)
    }

    package var values: FieldValues { submission.rows[place].values }
    package var origin: Origin { submission.origin(ofRow: place) }
  }

  package enum Reason: Sendable {
    /// The row has errors; their rules.
    case faults([String])
    /// Another version of the same submission counts.
    case supersededVersion(by: String)
    /// A later week's row of the same case counts.
    case earlierState(of: Origin)
  }

  package struct Excluded: Sendable {
    package var line: Line
    package var reason: Reason
  }

  package let form: String
  package let period: Period
  /// Of the form, in whatever period.
  let submissions: [Submission]
  let fields: RowFields
  /// Those that count, in their order.
  let rows: [PlacedRow]
  package let excluded: [Excluded]

  package var rowsIn: Int { rows.count + excluded.count }

  package var lines: [Line] { rows.map(line) }

  func line(_ row: PlacedRow) -> Line { Line(submissions[Int(row.submission)], Int(row.place), fields) }
}

extension DistrictTable.Submission {
  func origin(ofRow place: Int) -> DistrictTable.Origin {
    DistrictTable.Origin(submission: self, sheet: rows[place].sheet, row: rows[place].row)
  }

  func unit(ofRow place: Int, _ fields: RowFields) -> String? { text(of: fields.unit, inRow: place) ?? sender }

  /// What was sent as the number of a row's case; empty where there is none.
  func number(ofRow place: Int, _ fields: RowFields) -> String {
    fields.number.flatMap { rows[place].values[$0]?.given } ?? ""
  }

  /// What a field of a row says; nil where it says nothing, or no text.
  func text(of field: String?, inRow place: Int) -> String? {
    if let field, case .string(let text)? = rows[place].values[field]?.value { text } else { nil }
  }
}

extension DistrictTable {
  /// How the rows of a form become the table of a longer period.
  struct Rule: Sendable {
    var fields: RowFields
    var periodOfDay: @Sendable (CalendarDay) -> Period
    var periodOfSubmission: @Sendable (Verdict) -> Period?
    /// The units in the official order.
    var unitOrder: [String: Int]
  }
}
