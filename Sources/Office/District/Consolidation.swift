import Checking

/// All that is known of who sent what: for each unit, form and period the set of versions received.
///
/// A union: merging is commutative, associative and idempotent, so any partition of the input, in any order, on any
/// number of machines, gives the same state. Which version counts is decided only when a table is made.
package struct Consolidation: Hashable, Sendable {
  /// What a version is a version of. A part that could not be found out is nil, and the version is kept all the same.
  package struct Slot: Hashable, Sendable {
    package var unit: String?
    package var form: String
    package var period: String?
  }

  package struct Version: Hashable, Sendable {
    /// A verdict is large, and versions are handed on again and again.
    private enum Holder: Sendable {
      case alone(Kept)
      case recorded(RecordedVerdict)
    }

    private final class Kept: Sendable {
      let verdict: Verdict

      init(_ verdict: Verdict) { self.verdict = verdict }
    }

    private let holder: Holder

    package init(_ verdict: Verdict) { holder = .alone(Kept(verdict)) }

    package init(_ recorded: RecordedVerdict) { holder = .recorded(recorded) }

    package var verdict: Verdict {
      switch holder {
      case .alone(let kept): kept.verdict
      case .recorded(let recorded): recorded.verdict
      }
    }

    /// The verdict with what its cases are put together by; nil where nobody has made that yet.
    var recorded: RecordedVerdict? { if case .recorded(let recorded) = holder { recorded } else { nil } }

    /// The same content sent again is the same version.
    package var sha256: String { verdict.file.sha256 }
    package var receivedAt: String { verdict.receivedAt ?? "" }
    var passes: Bool { verdict.verdict == .accepted || verdict.verdict == .nil }

    package static func == (left: Self, right: Self) -> Bool { left.verdict == right.verdict }

    package func hash(into hasher: inout Hasher) { hasher.combine(verdict) }
  }

  package private(set) var versions: [Slot: [String: Version]] = [:]

  package init() {}

  package init(_ verdicts: some Sequence<Verdict>) {
    for verdict in verdicts { insert(verdict) }
  }

  package mutating func insert(_ verdict: Verdict) { insert(Version(verdict)) }

  /// Verdicts on what is no form at all have no slot; they stay in the ledger.
  package mutating func insert(_ version: Version) {
    let verdict = version.verdict
    guard let form = verdict.form else { return }
    insert(version, in: Slot(unit: verdict.unit?.id, form: form, period: verdict.period))
  }

  package mutating func formUnion(_ other: Consolidation) {
    for (slot, versions) in other.versions {
      for version in versions.values { insert(version, in: slot) }
    }
  }

  /// Of one content received more than once the first receipt stays, then the first name.
  private mutating func insert(_ version: Version, in slot: Slot) {
    guard let present = versions[slot]?[version.sha256] else {
      versions[slot, default: [:]][version.sha256] = version
      return
    }
    let (old, new) = (present.verdict, version.verdict)
    if (new.receivedAt ?? "", new.file.name, new.jsonLine) < (old.receivedAt ?? "", old.file.name, old.jsonLine) {
      versions[slot]?[version.sha256] = version
    }
  }

  /// The versions of a slot, the one that counts first: passing before not, then the latest received, then by hash.
  package func ranked(_ slot: Slot) -> [Version] { versions[slot].map { Self.ranked($0.values) } ?? [] }

  private static func ranked(_ versions: some Sequence<Version>) -> [Version] {
    versions.sorted { left, right in
      if left.passes != right.passes { return left.passes }
      if left.receivedAt != right.receivedAt { return left.receivedAt > right.receivedAt }
      return left.sha256 < right.sha256
    }
  }

  /// Of each slot the version that counts.
  var counting: [Version] { versions.values.compactMap { Self.ranked($0.values).first } }

  /// The file that counts instead of this one for its unit, form and period; nil where this one counts.
  package func replacement(of verdict: Verdict) -> String? {
    guard let form = verdict.form else { return nil }
    let winner = ranked(Slot(unit: verdict.unit?.id, form: form, period: verdict.period)).first
    return winner?.sha256 == verdict.file.sha256 ? nil : winner?.verdict.file.name
  }

  /// Whether anything of a form was received.
  func holds(_ form: String) -> Bool { versions.keys.contains { $0.form == form } }

  /// The slots of a form in a fixed order.
  package func slots(of form: String) -> [Slot] {
    versions.keys.filter { $0.form == form }.sorted {
      ($0.period ?? "", $0.unit ?? "") < ($1.period ?? "", $1.unit ?? "")
    }
  }
}
