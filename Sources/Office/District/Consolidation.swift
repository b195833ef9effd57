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

      init(_ verdict: consuming Verdict) { self.verdict = verdict }
    }

    private let holder: Holder

    package init(_ verdict: consuming Verdict) { holder = .alone(Kept(verdict)) }

    package init(_ recorded: RecordedVerdict) { holder = .recorded(recorded) }

    package var verdict: Verdict {
      switch holder {
      case .alone(let kept): kept.verdict
      case .recorded(let recorded): recorded.verdict
      }
    }

    /// The verdict with what its cases are put together by; nil where nobody has made that yet.
    var recorded: RecordedVerdict? { if case .recorded(let recorded) = holder { recorded } else { nil } }

    /// Nil for what is no form at all.
    fileprivate var slot: Slot? {
      verdict.form.map { Slot(unit: verdict.unit?.id, form: $0, period: verdict.period) }
    }

    /// The same content sent again is the same version.
    package var sha256: String { verdict.file.sha256 }
    package var receivedAt: String { verdict.receivedAt ?? "" }
    var passes: Bool { verdict.verdict == .accepted || verdict.verdict == .nil }

    package static func == (left: Self, right: Self) -> Bool { left.verdict == right.verdict }

    package func hash(into hasher: inout Hasher) { hasher.combine(verdict) }

    /// Of one content received more than once the first receipt counts, then the first name.
    fileprivate func replaces(_ other: Self) -> Bool {
      let (old, new) = (other.verdict, verdict)
      return (new.receivedAt ?? "", new.file.name, new.jsonLine) < (old.receivedAt ?? "", old.file.name, old.jsonLine)
    }
  }

  /// Those of a slot in the order of their hashes.
  package private(set) var versions: [Slot: [Version]] = [:]

  package init() {}

  package init(_ verdicts: some Sequence<Verdict>) {
    for verdict in verdicts { insert(Version(verdict)) }
  }

  /// Verdicts on what is no form at all have no slot; they stay in the ledger.
  package mutating func insert(_ version: Version) {
    if let slot = version.slot { versions[slot, default: []].insert(version) }
  }

  package mutating func formUnion(_ other: Consolidation) {
    for (slot, others) in other.versions {
      for version in others { versions[slot, default: []].insert(version) }
    }
  }

  /// The versions of a slot, the one that counts first: passing before not, then the latest received, then by hash.
  package func ranked(_ slot: Slot) -> [Version] { Self.ranked(versions[slot] ?? []) }

  /// The same of each slot of a form, in the order of the slots.
  func ranked(of form: String) -> [[Version]] {
    let slots = versions.lazy.filter { $0.key.form == form }.map { slot, versions in
      (period: OrderedText(slot.period ?? ""), unit: OrderedText(slot.unit ?? ""), versions: versions)
    }
    return slots.sorted { ($0.period, $0.unit) < ($1.period, $1.unit) }.map { Self.ranked($0.versions) }
  }

  private static func ranked(_ versions: [Version]) -> [Version] {
    if versions.count < 2 { return versions }
    return versions.sorted { left, right in
      if left.passes != right.passes { return left.passes }
      if left.receivedAt != right.receivedAt { return left.receivedAt > right.receivedAt }
      return left.sha256 < right.sha256
    }
  }

  /// Of each slot the version that counts.
  var counting: [Version] { versions.values.compactMap { Self.ranked($0).first } }

  /// The file that counts instead of this one for its unit, form and period; nil where this one counts.
  package func replacement(of verdict: Verdict) -> String? {
    guard let form = verdict.form else { return nil }
    let winner = ranked(Slot(unit: verdict.unit?.id, form: form, period: verdict.period)).first
    return winner?.sha256 == verdict.file.sha256 ? nil : winner?.verdict.file.name
  }

  /// Whether anything of a form was received.
  func holds(_ form: String) -> Bool { versions.keys.contains { $0.form == form } }

  /// The periods that anything was received for of a form, in order.
  func periods(of form: String) -> [String] {
    Set(versions.keys.lazy.filter { $0.form == form }.compactMap(\.period)).sorted()
  }
}

extension [Consolidation.Version] {
  /// Puts a version among those of its slot.
  fileprivate mutating func insert(_ version: Element) {
    let hash = version.sha256
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].sha256 < hash { low = middle + 1 } else { high = middle }
    }
    guard low < count, self[low].sha256 == hash else { return insert(version, at: low) }
    if version.replaces(self[low]) { self[low] = version }
  }
}
