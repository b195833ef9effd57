import Foundation
import Project
import Testing

@Suite struct `ybz template` {
  @Test func `writes a blank form for each form of the notice, and check knows them`() async throws {
    try await Project.withTemporaryFolder { folder in
      let outcome = try Program.run("template", "-o", folder.path, "--unit", "wufeng", "--quarter", "2022Q3")
      #expect(outcome.status == 0, "\(outcome.diagnostics)")
      let paths = outcome.output.split(separator: "\n").map(String.init)
      #expect(paths.count == 2)
      for path in paths {
        let checked = try Program.run("check", path)
        #expect(checked.status == 1)
        #expect(checked.output.contains("五凤街道"))
      }
      #expect(paths[1].contains("第三季度"))
    }
  }

  @Test func `refuses a unit or quarter that there is not, and says which there are`() async throws {
    try await Project.withTemporaryFolder { folder in
      let unit = try Program.run("template", "-o", folder.path, "--unit", "不存在街道")
      #expect(unit.status == 2)
      #expect(unit.diagnostics.contains("wufeng（五凤街道）"))
      #expect(try Program.run("template", "-o", folder.path, "--quarter", "三季度").status == 2)
      #expect(try Program.run("template").status == 2)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
  }

  @Test func `is done for a new office by init, which leaves what is there alone`() async throws {
    try await Project.withTemporaryFolder { folder in
      let office = folder.appending(path: "office")
      #expect(try Program.run("init", office.path).status == 0)
      let forms = office.appending(path: "空白表")
      let names = try FileManager.default.contentsOfDirectory(atPath: forms.path).sorted()
      #expect(names.count == 2)
      try Data("改过".utf8).write(to: forms.appending(path: names[0]))
      #expect(try Program.run("init", office.path).output.contains("已经建好，没有改动"))
      #expect(try Data(contentsOf: forms.appending(path: names[0])) == Data("改过".utf8))
    }
  }
}

@Suite struct `ybz check --annotate` {
  static let inbox = Project.root.appending(path: "Fixtures/quarter-2022Q2/收件箱")

  @Test func `writes the file with its faults marked, and says the same as without`() async throws {
    try await Project.withTemporaryFolder { folder in
      let file = Self.inbox.appending(path: "鼓西街道附件1.xlsx").path
      let out = folder.appending(path: "标注.xlsx").path
      let plain = try Program.run("check", file)
      let outcome = try Program.run("check", file, "--annotate", out)
      #expect(outcome.status == 1)
      #expect(outcome.output == plain.output)
      let cells = try Program.run("cells", out, "--format", "jsonl").output
      #expect(cells.contains("核对结果"))
      #expect(cells.contains("\"value\":\"需修改\"") == false, "the table begins in column A: there is no room")
      #expect(cells.contains("350102202204250000"))
    }
  }

  @Test func `says of a file that cannot be read that there is no copy`() async throws {
    try await Project.withTemporaryFolder { folder in
      let out = folder.appending(path: "标注.xlsx").path
      let outcome = try Program.run("check", Self.inbox.appending(path: "水部街道附件1.xls").path, "--annotate", out)
      #expect(outcome.status == 1)
      #expect(outcome.diagnostics.contains("文件无法读取，没有标注过的原表。"))
      #expect(!FileManager.default.fileExists(atPath: out))
    }
  }

  @Test func `never writes over the file it checks, nor of several files`() async throws {
    try await Project.withTemporaryFolder { folder in
      let file = folder.appending(path: "甲.xlsx")
      try FileManager.default.copyItem(at: Self.inbox.appending(path: "鼓西街道附件1.xlsx"), to: file)
      let before = try Data(contentsOf: file)
      #expect(try Program.run("check", file.path, "--annotate", folder.path + "/./甲.xlsx").status == 2)
      #expect(try Program.run("check", file.path, file.path, "--annotate", folder.path + "/乙.xlsx").status == 2)
      #expect(try Data(contentsOf: file) == before)
    }
  }
}
