import Crypto
import Foundation
import Project
import Testing

/// The fixture quarter, run as the clerk would.
@Suite struct `ybz run` {
  static let fixtures = Project.root.appending(path: "Fixtures/quarter-2022Q2")

  /// An office with the fixture inbox.
  private func withOffice<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    try await Project.withTemporaryFolder { folder in
      let office = folder.appending(path: "office")
      let made = try Program.run(
        Project.root.appending(path: "Fixtures/make-office").path, [Program.path, Self.fixtures.path, office.path],
        in: Project.root)
      #expect(made.status == 0, "\(made.diagnostics)")
      return try await body(office)
    }
  }

  /// Every file below a folder with the hash of what it holds.
  private func contents(of folder: URL) throws -> [String: String] {
    var contents: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let url = folder.appending(path: name)
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      if !isFolder.boolValue { contents[name] = SHA256.hash(data: try Data(contentsOf: url)).description }
    }
    return contents
  }

  @Test func `a second run leaves every output as it is, byte for byte`() async throws {
    try await withOffice { office in
      let first = try Program.run("run", office.path)
      #expect(first.status == 0, "\(first.diagnostics)")
      let before = try contents(of: office)
      let second = try Program.run("run", office.path)
      #expect(second.status == 0)
      #expect(second.output == first.output)
      #expect(try contents(of: office) == before)
    }
  }

  @Test func `what lies right of the ledger is made again from the ledger and the archive alone`() async throws {
    try await withOffice { office in
      #expect(try Program.run("run", office.path, "--quiet").status == 0)
      let before = try contents(of: office)
      for folder in ["报告", "汇总", "发件箱", "收件箱"] {
        let url = office.appending(path: folder)
        try FileManager.default.removeItem(at: url)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      }
      #expect(try Program.run("run", office.path, "--quiet").status == 0)
      #expect(try contents(of: office) == before.filter { !$0.key.hasPrefix("收件箱") })
    }
  }

  @Test func `says of a version that does not count which one does`() async throws {
    try await withOffice { office in
      let output = try Program.run("run", office.path).output
      let first = try #require(output.split(separator: "\n").first { $0.contains("  鼓西街道附件1.xlsx  ") })
      #expect(first.hasSuffix("（以“鼓西街道附件1（修改后）.xlsx”为准）"), "\(first)")
    }
  }

  @Test func `a name as long as a file system takes, in a folder within the inbox, gets its answer`() async throws {
    try await Project.withTemporaryFolder { folder in
      let office = folder.appending(path: "office")
      #expect(try Program.run("init", office.path).status == 0)
      let inbox = office.appending(path: "收件箱/六月")
      try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
      let name = String(repeating: "鼓", count: 82) + ".xlsx"
      let whole = Self.fixtures.appending(path: "收件箱/鼓东街道附件2.xlsx")
      try FileManager.default.copyItem(at: whole, to: inbox.appending(path: name))
      let outcome = try Program.run("run", office.path)
      #expect(outcome.status == 0, "\(outcome.diagnostics)")
      // The page, the JSON and the marked copy: no case form has come for the figures.
      #expect(try FileManager.default.contentsOfDirectory(atPath: office.appending(path: "报告").path).count == 3)
      #expect(try FileManager.default.contentsOfDirectory(atPath: office.appending(path: "发件箱").path).count == 1)
    }
  }

  @Test func `says when asked what came since the last pass, and nothing the second time`() async throws {
    try await withOffice { office in
      let first = try Program.run("run", office.path, "--verbose", "--quiet").diagnostics
      #expect(first.contains("新收：鼓东街道附件2.xlsx\n"))
      let second = try Program.run("run", office.path, "--verbose", "--quiet").diagnostics
      #expect(!second.contains("新收："))
    }
  }

  @Test func `two offices with the same inbox have the same outputs`() async throws {
    let outputs = try await [withOffice(outputs), withOffice(outputs)]
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0].keys.contains { $0.hasSuffix(".eml") })
  }

  private func outputs(_ office: URL) throws -> [String: String] {
    #expect(try Program.run("run", office.path, "--quiet").status == 0)
    return try contents(of: office).filter { !$0.key.hasPrefix("台账") }
  }

  @Test func `files that come one by one, in any order, give the same workbooks as all at once`() async throws {
    let atOnce = try await withOffice(merged)
    let oneByOne = try await withOffice { office in
      let inbox = office.appending(path: "收件箱")
      let aside = office.deletingLastPathComponent().appending(path: "aside")
      try FileManager.default.moveItem(at: inbox, to: aside)
      try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
      let register = "收件登记.csv"
      try FileManager.default.copyItem(at: aside.appending(path: register), to: inbox.appending(path: register))
      let names = try FileManager.default.contentsOfDirectory(atPath: aside.path).filter { $0 != register }
        .sorted { $0.utf8.reversed().lexicographicallyPrecedes($1.utf8.reversed()) }
      for (index, name) in names.enumerated() {
        try FileManager.default.moveItem(at: aside.appending(path: name), to: inbox.appending(path: name))
        if index % 12 == 0 { #expect(try Program.run("run", office.path, "--quiet").status == 0) }
      }
      return try merged(office)
    }
    #expect(oneByOne == atOnce)
    #expect(atOnce.count == 2)
  }

  private func merged(_ office: URL) throws -> [String: String] {
    #expect(try Program.run("run", office.path, "--quiet").status == 0)
    return try contents(of: office.appending(path: "汇总"))
  }

  @Test func `merging what check said elsewhere gives the same workbooks as the office's ledger`() async throws {
    try await withOffice { office in
      #expect(try Program.run("run", office.path, "--quiet").status == 0)
      let out = office.deletingLastPathComponent().appending(path: "out")
      let outcome = try Program.run("merge", office.path, "--quarter", "2022Q2", "-o", out.path)
      #expect(outcome.status == 0, "\(outcome.diagnostics)")
      #expect(try contents(of: out) == contents(of: office.appending(path: "汇总/2022Q2")))

      // Two machines that each checked every report page's JSON.
      let reports = office.appending(path: "报告")
      var machines = ["", ""]
      for (index, name) in try FileManager.default.subpathsOfDirectory(atPath: reports.path).sorted().enumerated()
      where name.hasSuffix(".json") {
        let verdicts = try JSONSerialization.jsonObject(with: Data(contentsOf: reports.appending(path: name)))
        for verdict in try #require(verdicts as? [Any]) {
          let line = try JSONSerialization.data(
            withJSONObject: verdict, options: [.sortedKeys, .withoutEscapingSlashes])
          machines[index % 2] += String(decoding: line, as: UTF8.self) + "\n"
        }
      }
      let files = try machines.enumerated().map { index, text in
        let file = office.deletingLastPathComponent().appending(path: "machine\(index).jsonl")
        try Data(text.utf8).write(to: file)
        return file.path
      }
      let elsewhere = office.deletingLastPathComponent().appending(path: "elsewhere")
      let joined = try Program.run("merge", files[1], files[0], "--quarter", "2022Q2", "-o", elsewhere.path)
      #expect(joined.status == 0, "\(joined.diagnostics)")
      #expect(try contents(of: elsewhere) == contents(of: out))
    }
  }

  @Test(arguments: [["--quiet"], ["--format", "jsonl"], ["--format", "text"]])
  func `check merges in the same go what merge makes of what it said`(format: [String]) async throws {
    try await Project.withTemporaryFolder { folder in
      func run(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(Program.path, arguments, in: Project.root)
      }
      let inbox = Self.fixtures.appending(path: "收件箱")
      let files = try FileManager.default.contentsOfDirectory(atPath: inbox.path).sorted()
        .map { inbox.appending(path: $0).path }
      let (lines, merged, atOnce) = (
        folder.appending(path: "核对.jsonl"), folder.appending(path: "分两步"), folder.appending(path: "一步")
      )
      try Data(run(["check"] + files + ["--format", "jsonl"]).output.utf8).write(to: lines)
      #expect(try run(["merge", lines.path, "-o", merged.path, "--quiet"]).status == 0)
      let alone = try run(["check"] + files + format)
      let both = try run(["check"] + files + format + ["--merge", atOnce.path])
      #expect(both.status == alone.status && both.output == alone.output, "\(both.diagnostics)")
      #expect(try contents(of: atOnce) == contents(of: merged))
      #expect(try contents(of: merged).keys.contains { $0.hasPrefix("2022Q2/附件1") })
    }
  }

  @Test func `verdicts that were damaged on the way are refused with file, line and column`() async throws {
    try await Project.withTemporaryFolder { folder in
      let form = Self.fixtures.appending(path: "收件箱/温泉街道附件1.xlsx").path
      let line = try Program.run("check", form, "--format", "jsonl").output
      let file = folder.appending(path: "某机.jsonl")
      func merge(_ text: String) throws -> Program.Outcome {
        try Data(text.utf8).write(to: file)
        return try Program.run("merge", file.path, "-o", folder.appending(path: "out").path)
      }
      #expect(try merge("\u{FEFF}" + line + "\r\n").status == 0)
      let cut = try merge(line + "\n" + line.unicodeScalars.prefix(400).map(String.init).joined())
      #expect(cut.status == 2)
      #expect(try merge(String(repeating: "\0", count: 100)).status == 2)
      #expect(cut.diagnostics.contains("某机.jsonl 第 3 行第 401 个字：到这里就断了"), "\(cut.diagnostics)")
      // Far enough down that it stands in another block of the file.
      let far = try merge(
        String(repeating: line, count: 400) + "\n\n" + line.replacing("ybz.verdict/1\"", with: "\t\""))
      #expect(far.diagnostics.contains("某机.jsonl 第 403 行第 "), "\(far.diagnostics)")
      let rows = try #require(line.firstRange(of: "\"rows\":[")).upperBound
      let changed = try merge(String(line[..<rows]) + "," + String(line[rows...]))
      #expect(
        changed.diagnostics.contains("第 1 行第 \(line[..<rows].unicodeScalars.count + 1) 个字：这里的内容不该出现"),
        "\(changed.diagnostics)")
    }
  }

  @Test func `files that are empty, cut off or garbage get words, and the pass goes on`() async throws {
    try await Project.withTemporaryFolder { folder in
      let office = folder.appending(path: "office")
      #expect(try Program.run("init", office.path).status == 0)
      let whole = try Data(contentsOf: Self.fixtures.appending(path: "收件箱/鼓东街道附件2.xlsx"))
      let inbox = office.appending(path: "收件箱")
      try Data().write(to: inbox.appending(path: "空.xlsx"))
      try whole.prefix(whole.count / 2).write(to: inbox.appending(path: "断.xlsx"))
      try Data((0..<3_000).map { UInt8(truncatingIfNeeded: $0 &* 97 &+ $0 / 7) }).write(
        to: inbox.appending(path: "乱.xlsx"))
      try whole.write(to: inbox.appending(path: "好.xlsx"))
      let outcome = try Program.run("run", office.path)
      #expect(outcome.status == 0, "\(outcome.diagnostics)")
      for name in ["空.xlsx", "断.xlsx", "乱.xlsx"] {
        let line = try #require(outcome.output.split(separator: "\n").first { $0.contains(name) })
        #expect(line.hasPrefix("无法读取"), "\(line)")
      }
      let good = try #require(outcome.output.split(separator: "\n").first { $0.contains("好.xlsx") })
      #expect(good.hasPrefix("合格"), "\(good)")
    }
  }
}
