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
