/// Bits in a row, the first lowest (RFC 1951, 3.1.1), in room for one block.
struct BitOutput: ~Copyable {
  private let room: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var bits: UInt64 = 0
  private var bitCount = 0

  /// `capacity` in bytes.
  init(capacity: Int) {
    // The last store reaches seven bytes beyond what it adds.
    room = .allocate(capacity: capacity + 8)
  }

  deinit { room.deallocate() }

  /// Adds the lowest bits of `value`, which has no others. Between two calls of `flush` 56 bits fit.
  @inline(__always)
  mutating func add(_ value: some FixedWidthInteger, _ count: Int) {
    bits |= UInt64(truncatingIfNeeded: value) &<< UInt64(truncatingIfNeeded: bitCount)
    bitCount &+= count
  }

  /// Makes room for more bits.
  @inline(__always)
  mutating func flush() {
    UnsafeMutableRawPointer(room).storeBytes(of: bits.littleEndian, toByteOffset: count, as: UInt64.self)
    count &+= bitCount &>> 3
    bits &>>= UInt64(truncatingIfNeeded: bitCount & ~7)
    bitCount &= 7
  }

  /// Adds what tokens stand for; between two calls of `flush`.
  mutating func add(_ tokens: borrowing DeflateTokens, _ codes: borrowing TokenCodes) {
    var output = UnsafeMutableRawPointer(room + count)
    var (bits, bitCount) = (bits, UInt64(truncatingIfNeeded: bitCount))
    let (all, bitCounts) = (codes.all, codes.bitCounts)
    let (distances, codeBitCounts, distanceBitCounts) =
      (codes.distances, codes.distanceCodeBitCounts, codes.distanceBitCounts)
    // No processor foresees whether a byte or a match comes next: both are written alike.
    for token in UnsafeBufferPointer(start: tokens.all, count: tokens.count) {
      let index = Int(token & 0x1FF)
      let symbol = Int(token &>> DeflateTokens.symbolShift & 0x1F)
      let distance = Int(token &>> DeflateTokens.distanceShift) &<< Int(codeBitCounts[symbol]) &+ distances[symbol]
      let codeBitCount = UInt64(bitCounts[index])
      bits |= (UInt64(all[index]) | UInt64(truncatingIfNeeded: distance) &<< codeBitCount) &<< bitCount
      bitCount &+= codeBitCount &+ UInt64(distanceBitCounts[symbol])
      output.storeBytes(of: bits.littleEndian, as: UInt64.self)
      output += Int(truncatingIfNeeded: bitCount &>> 3)
      bits &>>= bitCount & ~7
      bitCount &= 7
    }
    count = output - UnsafeMutableRawPointer(room)
    (self.bits, self.bitCount) = (bits, Int(truncatingIfNeeded: bitCount))
  }

  /// Fills the last byte up with zeros.
  mutating func finishByte() {
    bitCount = (bitCount + 7) & ~7
    flush()
  }

  /// Adds a block that is empty and stored (RFC 1951, 3.2.4): it ends with a whole byte.
  mutating func addEmptyBlock() {
    add(0, 3)
    finishByte()
    add(0xFFFF_0000 as UInt32, 32)
    flush()
  }

  /// Hands on the whole bytes so far, and begins anew with the bits that are left.
  mutating func drain(to sink: inout ByteSink) throws(WritingError) {
    try sink.append(UnsafeBufferPointer(start: room, count: count))
    count = 0
  }

  mutating func reset() {
    count = 0
    bits = 0
    bitCount = 0
  }
}
