import Project
import Testing

@testable import Checking
@testable import Office

@Suite struct `The state of the district` {
  private var verdicts: [Verdict] {
    [
      SampleVerdict.weekly("gudong", "2022-W24", content: "a", at: "2022-06-15T09:00:00+08:00", passes: false),
      SampleVerdict.weekly("gudong", "2022-W24", content: "b", at: "2022-06-16T09:00:00+08:00"),
      SampleVerdict.weekly("gudong", "2022-W24", content: "b", at: "2022-06-17T09:00:00+08:00", name: "附件1(1).xlsx"),
      SampleVerdict.weekly("gudong", "2022-W25", content: "c", at: "2022-06-24T09:00:00+08:00"),
      SampleVerdict.weekly("guxi", "2022-W24", content: "d", at: "2022-06-16T09:00:00+08:00"),
    ]
  }

  @Test func `is a union: any partition in any order gives the same state`() {
    let whole = Consolidation(verdicts)
    var generator = SplitMix64(state: 20_220_617)
    for _ in 0..<200 {
      var parts = Array(repeating: Consolidation(), count: 3)
      for verdict in verdicts.shuffled(using: &generator) {
        parts[Int.random(in: 0..<3, using: &generator)].insert(Consolidation.Version(verdict))
        // Received twice is received.
        if Bool.random(using: &generator) {
          parts[Int.random(in: 0..<3, using: &generator)].insert(Consolidation.Version(verdict))
        }
      }
      var joined = Consolidation()
      for part in parts.shuffled(using: &generator) { joined.formUnion(part) }
      #expect(joined == whole)
    }
  }

  @Test func `prefers what passes, then what came last`() {
    let slot = Consolidation.Slot(unit: "gudong", form: "attachment1", period: "2022-W24")
    #expect(Consolidation(verdicts).ranked(slot).map(\.sha256) == ["b", "a"])
    let failedLater = SampleVerdict.weekly(
      "gudong", "2022-W24", content: "e", at: "2022-06-18T09:00:00+08:00", passes: false)
    #expect(Consolidation(verdicts + [failedLater]).ranked(slot).map(\.sha256) == ["b", "e", "a"])
    let passedLater = SampleVerdict.weekly("gudong", "2022-W24", content: "f", at: "2022-06-18T09:00:00+08:00")
    #expect(Consolidation(verdicts + [passedLater]).ranked(slot).first?.sha256 == "f")
  }

  @Test func `counts a content sent twice as the first time it came`() {
    let slot = Consolidation.Slot(unit: "gudong", form: "attachment1", period: "2022-W24")
    #expect(Consolidation(verdicts).ranked(slot).first?.receivedAt == "2022-06-16T09:00:00+08:00")
  }
}
