/// What is written for tokens, ready to be looked up by their bits.
struct TokenCodes: ~Copyable {
  /// For each byte and each length the code with its extra bits, and in the lowest byte how many bits these are.
  let all: UnsafeMutablePointer<UInt32>
  /// For each distance's symbol the code, its bits in the second byte, and in the lowest these and the extra ones; nothing at
  /// all for no distance.
  let distances: UnsafeMutablePointer<UInt32>

  private static let distanceCount = DeflateTokens.noDistance + 1

  init() {
    all = .allocate(capacity: DeflateTokens.byteAndLengthCount)
    all.initialize(repeating: 0, count: DeflateTokens.byteAndLengthCount)
    distances = .allocate(capacity: Self.distanceCount)
    distances.initialize(repeating: 0, count: Self.distanceCount)
  }

  deinit {
    all.deallocate()
    distances.deallocate()
  }

  func fit(_ literals: borrowing PrefixCode, _ distances: borrowing PrefixCode) {
    for byte in 0..<DeflateTokens.byteCount {
      all[byte] = UInt32(literals.codes[byte]) << 8 | UInt32(literals.lengths[byte])
    }
    for each in DeflateSymbols.lengths {
      let bits = UInt32(literals.lengths[each.symbol])
      for (extra, length) in each.lengths.enumerated() {
        let code = UInt32(literals.codes[each.symbol]) | UInt32(extra) << bits
        all[DeflateTokens.index(ofLength: length)] = code << 8 | (bits + UInt32(each.extraBits))
      }
    }
    for symbol in 0..<DeflateSymbols.distanceCount {
      let bits = UInt32(distances.lengths[symbol])
      let extraBits = UInt32(DeflateSymbols.extraBits(ofDistanceSymbol: symbol))
      self.distances[symbol] = UInt32(distances.codes[symbol]) << 16 | bits << 8 | (bits + extraBits)
    }
  }
}
