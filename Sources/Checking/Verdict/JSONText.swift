/// JSON that has been written. A class: it is large, and stays where it was made.
package final class JSONText: @unchecked Sendable {
  // Never changed, so that any thread may read it.
  private let buffer: UnsafeMutableRawBufferPointer
  private let count: Int

  /// - Parameter buffer: belongs to the text from now on.
  init(taking buffer: UnsafeMutableRawBufferPointer, count: Int) { (self.buffer, self.count) = (buffer, count) }

  deinit { buffer.deallocate() }

  package func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]).bytes)
  }
}
