import Checking

/// What the district's table of one form and period holds, and what was left out of it, before any layout.
///
/// Every row that any version of any submission holds for the period is in `lines` or in `excluded`, never in both.
package struct DistrictTable: Sendable {
  /// Where a row stands in what was sent.
  package struct Origin: Hashable, Sendable {
    package var file: String
    package var sha256: String
    package var sheet: String
    package var row: Int
    package var receivedAt: String
    /// The unit that sent it.
    package var unit: String?
    package var verdict: Verdict.Outcome
  }

  package struct Line: Sendable {
    package var unit: String?
    package var values: FieldValues
    package var origin: Origin
  }

  package enum Reason: Hashable, Sendable {
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
    /// The field that names the unit a row is about; else it is the sender's.
    var unitField: String?
    /// The period a row belongs to, by its own values and else by its submission.
    var period: @Sendable (Verdict, Verdict.Row) -> Period?
    /// The units in the official order.
    var unitOrder: [String: Int]
    /// Within a unit rows stand in the order of this field, then of the case.
    var orderField: String?
  }
}
