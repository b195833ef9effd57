import Foundation
import Project
import Testing

@testable import Office

@Suite struct `The inbox` {
  private func inbox(_ files: [String], now: Int = 4_000_000_000, settle: (URL) -> Void = { _ in }) async throws
    -> Inbox
  {
    try await Project.withTemporaryFolder { folder in
      for file in files {
        let url = folder.appending(path: file)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("x".utf8).write(to: url)
      }
      return try Inbox(at: folder, now: now, settle: { settle(folder) })
    }
  }

  @Test func `takes in every file, folders within it too, in the order of names`() async throws {
    let inbox = try await inbox(["乙.xlsx", "甲.csv", "六月/丙.xlsx"])
    #expect(inbox.arrivals.map(\.name) == ["乙.xlsx", "六月/丙.xlsx", "甲.csv"])
    #expect(inbox.skipped.isEmpty)
  }

  @Test func `leaves alone what no unit sent, and says why`() async throws {
    let inbox = try await inbox([
      "~$附件1.xlsx", ".~lock.附件1.xlsx#", "Thumbs.db", ".DS_Store", "附件1.xlsx.crdownload", "收件登记.csv",
    ])
    #expect(inbox.arrivals.isEmpty)
    let reasons = Dictionary(uniqueKeysWithValues: inbox.skipped.map { ($0.name, $0.reason) })
    #expect(
      reasons == [
        "~$附件1.xlsx": .lockFile, ".~lock.附件1.xlsx#": .lockFile, "Thumbs.db": .systemFile, ".DS_Store": .systemFile,
        "附件1.xlsx.crdownload": .unfinishedDownload, "收件登记.csv": .register,
      ])
  }

  @Test func `leaves alone a file that grows between two looks`() async throws {
    let inbox = try await inbox(["附件1.xlsx"], now: 0) { folder in
      try? Data("xy".utf8).write(to: folder.appending(path: "附件1.xlsx"))
    }
    #expect(inbox.skipped == [.init(name: "附件1.xlsx", reason: .stillBeingWritten)])
  }
}

@Suite struct `The register of receipts` {
  @Test func `tells when a file came, in the ways clerks write it`() {
    var register = ReceiptRegister()
    register.read(
      Array(
        """
        文件名,收到时间
        甲.xlsx,2022-06-17 10:05
        乙.xlsx,2022/6/17 9:30:15
        丙.xlsx,2022年6月17日 9时5分
        丁.xlsx,2022.6.17
        """.utf8), named: "收件登记.csv")
    #expect(
      register.times == [
        "甲.xlsx": "2022-06-17T10:05:00", "乙.xlsx": "2022-06-17T09:30:15", "丙.xlsx": "2022-06-17T09:05:00",
        "丁.xlsx": "2022-06-17T00:00:00",
      ])
    #expect(register.remarks.isEmpty)
  }

  @Test func `says why it could not be read at all`() {
    var register = ReceiptRegister()
    register.read([], named: "收件登记.xlsx")
    #expect(register.remarks == ["收件登记.xlsx 无法读取，其中的收到时间没有采用：文件是空的，一个字节也没有，多半是没有传完。"])
  }

  @Test func `says which line it could not use`() {
    var register = ReceiptRegister()
    register.read(Array("文件名,收到时间\n甲.xlsx,周五上午\n".utf8), named: "收件登记.csv")
    #expect(register.times.isEmpty)
    #expect(register.remarks.count == 1)
    #expect(register.remarks[0].contains("第 2 行“甲.xlsx”"))
  }
}
