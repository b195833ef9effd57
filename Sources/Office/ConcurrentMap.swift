import Foundation
import Synchronization

/// How many results may wait for an earlier one before no further item is begun.
private let mostWaiting = 64

/// Transforms every item, as many at once as there are processors, and gives the results one by one in the order of the items.
///
/// - Parameters:
///   - worker: makes what one item after the other is transformed with, by one task at a time.
///   - take: gets each result when its turn has come.
package func concurrentMap<Item: Sendable, Worker: Sendable, Result: Sendable>(
  _ items: [Item], worker: @escaping @Sendable @autoclosure () -> Worker,
  _ transform: @escaping @Sendable (inout Worker, Item) throws -> Result,
  inTurn take: (Result) throws -> Void
) async throws {
  let idle = Idle<Worker>()
  let processors = max(1, ProcessInfo.processInfo.activeProcessorCount)
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var (next, taken) = (0, 0)
    var waiting: [Int: Result] = [:]
    while taken < items.count {
      while next < items.count, next - taken - waiting.count < processors, waiting.count < mostWaiting {
        let (index, item) = (next, items[next])
        group.addTask {
          var own = idle.take() ?? worker()
          let result = try transform(&own, item)
          idle.put(own)
          return (index, result)
        }
        next += 1
      }
      guard let (index, result) = try await group.next() else { break }
      waiting[index] = result
      while let result = waiting.removeValue(forKey: taken) {
        try take(result)
        taken += 1
      }
    }
  }
}

/// Transforms every item, as many at once as there are processors; the results stand in the order of the items.
package func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ transform: @escaping @Sendable (Item) throws -> Result
) async throws -> [Result] {
  var results: [Result] = []
  try await concurrentMap(items, worker: (), { _, item in try transform(item) }, inTurn: { results.append($0) })
  return results
}

/// Workers between two items.
private final class Idle<Worker: Sendable>: Sendable {
  private let workers = Mutex<[Worker]>([])

  func take() -> Worker? { workers.withLock { $0.popLast() } }
  func put(_ worker: Worker) { workers.withLock { $0.append(worker) } }
}
