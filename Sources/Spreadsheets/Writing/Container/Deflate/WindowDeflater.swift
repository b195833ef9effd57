/// Deflates what stands in a window, which lasts from call to call.
struct WindowDeflater: ~Copyable {
  private var finder = MatchFinder()
  private var block = DeflateBlock()
  private var output = BitOutput(capacity: DeflateBlock.mostBytes)

  mutating func reset() {
    finder.reset()
    block.tokens.removeAll()
    output.reset()
  }

  /// Takes what is new, and drops what is out of reach.
  mutating func deflate(_ window: inout XMLOutput, to sink: inout ByteSink) throws(WritingError) {
    try find(&window, isLast: false, to: &sink)
    finder.slide(&window)
  }

  mutating func end(_ window: inout XMLOutput, to sink: inout ByteSink) throws(WritingError) {
    try find(&window, isLast: true, to: &sink)
    block.write(to: &output, isLast: true)
    output.finishByte()
    try output.drain(to: &sink)
  }

  mutating func align(_ window: inout XMLOutput, to sink: inout ByteSink) throws(WritingError) {
    try find(&window, isLast: true, to: &sink)
    block.write(to: &output, isLast: false)
    output.addEmptyBlock()
    try output.drain(to: &sink)
    finder.reset()
    window.removeAll()
  }

  private mutating func find(
    _ window: inout XMLOutput, isLast: Bool, to sink: inout ByteSink
  ) throws(WritingError) {
    window.putZeros(MatchFinder.slack)
    while true {
      finder.find(in: window, into: &block, isLast: isLast)
      if finder.isFinished(window, isLast: isLast) { return }
      block.write(to: &output, isLast: false)
      try output.drain(to: &sink)
    }
  }
}
