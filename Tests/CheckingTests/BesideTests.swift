import Testing

@testable import Checking

@Suite struct `Work that goes on beside` {
  struct Refusal: Error, Equatable {}

  @Test func `gives its result, or why there is none`() throws {
    #expect(Beside { 7 }.get() == 7)
    let refused = Beside { () throws(Refusal) -> Int in throw Refusal() }
    #expect(throws: Refusal()) { try refused.get() }
  }

  /// More than there are processors, of which each waits for another.
  @Test func `may wait for more work of its kind`() {
    let outer = (0..<64).map { number in
      Beside { Beside { number }.get() }
    }
    #expect(outer.map { $0.get() } == Array(0..<64))
  }
}
