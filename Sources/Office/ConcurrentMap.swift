import Foundation

/// Transforms every item, as many at once as there are processors; the results stand in the order of the items.
///
/// - Parameter done: called after each with how many are through.
package func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], done: (Int) -> Void = { _ in }, _ transform: @escaping @Sendable (Item) throws -> Result
) async throws -> [Result] {
  var results: [Result?] = Array(repeating: nil, count: items.count)
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var next = 0
    func start() {
      guard next < items.count else { return }
      let (index, item) = (next, items[next])
      group.addTask { (index, try transform(item)) }
      next += 1
    }
    for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) { start() }
    var count = 0
    for try await (index, result) in group {
      results[index] = result
      count += 1
      done(count)
      start()
    }
  }
  return results.compactMap(\.self)
}
