import Checking
import Spreadsheets

/// What the district's table of one form and period holds, and what was left out of it, before any layout.
///
/// Every row that any version of any submission holds for the period is in `lines` or in `excluded`, never in both.
package struct DistrictTable: Sendable {
  /// The submission that rows came in, and what the lists say of it.
  package final class Submission: Sendable {
    let file: String
    let sha256: String
    let receivedAt: String
    let verdict: Verdict.Outcome
    let rows: [Verdict.Row]
    let receivedInWords: String
    /// The first 16 digits.
    let shortHash: String

    init(_ verdict: Verdict) {
      file = verdict.file.name
      sha256 = verdict.file.sha256
      receivedAt = verdict.receivedAt ?? ""
      self.verdict = verdict.verdict
      rows = verdict.rows
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

  package struct Line: Sendable {
    package let unit: String?
    /// What was sent as the number of its case; empty where there is none.
    let caseNumber: String
    let submission: Submission
    /// Among the rows of its submission.
    let place: Int

    package var values: FieldValues { submission.rows[place].values }

    package var origin: Origin {
      Origin(submission: submission, sheet: submission.rows[place].sheet, row: submission.rows[place].row)
    }
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

  package var form: String
  package var period: Period
  package var lines: [Line] = []
  package var excluded: [Excluded] = []

  package var rowsIn: Int { lines.count + excluded.count }
}

extension DistrictTable {
  /// How the rows of a form become the table of a longer period.
  struct Rule: Sendable {
    /// The field that names a case across submissions, and nil where each row stands for itself.
    var caseField: String?
    /// The field of what is listed as the number of a row's case.
    var numberField: String?
    /// The field that names the unit a row is about; else it is the sender's.
    var unitField: String?
    /// The field with the day that says which period a row belongs to, and else it is its submission's. Within a unit
    /// rows stand in the order of this field, then of the case.
    var dayField: String?
    var periodOfDay: @Sendable (CalendarDay) -> Period
    var periodOfSubmission: @Sendable (Verdict) -> Period?
    /// The units in the official order.
    var unitOrder: [String: Int]
  }
}
