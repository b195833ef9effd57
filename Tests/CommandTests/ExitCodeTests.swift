import Foundation
import Project
import Testing

@Suite struct `Exit codes` {
  @Test func `0 when asked for help, in Chinese`() throws {
    let outcome = try Program.run("--help")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("用法：ybz"))
    #expect(!outcome.output.contains("USAGE"))
  }

  @Test(arguments: [
    ["run"], ["deadlines", "--from", "2022-13", "--to", "2022-14"], ["nonsense"], ["merge", "a.jsonl"],
    ["merge", "a.jsonl", ".", "-o", "x"],
  ])
  func `2 for a command that is not understood`(arguments: [String]) throws {
    let outcome = try Program.run(Program.path, arguments, in: Project.root)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.diagnostics.contains("用法不对"))
  }

  @Test func `3 when ybz itself cannot run: no office there, no such file`() async throws {
    try await Project.withTemporaryFolder { folder in
      let noOffice = try Program.run("run", folder.path)
      #expect(noOffice.status == 3)
      #expect(noOffice.diagnostics.contains("请先运行 ybz init"))
      let noFile = try Program.run("check", folder.appending(path: "没有.xlsx").path)
      #expect(noFile.status == 3)
      #expect(noFile.diagnostics.contains("找不到文件"))
    }
  }

  @Test func `3 when a folder cannot be made, and why in words`() async throws {
    try await Project.withTemporaryFolder { folder in
      let file = folder.appending(path: "台账.txt")
      try Data().write(to: file)
      for arguments in [["template", "-o", file.path], ["template", "-o", file.appending(path: "表").path]] {
        let outcome = try Program.run(Program.path, arguments, in: folder)
        #expect(outcome.status == 3)
        #expect(outcome.diagnostics.contains("台账.txt"))
        #expect(!outcome.diagnostics.contains("Error"), "\(outcome.diagnostics)")
      }
    }
  }

  @Test(arguments: ["check a.csv", "check a.csv --format json", "check a.csv --format jsonl", "cells a.csv", "explain"])
  func `3 when the results cannot be written, for the disk is full`(arguments: String) async throws {
    try await Project.withTemporaryFolder { folder in
      try Data("序号,内容\n1,样例\n".utf8).write(to: folder.appending(path: "a.csv"))
      let outcome = try Program.run(
        "/bin/sh", ["-c", "\"$0\" \(arguments) > /dev/full", Program.path], in: folder)
      #expect(outcome.status == 3)
      #expect(outcome.diagnostics.contains("磁盘已满"))
    }
  }
}

@Suite struct `ybz deadlines` {
  @Test func `lists each with its reading, as JSON`() throws {
    let outcome = try Program.run("deadlines", "--from", "2025-09", "--to", "2025-09", "--format", "json")
    #expect(outcome.status == 0)
    let list = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: String]])
    let quarterly = list.filter { $0["form"] == "attachment2" }
    #expect(quarterly.map { $0["period"] } == ["2025Q3"])
    #expect(quarterly.map { $0["deadline"] } == ["2025-09-18T18:00:00+08:00"])
    #expect(list.allSatisfy { $0["reading"]?.isEmpty == false })
    #expect(list.filter { $0["form"] == "attachment1" }.count == 4)
  }
}
