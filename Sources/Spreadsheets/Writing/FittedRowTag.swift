/// The start tags of rows that are fitted to their texts. How high a row is shows only when its cells are written: the tag
/// first says that it is as high as the row before, as many are, and is put right where it is not.
struct FittedRowTag: ~Copyable {
  private var height = 0.0
  /// What stands behind the number of a row.
  private var rest = XMLOutput(capacity: 64)
  /// Where that stands in the output.
  private var restStart = 0

  init() { rest.restOfRowTag(height: height) }

  /// - Parameter row: its number as `XMLOutput.digits` gives it.
  mutating func begin(row: SIMD8<UInt8>, count: Int, in output: inout XMLOutput) {
    output.fixed("<row r=\"")
    output.reserve(8)
    output.store(row, count: count)
    restStart = output.count
    output.raw(rest.bytes)
  }

  mutating func end(height: Double, in output: inout XMLOutput) {
    guard height != self.height else { return }
    self.height = height
    let before = rest.count
    rest.removeAll()
    rest.restOfRowTag(height: height)
    output.replace(restStart..<(restStart + before), with: rest.bytes)
  }
}
