import Checking
import Foundation
import GRDB
import Ledger
import Project
import Testing

@Suite struct `The ledger` {
  let entry = ReceiptEntry(
    name: "鼓东街道附件1.xlsx", sha256: "ab12", bytes: 9_000,
    receipt: Receipt(at: "2022-06-17T10:00:00+08:00", source: .option))

  @Test func `gives back what was entered, in order, after it was closed and opened`() async throws {
    try await Project.withTemporaryFolder { folder in
      let path = folder.appending(path: "台账.sqlite").path
      var later = entry
      later.name = "鼓西街道附件1.xlsx"
      _ = try Ledger(path: path).append([entry, later])
      let reopened = try Ledger(path: path).receipts()
      #expect(reopened.map(\.name) == ["鼓东街道附件1.xlsx", "鼓西街道附件1.xlsx"])
      #expect(reopened.map(\.receipt) == [entry.receipt, entry.receipt])
      #expect(reopened.map(\.id) == [1, 2])
    }
  }

  @Test func `refuses to change or remove an entry`() async throws {
    try await Project.withTemporaryFolder { folder in
      let path = folder.appending(path: "台账.sqlite").path
      _ = try Ledger(path: path).append([entry])
      let database = try DatabaseQueue(path: path)
      for change in ["UPDATE receipt SET name = 'x'", "DELETE FROM receipt"] {
        #expect(throws: DatabaseError.self) { try database.write { try $0.execute(sql: change) } }
      }
      #expect(try Ledger(path: path).receipts().count == 1)
    }
  }

  @Test func `enters all receipts or none`() async throws {
    try await Project.withTemporaryFolder { folder in
      let ledger = try Ledger(path: folder.appending(path: "台账.sqlite").path)
      #expect(throws: DatabaseError.self) { try ledger.append([entry, entry]) }
      #expect(try ledger.receipts().isEmpty)
    }
  }
}
