import Dispatch
import Synchronization

/// Work that goes on beside whoever will ask for its result.
package final class Beside<Value: Sendable, Failure: Error>: Sendable {
  private let result = Mutex<Result<Value, Failure>?>(nil)
  private let work = DispatchGroup()

  package init(_ body: @escaping @Sendable () throws(Failure) -> Value) {
    // A queue of its own has a thread of its own, too. Of the few that all share, some may wait for work like this: it would
    // begin only when the system sees, a second later, that nothing goes on.
    DispatchQueue(label: "beside").async(group: work) { [self] in
      let result = Result { () throws(Failure) in try body() }
      self.result.withLock { $0 = result }
    }
  }

  /// Waits until the work is done.
  package func get() throws(Failure) -> Value {
    work.wait()
    guard let result = result.withLock({ $0 }) else { fatalError("work that is done has a result") }
    return try result.get()
  }
}
