import Checking
import GRDB

/// One file as it came: what it was called, what it held, when it came and how that is known.
///
/// The same file may be entered again with a better known time; the last entry of a name and hash is the one that counts.
package struct ReceiptEntry: Codable, Hashable, Sendable, FetchableRecord, MutablePersistableRecord {
  package static let databaseTableName = "receipt"

  package enum Columns {
    static let id = Column("id")
  }

  /// Given by the ledger at entry.
  package private(set) var id: Int64?
  /// The path inside the inbox.
  package var name: String
  package var sha256: String
  package var bytes: Int
  package var receivedAt: String
  package var receivedFrom: Verdict.Source

  package init(name: String, sha256: String, bytes: Int, receipt: Receipt) {
    self.name = name
    self.sha256 = sha256
    self.bytes = bytes
    self.receivedAt = receipt.at
    self.receivedFrom = receipt.source
  }

  package var receipt: Receipt { Receipt(at: receivedAt, source: receivedFrom) }

  package mutating func didInsert(_ inserted: InsertionSuccess) {
    id = inserted.rowID
  }
}
