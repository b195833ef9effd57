import Project
import Testing

@testable import ybz

@Suite struct `The notice within the program` {
  @Test func `is the folder under Templates, every file of it`() throws {
    #expect(try BuiltInNotice.files == Project.noticeFiles())
  }
}
