/// The start tags of rows that were fitted to their texts: what stands behind the number is kept from row to row, as many
/// rows are as high as the one before.
struct FittedRowTag: ~Copyable {
  private var output = XMLOutput(capacity: 128)
  /// From behind the number on.
  private var rest = XMLOutput(capacity: 64)
  private var height: Double?

  /// The tag of a row; its number as `XMLOutput.digits` gives it.
  mutating func bytes(row: SIMD8<UInt8>, count: Int, height: Double) -> UnsafeBufferPointer<UInt8> {
    if height != self.height {
      self.height = height
      rest.removeAll()
      rest.restOfRowTag(height: height)
    }
    output.removeAll()
    output.fixed("<row r=\"")
    output.reserve(8)
    output.store(row, count: count)
    output.raw(rest.bytes)
    return output.bytes
  }
}
