import Foundation
import Project
import Testing

@Suite struct `The examples in the library's documentation` {
  private static let library = Project.root.appending(path: "Sources/Spreadsheets")

  private static func texts(in folder: URL, _ ending: String) throws -> [(name: String, text: String)] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return try (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == ending }
      .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
  }

  /// Without indentation, comment marks, imports and blank lines.
  private static func lines(_ text: some StringProtocol) -> String {
    text.split(separator: "\n").map { line in
      let line = line.trimmingCharacters(in: .whitespaces)
      return line.hasPrefix("/// ") ? line.dropFirst(4).trimmingCharacters(in: .whitespaces) : line
    }
    .filter { !$0.isEmpty && $0 != "///" && !$0.hasPrefix("import ") }.joined(separator: "\n")
  }

  private static func examples(in text: String) -> [String] {
    text.components(separatedBy: "```swift\n").dropFirst().map { lines($0.components(separatedBy: "```")[0]) }
  }

  @Test func `are compiled and run, each of them`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let tests = try Self.texts(in: folder, "swift").map { Self.lines($0.text) }.joined(separator: "\n")
    let documents = try Self.texts(in: Self.library, "swift") + Self.texts(in: Self.library, "md")
    let examples = documents.flatMap { document in Self.examples(in: document.text).map { (document.name, $0) } }
    #expect(examples.count > 50)
    for (name, example) in examples {
      let isCompiled = tests.contains(example)
      #expect(isCompiled, "\(name): \(example)")
    }
  }

  @Test func `stand at every public type`() throws {
    let declaration = /^((?:\/\/\/.*\n|@.*\n)*)(?:@.* )?public (?:struct|enum|class|final class) (\w+)/
      .anchorsMatchLineEndings()
    for source in try Self.texts(in: Self.library, "swift") {
      for match in source.text.matches(of: declaration) {
        #expect(match.1.contains("```swift"), "\(match.2) in \(source.name)")
      }
    }
  }

  @Test func `and the library show no type of C`() throws {
    let names = /\b(?:Unsafe\w+|OpaquePointer|xml\w+|zip_\w+|z_stream|isal_\w+|iconv_t|CChar|Int32|CInt)\b/
    for source in try Self.texts(in: Self.library, "swift") {
      for line in source.text.split(separator: "\n") where line.contains("public ") && !line.contains("///") {
        #expect(line.firstMatch(of: names) == nil, "\(source.name): \(line)")
      }
    }
  }
}
