/// The lengths of two codes, one behind the other, as a block tells them (RFC 1951, 3.2.7).
struct CodeLengthRuns: ~Copyable {
  struct Run {
    /// A length, or 16, which repeats the length before, or 17 or 18, which repeat zero.
    var symbol: UInt8
    var extra: UInt8
    var extraBits: UInt8
  }

  private let lengths: UnsafeMutablePointer<UInt8>
  private let room: UnsafeMutablePointer<Run>
  private var count = 0

  private static let mostLengths = DeflateSymbols.literalOrLengthCount + DeflateSymbols.distanceCount

  init() {
    lengths = .allocate(capacity: Self.mostLengths)
    room = .allocate(capacity: Self.mostLengths)
  }

  deinit {
    lengths.deallocate()
    room.deallocate()
  }

  var all: UnsafeBufferPointer<Run> { UnsafeBufferPointer(start: room, count: count) }

  /// Takes so many lengths of each.
  mutating func fit(
    _ literals: borrowing PrefixCode, _ literalCount: Int, _ distances: borrowing PrefixCode, _ distanceCount: Int
  ) {
    lengths.update(from: literals.lengths, count: literalCount)
    (lengths + literalCount).update(from: distances.lengths, count: distanceCount)
    count = 0
    let end = literalCount + distanceCount
    var place = 0
    while place < end {
      let first = place
      repeat { place += 1 } while place < end && lengths[place] == lengths[first]
      if lengths[first] == 0 { addZeros(place - first) } else { add(lengths[first], times: place - first) }
    }
  }

  private mutating func addZeros(_ zeros: Int) {
    var rest = zeros
    while rest >= 3 {
      let taken = min(rest, 138)
      if taken < 11 { add(17, extra: taken - 3, bits: 3) } else { add(18, extra: taken - 11, bits: 7) }
      rest -= taken
    }
    for _ in 0..<rest { add(0) }
  }

  private mutating func add(_ length: UInt8, times: Int) {
    add(length)
    var rest = times - 1
    while rest >= 3 {
      let taken = min(rest, 6)
      add(16, extra: taken - 3, bits: 2)
      rest -= taken
    }
    for _ in 0..<rest { add(length) }
  }

  private mutating func add(_ symbol: UInt8, extra: Int = 0, bits: UInt8 = 0) {
    room[count] = Run(symbol: symbol, extra: UInt8(extra), extraBits: bits)
    count += 1
  }
}
