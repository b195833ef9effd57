import Foundation
import Synchronization

/// How many results may wait for an earlier one before no further item is begun.
private let mostWaiting = 32
/// Items that a task takes at once are at most so many: to hand work over costs as much as a small item.
private let longestRun = 8

/// Items in a row that one task transforms.
private struct Run<Item> {
  let items: ArraySlice<Item>

  /// The first of what is left. Runs get shorter towards the end, so that all processors are busy to the last item.
  init(of rest: inout ArraySlice<Item>) {
    items = rest.prefix(min(max(1, rest.count / (processors * 4)), longestRun))
    rest = rest[items.endIndex...]
  }

  /// One item by itself, or none.
  init(_ item: Item?) { items = item.map { [$0] } ?? [] }
}

/// What a task made of a run, up to the first item that failed.
private struct Outcome<Result: Sendable>: Sendable {
  var results: [Result] = []
  var failure: (any Error)?
}

/// Transforms runs as they come, as many at once as there are processors, and gives the results one by one in the order of
/// the items; after an item that fails, none.
private func concurrentMap<Item: Sendable, Worker: Sendable, Result: Sendable>(
  worker: @escaping @Sendable () -> Worker,
  nextRun: () throws -> Run<Item>,
  transform: @escaping @Sendable (inout Worker, Item) throws -> Result,
  inTurn take: (Result) throws -> Void
) async throws {
  let idle = Idle<Worker>()
  try await withThrowingTaskGroup(of: (Int, Outcome<Result>).self) { group in
    var (begun, taken) = (0, 0)
    var isAtEnd = false
    var waiting: [Int: Outcome<Result>] = [:]
    var waitingResults = 0
    while true {
      while !isAtEnd, begun - taken - waiting.count < processors, waitingResults < mostWaiting {
        let items = try nextRun().items
        isAtEnd = items.isEmpty
        if isAtEnd { break }
        let index = begun
        group.addTask {
          var own = idle.take() ?? worker()
          var outcome = Outcome<Result>()
          do {
            for item in items { outcome.results.append(try transform(&own, item)) }
          } catch {
            outcome.failure = error
          }
          idle.put(own)
          return (index, outcome)
        }
        begun += 1
      }
      guard let (index, outcome) = try await group.next() else { break }
      waiting[index] = outcome
      waitingResults += outcome.results.count
      while let outcome = waiting.removeValue(forKey: taken) {
        for result in outcome.results { try take(result) }
        if let failure = outcome.failure { throw failure }
        waitingResults -= outcome.results.count
        taken += 1
      }
    }
  }
}

private let processors = max(1, ProcessInfo.processInfo.activeProcessorCount)

/// Transforms items as they come, as many at once as there are processors, and gives the results one by one in the order of
/// the items; after an item that fails, none.
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
  try await concurrentMap(worker: worker, nextRun: { Run(try next()) }, transform: transform, inTurn: take)
}

/// The same for items that are there already.
package func concurrentMap<Item: Sendable, Worker: Sendable, Result: Sendable>(
  _ items: [Item], worker: @escaping @Sendable @autoclosure () -> Worker,
  _ transform: @escaping @Sendable (inout Worker, Item) throws -> Result,
  inTurn take: (Result) throws -> Void
) async throws {
  var rest = items[...]
  try await concurrentMap(worker: worker, nextRun: { Run(of: &rest) }, transform: transform, inTurn: take)
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
