import Testing

@testable import ybz

@Suite struct `Many files on the command line` {
  private func check(_ arguments: [String]) throws -> Check { try #require(try Ybz.parseAsRoot(arguments) as? Check) }

  @Test(arguments: [
    ["a", "b", "c"], ["a", "b", "--format", "json", "c", "d", "e"], ["--quiet", "a", "b", "c"],
    ["--format=json", "a", "b", "--quiet", "c"], ["a", "", "b c", "--", "d", "-e", "f", "g", "h"],
    ["a", "-", "b", "c"], ["e\u{301}", "\u{301}", "一 二", "三"],
  ])
  func `are the same joined to runs, in the same order`(arguments: [String]) throws {
    let arguments = ["check"] + arguments
    let (joined, plain) = (try check(FileRun.joined(arguments)), try check(arguments))
    #expect(joined.files.map { Array($0.utf8) } == plain.files.map { Array($0.utf8) })
    #expect(joined.format == plain.format && joined.quiet == plain.quiet)
  }

  @Test func `are few arguments for the parser`() {
    let files = (1...1000).map { "\($0).xlsx" }
    #expect(FileRun.joined(["check", "--format", "jsonl"] + files + ["--quiet"] + files).count == 7)
    #expect(FileRun.joined(["explain", "a", "b", "c"]) == ["explain", "a", "b", "c"])
  }
}
