import Project
import Testing

@Suite struct `The memory of the program` {
  @Test func `is mimalloc's`() throws {
    let outcome = try Program.run(
      "/usr/bin/env", ["MIMALLOC_VERBOSE=1", Program.path, "--version"], in: Project.root)
    #expect(outcome.diagnostics.contains("mimalloc: process init"), "\(outcome.diagnostics.prefix(200))")
  }
}
