/// What is written for tokens, ready to be looked up by their bits.
struct TokenCodes: ~Copyable {
  /// For each byte and each length the code with its extra bits, and in the lowest byte how many bits these are.
  let all: UnsafeMutablePointer<UInt64>
  /// For each distance's symbol, in the lowest byte how many bits the code and the extra ones are, in the second the code's;
  /// above these what makes both of a distance less one, behind room for the code, when it is added. All zeros for no distance.
  let distances: UnsafeMutablePointer<Int>

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
      all[byte] = UInt64(literals.codes[byte]) << 8 | UInt64(literals.lengths[byte])
    }
    for each in DeflateSymbols.lengths {
      let bits = UInt64(literals.lengths[each.symbol])
      for (extra, length) in each.lengths.enumerated() {
        let code = UInt64(literals.codes[each.symbol]) | UInt64(extra) << bits
        all[DeflateTokens.index(ofLength: length)] = code << 8 | (bits + UInt64(each.extraBits))
      }
    }
    for symbol in 0..<DeflateSymbols.distanceCount {
      let bits = Int(distances.lengths[symbol])
      let extraBits = DeflateSymbols.extraBits(ofDistanceSymbol: symbol)
      let nearest = DeflateSymbols.nearestDistance(ofSymbol: symbol)
      self.distances[symbol] = (Int(distances.codes[symbol]) - nearest << bits) << 16 | bits << 8 | (bits + extraBits)
    }
  }
}
