import Checking
import Project
import Testing

@testable import ybz

@Suite struct `The notice within the program` {
  @Test func `is the folder under Templates, every file of it`() throws {
    #expect(try BuiltInNotice.files == Project.noticeFiles())
  }

  @Test func `is right to the last line, so that its narratives may wait until a form has some`() throws {
    let whole = try Notice(files: BuiltInNotice.files)
    let proven = try BuiltInNotice.reading.get()
    #expect(!whole.narratives.isEmpty)
    #expect(proven.narratives.mapValues { $0.slots.map(\.key) } == whole.narratives.mapValues { $0.slots.map(\.key) })
    #expect(proven.crossChecks.counts.map(\.counters) == whole.crossChecks.counts.map(\.counters))
  }
}
