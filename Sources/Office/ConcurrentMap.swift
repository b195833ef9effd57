import Foundation
import Synchronization

/// How many results may wait for an earlier one before no further item is begun.
private let mostWaiting = 64

/// Transforms items as they come, as many at once as there are processors, and gives the results one by one in the order of
/// the items.
///
/// - Parameters:
///   - worker: makes what one item after the other is transformed with, by one task at a time.
///   - next: gives an item after the other, and nil behind the last.
///   - take: gets each result when its turn has come.
package func concurrentMap<Item: Sendable, Worker: Sendable, Result: Sendable>(
  worker: @escaping @Sendable @autoclosure () -> Worker,
  next: () throws -> Item?,
  transform: @escaping @Sendable (inout Worker, Item) throws -> Result,
  inTurn take: (Result) throws -> Void
) async throws {
  let idle = Idle<Worker>()
  let processors = max(1, ProcessInfo.processInfo.activeProcessorCount)
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var (begun, taken) = (0, 0)
    var isAtEnd = false
    var waiting: [Int: Result] = [:]
    while true {
      while !isAtEnd, begun - taken - waiting.count < processors, waiting.count < mostWaiting {
        guard let item = try next() else {
          isAtEnd = true
          break
        }
        let index = begun
        group.addTask {
          var own = idle.take() ?? worker()
          let result = try transform(&own, item)
          idle.put(own)
          return (index, result)
        }
        begun += 1
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

/// The same for items that are there already.
package func concurrentMap<Item: Sendable, Worker: Sendable, Result: Sendable>(
  _ items: [Item], worker: @escaping @Sendable @autoclosure () -> Worker,
  _ transform: @escaping @Sendable (inout Worker, Item) throws -> Result,
  inTurn take: (Result) throws -> Void
) async throws {
  var rest = items.makeIterator()
  try await concurrentMap(worker: worker(), next: { rest.next() }, transform: transform, inTurn: take)
}

/// Transforms every item, as many at once as there are processors; the results stand in the order of the items.
package func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ transform: @escaping @Sendable (Item) throws -> Result
) async throws -> [Result] {
  var results: [Result] = []
  try await concurrentMap(items, worker: (), { _, item in try transform(item) }, inTurn: { results.append($0) })
  return results
}

/// What is used again and again, by one task at a time, while nobody uses it.
package final class Idle<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])

  package init() {}

  package func take() -> Element? { elements.withLock { $0.popLast() } }
  package func put(_ element: Element) { elements.withLock { $0.append(element) } }
}
