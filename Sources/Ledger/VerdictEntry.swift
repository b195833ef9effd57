import Checking
import GRDB

/// One verdict as it was given. `edition` names the program and the notice that gave it.
struct VerdictEntry: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "verdict"

  enum Columns {
    static let receiptID = Column("receiptID")
    static let edition = Column("edition")
    static let ordinal = Column("ordinal")
  }

  var receiptID: Int64
  var edition: String
  /// A file may hold two forms: its verdicts are counted from 0.
  var ordinal: Int
  var form: String?
  var unit: String?
  var period: String?
  var outcome: String
  var json: String

  init(receiptID: Int64, edition: String, ordinal: Int, verdict: Verdict) {
    self.receiptID = receiptID
    self.edition = edition
    self.ordinal = ordinal
    self.form = verdict.form
    self.unit = verdict.unit?.id
    self.period = verdict.period
    self.outcome = verdict.verdict.rawValue
    self.json = verdict.jsonLine
  }
}
