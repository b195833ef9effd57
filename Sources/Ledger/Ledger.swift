import Checking
import Foundation
import GRDB

/// What was received and what was said of it: an append-only book in one SQLite file.
///
/// Nothing in it is ever changed or removed (triggers refuse); a correction is a later entry.
package struct Ledger: Sendable {
  private let database: DatabaseQueue

  /// Opens the book at a path, making it where there is none.
  package init(path: String) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    // Not by `journalMode`: GRDB then writes to the file at every opening, and a second run is to change nothing.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    database = try DatabaseQueue(path: path, configuration: configuration)
    try Self.migrator.migrate(database)
  }

  /// Everything received, in the order of entry.
  package func receipts() throws -> [ReceiptEntry] {
    try database.read { try ReceiptEntry.order(ReceiptEntry.Columns.id).fetchAll($0) }
  }

  /// Everything said under one edition of the rules, by receipt.
  package func verdicts(edition: String) throws -> [Int64: [Verdict]] {
    let entries = try database.read {
      try VerdictEntry
        .filter(VerdictEntry.Columns.edition == edition)
        .order(VerdictEntry.Columns.receiptID, VerdictEntry.Columns.ordinal)
        .fetchAll($0)
    }
    var verdicts: [Int64: [Verdict]] = [:]
    var reader = VerdictReader()
    for entry in entries {
      verdicts[entry.receiptID, default: []].append(try reader.verdict(entry.json))
    }
    return verdicts
  }

  /// Enters receipts and gives them back with their numbers; all or none.
  package func append(_ receipts: [ReceiptEntry]) throws -> [ReceiptEntry] {
    try database.write { db in
      try receipts.map { receipt in
        var entry = receipt
        try entry.insert(db)
        return entry
      }
    }
  }

  /// Enters what was said of receipts under one edition of the rules; all or none.
  package func append(_ verdicts: [(receipt: Int64, verdicts: [Verdict])], edition: String) throws {
    try database.write { db in
      for (receipt, verdicts) in verdicts {
        for (ordinal, verdict) in verdicts.enumerated() {
          try VerdictEntry(receiptID: receipt, edition: edition, ordinal: ordinal, verdict: verdict).insert(db)
        }
      }
    }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: receipts and verdicts") { db in
      try db.create(table: "receipt") { table in
        table.autoIncrementedPrimaryKey("id")
        table.column("name", .text).notNull()
        table.column("sha256", .text).notNull()
        table.column("bytes", .integer).notNull()
        table.column("receivedAt", .text).notNull()
        table.column("receivedFrom", .text).notNull()
        table.uniqueKey(["name", "sha256", "receivedAt", "receivedFrom"])
      }
      try db.create(table: "verdict") { table in
        table.autoIncrementedPrimaryKey("id")
        table.column("receiptID", .integer).notNull().references("receipt")
        table.column("edition", .text).notNull()
        table.column("ordinal", .integer).notNull()
        table.column("form", .text)
        table.column("unit", .text)
        table.column("period", .text)
        table.column("outcome", .text).notNull()
        table.column("json", .text).notNull()
        table.uniqueKey(["receiptID", "edition", "ordinal"])
      }
      for table in ["receipt", "verdict"] {
        for change in ["UPDATE", "DELETE"] {
          try db.execute(
            sql: """
              CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
              BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
              """)
        }
      }
    }
    return migrator
  }
}
