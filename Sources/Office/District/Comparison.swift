import Checking

/// Every submission that counts, beside all the others.
///
/// Which ones count is decided by the union of all that was received: the same files give the same findings, in whatever
/// order they came.
package struct Comparison: Sendable {
  private struct Key: Hashable {
    var form: String?
    var sha256: String
  }

  private let records: Records
  private let counting: Set<Key>
  private let notice: Notice

  /// - Parameter isComplete: whether this is all that was ever received.
  package init(_ received: Consolidation, isComplete: Bool, notice: Notice) {
    let counting = received.counting
    self.init(counting, counting.map { RecordedVerdict($0, notice: notice) }, isComplete, notice)
  }

  /// The same of what was checked just now and, if there is a ledger, what it holds; made by as many at once as there are
  /// processors.
  package static func made(
    _ checked: [RecordedVerdict], beside ledger: Consolidation?, notice: Notice
  ) async throws -> Self {
    var received = Consolidation(checked.lazy.map(\.verdict))
    if let ledger { received.formUnion(ledger) }
    let counting = received.counting
    let known = Dictionary(grouping: checked, by: \.verdict.file.sha256)
    let recorded = try await concurrentMap(counting) { verdict in
      known[verdict.file.sha256]?.first { $0.verdict == verdict } ?? RecordedVerdict(verdict, notice: notice)
    }
    return Self(counting, recorded, ledger != nil, notice)
  }

  private init(_ counting: [Verdict], _ recorded: [RecordedVerdict], _ isComplete: Bool, _ notice: Notice) {
    records = Records(recorded, isComplete: isComplete, notice: notice)
    self.counting = Set(counting.map { Key(form: $0.form, sha256: $0.file.sha256) })
    self.notice = notice
  }

  /// The verdict with what the others show; one that another version has replaced is compared with nothing.
  package func compared(_ verdict: Verdict) -> Verdict {
    let counts = counting.contains(Key(form: verdict.form, sha256: verdict.file.sha256))
    return verdict.compared(with: counts ? records : nil, notice: notice)
  }
}

extension Consolidation {
  /// Of each unit, form and period the verdict that counts.
  var counting: [Verdict] { versions.keys.compactMap { ranked($0).first?.verdict } }
}
