import Synchronization
import Testing

@testable import Office

@Suite struct `Items that are transformed beside each other` {
  @Test(arguments: [0, 1, 2, 17, 64, 1_000]) func `give their results in their own order`(count: Int) async throws {
    let items = Array(0..<count)
    #expect(try await concurrentMap(items) { $0 * 3 } == items.map { $0 * 3 })
  }

  @Test func `may come one after the other`() async throws {
    var (next, taken) = (0, [Int]())
    try await concurrentMap(worker: ()) {
      next += 1
      return next <= 200 ? next : nil
    } transform: { _, item in
      -item
    } inTurn: {
      taken.append($0)
    }
    #expect(taken == (1...200).map { -$0 })
  }

  struct Refusal: Error {}

  @Test(arguments: [0, 1, 137, 499]) func `stop where one fails`(place: Int) async {
    var taken: [Int] = []
    await #expect(throws: Refusal.self) {
      try await concurrentMap(Array(0..<500), worker: ()) { _, item in
        if item >= place { throw Refusal() }
        return item
      } inTurn: {
        taken.append($0)
      }
    }
    #expect(taken == Array(0..<place))
  }

  final class Worker: Sendable {
    let isBusy = Atomic(false)
  }

  @Test func `never share a worker`() async throws {
    var alone: [Bool] = []
    try await concurrentMap(Array(0..<500), worker: Worker()) { worker, _ in
      let wasFree = !worker.isBusy.exchange(true, ordering: .relaxed)
      defer { worker.isBusy.store(false, ordering: .relaxed) }
      return wasFree
    } inTurn: {
      alone.append($0)
    }
    #expect(alone == Array(repeating: true, count: 500))
  }
}
