import Foundation
import Project
import Testing

@testable import Checking

@Suite struct `The code knows no notice` {
  /// Every word that belongs to a notice: titles, form names, headers, terms, unit names, labels of sentences.
  private func words(_ notice: Notice) -> Set<String> {
    var words: Set<String> = [notice.id, notice.number]
    for form in notice.forms {
      words.formUnion([form.name, form.title, form.id])
      words.formUnion(form.columns.map(\.header))
    }
    for vocabulary in notice.vocabularies.values {
      for term in vocabulary.terms { words.formUnion([term.term] + term.halves + [term.key].compactMap(\.self)) }
    }
    for unit in notice.units { words.formUnion([unit.name, unit.id] + unit.aliases) }
    // Two characters (备注, 停电) are too common to be a notice's own.
    return words.filter { $0.count > 2 }
  }

  private func code() throws -> [(file: String, line: Int, text: String)] {
    let folder = Project.root.appending(path: "Sources/Checking").resolvingSymlinksInPath()
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return try files.filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }.flatMap { file in
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
        // Comments may tell of real cells.
        .map {
          (file.lastPathComponent, $0.offset + 1, String($0.element.split(separator: "//", maxSplits: 1).first ?? ""))
        }
    }
  }

  @Test func `neither its words, nor its places, nor a year`() throws {
    let words = try words(Project.notice())
    let lines = try code()
    #expect(lines.count > 3000)
    for (file, line, text) in lines {
      for word in words where text.contains("\"") && text.contains(word) {
        Issue.record("\(file):\(line): “\(word)” belongs into the notice")
      }
      if text.contains(/(^|[^0-9xu{A-F])20[12][0-9]([^0-9]|$)/) {
        Issue.record("\(file):\(line): a year belongs into the notice")
      }
    }
  }
}
