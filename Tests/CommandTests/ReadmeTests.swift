import Foundation
import Project
import Testing

/// What the READMEs show is what the program prints: every `$ ybz …` in a ```console block is run from the project's root.
@Suite struct `The READMEs` {
  struct Example: CustomTestStringConvertible {
    var page: String
    var command: String
    var output: String
    var testDescription: String { "\(page): \(command)" }
  }

  static let examples: [Example] = ["README.md", "README.zh.md"].flatMap { page -> [Example] in
    guard let text = try? String(contentsOf: Project.root.appending(path: page), encoding: .utf8) else { return [] }
    var examples: [Example] = []
    var isInConsole = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInConsole = line == "```console"
      } else if isInConsole, line.hasPrefix("$ ybz ") {
        examples.append(Example(page: page, command: String(line.dropFirst(6)), output: ""))
      } else if isInConsole, !line.hasPrefix("$ "), !examples.isEmpty {
        examples[examples.count - 1].output += line + "\n"
      }
    }
    return examples
  }

  @Test func `show the tool working and failing`() {
    #expect(Self.examples.contains { $0.page == "README.md" && $0.output.contains("已通过") })
    #expect(Self.examples.contains { $0.page == "README.md" && $0.output.contains("未通过") })
  }

  @Test(arguments: examples)
  func `print what the program prints`(example: Example) throws {
    let words = try Program.run("/bin/sh", ["-c", "printf '%s\\n' \(example.command)"], in: Project.root).output
    let arguments = words.split(separator: "\n").map(String.init)
    let outcome = try Program.run(Program.path, arguments, in: Project.root)
    #expect(outcome.output == example.output)
    #expect(outcome.diagnostics.isEmpty)
  }
}
