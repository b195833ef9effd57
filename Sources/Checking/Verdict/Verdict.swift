/// What the office says of one form in one file: the contract of `ybz check --format jsonl`, schema `ybz.verdict/1`.
package struct Verdict: Hashable, Sendable {
  package struct File: Hashable, Sendable {
    package var name: String
    package var sha256: String
    package var bytes: Int
    /// `xlsx`, `csv` … or, for what cannot be read, what it is.
    package var format: String
  }

  package enum Source: String, Codable, Sendable { case option, mail, arrival }
  package enum Timeliness: String, Sendable { case onTime, late, unknown }
  package enum Outcome: String, Sendable { case accepted, returned, `nil`, unreadable, unrecognised }

  package struct UnitName: Hashable, Sendable {
    package var id: String
    package var name: String
    package var code: String?
  }

  package struct Counts: Hashable, Sendable {
    package var error: Int
    package var warning: Int
    package var note: Int
    package var rowsIn: Int
    package var rowsAccepted: Int
    package var rowsExcluded: Int
  }

  package struct HeaderMatch: Hashable, Sendable {
    package enum Match: String, Sendable { case exact, normalised, alias }
    package var field: String
    package var sheet: String
    package var column: String
    package var text: String
    package var match: Match
  }

  package struct Row: Hashable, Sendable {
    package var sheet: String
    package var row: Int
    package var accepted: Bool
    package var values: FieldValues
  }

  package var schema: String
  package var tool: String
  package var notice: String
  package var file: File
  package var receivedAt: String?
  package var receivedFrom: Source?
  package var form: String?
  package var sheet: String?
  package var unit: UnitName?
  package var period: String?
  package var deadline: String?
  /// How the deadline was read, for the reports.
  package var reading: String?
  package var timeliness: Timeliness
  package var verdict: Outcome
  package var counts: Counts
  package var header: [HeaderMatch]
  package var findings: [Finding]
  package var rows: [Row]
  /// By narrative column; nil for a form without narrative counters.
  package var counters: [String: JSONValue]?
}

package enum Severity: String, Decodable, CaseIterable, Sendable { case error, warning, note }

/// One fault and every cell that has it.
package struct Finding: Hashable, Sendable {
  package struct Key: Hashable, Sendable {
    package var seq: String?
    package var caseNo: String?
    package var enterprise: String?

    package init(seq: String? = nil, caseNo: String? = nil, enterprise: String? = nil) {
      (self.seq, self.caseNo, self.enterprise) = (seq, caseNo, enterprise)
    }
  }

  package var rule: String
  package var severity: Severity
  package var sheet: String?
  package var cells: [String]
  package var row: Int?
  package var field: String?
  package var key: Key?
  package var given: String?
  package var expected: String?
  package var suggestion: String?
  package var message: String
  package var clause: String?
}
