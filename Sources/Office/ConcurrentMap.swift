import Foundation
import Synchronization

/// How many results may wait for an earlier one before no further item is begun.
private let mostWaiting = 64
/// Items that a task takes at once are at most so many: to hand work over costs as much as a small item.
private let longestRun = 16

/// What a task made of items in a row, up to the first that failed.
private struct Run<Result: Sendable>: Sendable {
  var results: [Result] = []
  var failure: (any Error)?
}

/// Transforms items as they come, as many at once as there are processors, and gives the results one by one in the order of
/// the items; after an item that fails, none.
///
/// - Parameters:
///   - runLength: how many items in a row one task transforms.
///   - worker: makes what one item after the other is transformed with, by one task at a time.
///   - next: gives an item after the other, and nil behind the last.
///   - take: gets each result when its turn has come.
package func concurrentMap<Item: Sendable, Worker: Sendable, Result: Sendable>(
  runLength: Int = 1,
  worker: @escaping @Sendable @autoclosure () -> Worker,
  next: () throws -> Item?,
  transform: @escaping @Sendable (inout Worker, Item) throws -> Result,
  inTurn take: (Result) throws -> Void
) async throws {
  let idle = Idle<Worker>()
  try await withThrowingTaskGroup(of: (Int, Run<Result>).self) { group in
    var (begun, taken) = (0, 0)
    var isAtEnd = false
    var waiting: [Int: Run<Result>] = [:]
    while true {
      while !isAtEnd, begun - taken - waiting.count < processors, waiting.count * runLength < mostWaiting {
        var items: [Item] = []
        while !isAtEnd, items.count < runLength {
          if let item = try next() { items.append(item) } else { isAtEnd = true }
        }
        if items.isEmpty { break }
        let index = begun
        group.addTask { [items] in
          var own = idle.take() ?? worker()
          var run = Run<Result>()
          do {
            for item in items { run.results.append(try transform(&own, item)) }
          } catch {
            run.failure = error
          }
          idle.put(own)
          return (index, run)
        }
        begun += 1
      }
      guard let (index, run) = try await group.next() else { break }
      waiting[index] = run
      while let run = waiting.removeValue(forKey: taken) {
        for result in run.results { try take(result) }
        if let failure = run.failure { throw failure }
        taken += 1
      }
    }
  }
}

private let processors = max(1, ProcessInfo.processInfo.activeProcessorCount)

/// The same for items that are there already.
package func concurrentMap<Item: Sendable, Worker: Sendable, Result: Sendable>(
  _ items: [Item], worker: @escaping @Sendable @autoclosure () -> Worker,
  _ transform: @escaping @Sendable (inout Worker, Item) throws -> Result,
  inTurn take: (Result) throws -> Void
) async throws {
  var rest = items.makeIterator()
  // Many runs for each processor, so that all are busy to the end.
  let runLength = min(max(1, items.count / (processors * 32)), longestRun)
  try await concurrentMap(
    runLength: runLength, worker: worker(), next: { rest.next() }, transform: transform, inTurn: take)
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
