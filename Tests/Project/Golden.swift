import Foundation
import Testing

/// Files that hold what a test is to find. `YBZ_RECORD=1` writes them anew, and fails, so that somebody reads the difference.
package enum Golden {
  package static let isRecording = ProcessInfo.processInfo.environment["YBZ_RECORD"] == "1"

  package static func expect(_ actual: String, at url: URL, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let recorded = try? String(contentsOf: url, encoding: .utf8)
    if recorded == actual { return }
    if isRecording {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: url)
      Issue.record("recorded \(url.lastPathComponent): read the difference", sourceLocation: sourceLocation)
    } else {
      Issue.record(
        """
        \(url.lastPathComponent) is not what is recorded; first difference:
        \(firstDifference(recorded ?? "(no file)", actual))
        If that is right, record with YBZ_RECORD=1.
        """, sourceLocation: sourceLocation)
    }
  }

  private static func firstDifference(_ recorded: String, _ actual: String) -> String {
    let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    return """
      line \(line + 1)
      - \(line < old.count ? old[line] : "(end)")
      + \(line < new.count ? new[line] : "(end)")
      """
  }
}
