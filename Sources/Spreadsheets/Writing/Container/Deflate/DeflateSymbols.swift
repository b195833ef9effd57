/// How deflate names lengths and distances (RFC 1951, 3.2.5): a symbol for a range of them, and extra bits for the place in it.
enum DeflateSymbols {
  static let literalOrLengthCount = 286
  static let distanceCount = 30
  static let endOfBlock = 256

  static let shortestMatch = 3
  static let longestMatch = 258
  static let farthest = 32 * 1024

  /// A symbol for lengths.
  struct LengthSymbol {
    let symbol: Int
    let lengths: ClosedRange<Int>
    let extraBits: Int
  }

  static let lengths: [LengthSymbol] = {
    var symbols: [LengthSymbol] = []
    var start = shortestMatch
    for index in 0..<28 {
      let extraBits = max(index / 4 - 1, 0)
      symbols.append(
        LengthSymbol(
          symbol: endOfBlock + 1 + index, lengths: start...min(start + 1 << extraBits - 1, longestMatch - 1),
          extraBits: extraBits))
      start += 1 << extraBits
    }
    symbols.append(LengthSymbol(symbol: 285, lengths: longestMatch...longestMatch, extraBits: 0))
    return symbols
  }()

  /// The symbol of a distance, given less one.
  static func distanceSymbol(lessOne distance: Int) -> Int {
    if distance < 4 { return distance }
    let top = Int.bitWidth - 1 - distance.leadingZeroBitCount
    return 2 * top + (distance >> (top - 1)) & 1
  }

  /// How many extra bits a distance's symbol has, which say what is to be added to the nearest distance.
  static func extraBits(ofDistanceSymbol symbol: Int) -> Int { max(symbol >> 1 - 1, 0) }

  /// The nearest distance of a symbol, less one.
  static func nearestDistance(ofSymbol symbol: Int) -> Int {
    symbol < 4 ? symbol : (2 + symbol & 1) << extraBits(ofDistanceSymbol: symbol)
  }
}
