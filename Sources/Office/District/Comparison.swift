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
    self.init(received.counting.map { $0.recorded ?? RecordedVerdict($0.verdict, notice: notice) }, isComplete, notice)
  }

  /// The same; what is not recorded yet is by as many at once as there are processors.
  package static func made(_ received: Consolidation, isComplete: Bool, notice: Notice) async throws -> Self {
    let counting = received.counting
    let others = try await concurrentMap(counting.filter { $0.recorded == nil }) {
      RecordedVerdict($0.verdict, notice: notice)
    }
    return Self(counting.compactMap(\.recorded) + others, isComplete, notice)
  }

  private init(_ counting: [RecordedVerdict], _ isComplete: Bool, _ notice: Notice) {
    records = Records(counting, isComplete: isComplete, notice: notice)
    self.counting = Set(counting.map { Key(form: $0.verdict.form, sha256: $0.verdict.file.sha256) })
    self.notice = notice
  }

  /// The verdict with what the others show; one that another version has replaced is compared with nothing.
  package func compared(_ verdict: Verdict) -> Verdict {
    let counts = counting.contains(Key(form: verdict.form, sha256: verdict.file.sha256))
    return verdict.compared(with: counts ? records : nil, notice: notice)
  }
}
