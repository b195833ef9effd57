/// What is written for tokens, ready to be looked up by their bits.
struct TokenCodes: ~Copyable {
  /// For each byte and each length the code with its extra bits, and how many bits these are.
  let all: UnsafeMutablePointer<UInt32>
  let bitCounts: UnsafeMutablePointer<UInt8>
  /// For each distance's symbol what makes code and extra bits of a distance less one, behind room for the code, when it is
  /// added; how many bits the code is; and how many both are. Zeros for no distance.
  let distances: UnsafeMutablePointer<Int>
  let distanceCodeBitCounts: UnsafeMutablePointer<UInt8>
  let distanceBitCounts: UnsafeMutablePointer<UInt8>

  private static let distanceCount = DeflateTokens.noDistance + 1

  init() {
    all = .allocate(capacity: DeflateTokens.byteAndLengthCount)
    all.initialize(repeating: 0, count: DeflateTokens.byteAndLengthCount)
    bitCounts = .allocate(capacity: DeflateTokens.byteAndLengthCount)
    bitCounts.initialize(repeating: 0, count: DeflateTokens.byteAndLengthCount)
    distances = .allocate(capacity: Self.distanceCount)
    distances.initialize(repeating: 0, count: Self.distanceCount)
    distanceCodeBitCounts = .allocate(capacity: Self.distanceCount)
    distanceCodeBitCounts.initialize(repeating: 0, count: Self.distanceCount)
    distanceBitCounts = .allocate(capacity: Self.distanceCount)
    distanceBitCounts.initialize(repeating: 0, count: Self.distanceCount)
  }

  deinit {
    all.deallocate()
    bitCounts.deallocate()
    distances.deallocate()
    distanceCodeBitCounts.deallocate()
    distanceBitCounts.deallocate()
  }

  func fit(_ literals: borrowing PrefixCode, _ distances: borrowing PrefixCode) {
    for byte in 0..<DeflateTokens.byteCount {
      all[byte] = UInt32(literals.codes[byte])
      bitCounts[byte] = literals.lengths[byte]
    }
    for each in DeflateSymbols.lengths {
      let bits = UInt32(literals.lengths[each.symbol])
      for (extra, length) in each.lengths.enumerated() {
        let index = DeflateTokens.index(ofLength: length)
        all[index] = UInt32(literals.codes[each.symbol]) | UInt32(extra) << bits
        bitCounts[index] = UInt8(bits) + UInt8(each.extraBits)
      }
    }
    for symbol in 0..<DeflateSymbols.distanceCount {
      let bits = distances.lengths[symbol]
      let nearest = DeflateSymbols.nearestDistance(ofSymbol: symbol)
      self.distances[symbol] = Int(distances.codes[symbol]) - nearest << Int(bits)
      distanceCodeBitCounts[symbol] = bits
      distanceBitCounts[symbol] = bits + UInt8(DeflateSymbols.extraBits(ofDistanceSymbol: symbol))
    }
  }
}
