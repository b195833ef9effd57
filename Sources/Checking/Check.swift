/// One file as it came: the name it has and the bytes it holds.
package struct Submission: Sendable {
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// When a file came and how that is known.
package struct Receipt: Hashable, Sendable {
  /// ISO 8601 with the offset of the notice's time zone: `2022-06-17T10:00:00+08:00`.
  package var at: String
  package var source: Verdict.Source

  package init(at: String, source: Verdict.Source) {
    self.at = at
    self.source = source
  }
}

/// Checks one file against a notice: at least one verdict for every file, one for each form that it holds.
///
/// Pure: the same submission, receipt, notice and tool give the same verdicts. Never throws: a file that cannot be read is
/// the sender's news and becomes a verdict with a finding.
///
/// - Parameters:
///   - receipt: when the file came; nil where nobody knows.
///   - tool: the program's name and version, quoted in the verdict.
package func check(_ submission: Submission, receipt: Receipt?, notice: Notice, tool: String) -> [Verdict] {
  []
}
