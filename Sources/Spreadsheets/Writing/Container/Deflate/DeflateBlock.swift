/// A block of deflate with codes of its own (RFC 1951, 3.2.7), gathered first and then written.
struct DeflateBlock: ~Copyable {
  var tokens = DeflateTokens()
  private let literals = PrefixCode(symbolCount: DeflateSymbols.literalOrLengthCount, longest: 15)
  private let distances = PrefixCode(symbolCount: DeflateSymbols.distanceCount, longest: 15)
  private let codeLengths = PrefixCode(symbolCount: 19, longest: 7)
  private let codes = TokenCodes()

  /// Bytes that a block can take: a match is up to 15 + 5 + 15 + 13 bits.
  static let mostBytes = DeflateTokens.capacity * 6 + 1024

  /// Writes what was gathered, and begins anew.
  mutating func write(to output: inout BitOutput, isLast: Bool) {
    countSymbols()
    literals.fitFrequencies()
    distances.fitFrequencies()
    output.add(isLast ? 1 : 0, 1)
    output.add(2, 2)
    writeCodes(to: &output)
    codes.fit(literals, distances)
    output.add(tokens, codes)
    output.add(literals.codes[DeflateSymbols.endOfBlock], Int(literals.lengths[DeflateSymbols.endOfBlock]))
    output.flush()
    tokens.removeAll()
  }

  private func countSymbols() {
    literals.forgetFrequencies()
    literals.frequencies.update(from: tokens.frequencies, count: DeflateTokens.byteCount)
    literals.frequencies[DeflateSymbols.endOfBlock] = 1
    for each in DeflateSymbols.lengths {
      for length in each.lengths {
        literals.frequencies[each.symbol] += tokens.frequencies[DeflateTokens.index(ofLength: length)]
      }
    }
    distances.frequencies.update(from: tokens.distanceFrequencies, count: DeflateSymbols.distanceCount)
  }

  // MARK: Telling the codes

  /// RFC 1951, 3.2.7: the order in which lengths of the code for code lengths stand.
  private static let codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private func writeCodes(to output: inout BitOutput) {
    let literalLengths = Self.lengths(of: literals, atLeast: DeflateSymbols.endOfBlock + 1)
    let distanceLengths = Self.lengths(of: distances, atLeast: 1)
    let runs = Self.runs(in: literalLengths + distanceLengths)
    codeLengths.forgetFrequencies()
    for run in runs { codeLengths.frequencies[run.symbol] += 1 }
    codeLengths.fitFrequencies()
    let told = max(4, (Self.codeLengthOrder.lastIndex { codeLengths.lengths[$0] > 0 } ?? 0) + 1)
    output.add(literalLengths.count - (DeflateSymbols.endOfBlock + 1), 5)
    output.add(distanceLengths.count - 1, 5)
    output.add(told - 4, 4)
    for symbol in Self.codeLengthOrder.prefix(told) {
      output.flush()
      output.add(codeLengths.lengths[symbol], 3)
    }
    for run in runs {
      output.flush()
      output.add(codeLengths.codes[run.symbol], Int(codeLengths.lengths[run.symbol]))
      output.add(run.extra, run.extraBits)
    }
    output.flush()
  }

  /// The lengths of codes up to the last symbol that comes.
  private static func lengths(of code: borrowing PrefixCode, atLeast least: Int) -> ArraySlice<UInt8> {
    let all = Array(UnsafeBufferPointer(start: code.lengths, count: code.symbolCount))
    return all[..<max(least, (all.lastIndex { $0 > 0 } ?? 0) + 1)]
  }

  private struct Run {
    var symbol: Int
    var extra = 0
    var extraBits = 0
  }

  /// Symbol 16 repeats the length before, 17 and 18 zeros.
  private static func runs(in lengths: ArraySlice<UInt8>) -> [Run] {
    var runs: [Run] = []
    var rest = lengths
    while let first = rest.first {
      let others = rest.drop { $0 == first }
      var count = rest.count - others.count
      rest = others
      if first == 0 {
        while count >= 3 {
          let taken = min(count, 138)
          let few = Run(symbol: 17, extra: taken - 3, extraBits: 3)
          let many = Run(symbol: 18, extra: taken - 11, extraBits: 7)
          runs.append(taken < 11 ? few : many)
          count -= taken
        }
      } else {
        runs.append(Run(symbol: Int(first)))
        count -= 1
        while count >= 3 {
          let taken = min(count, 6)
          runs.append(Run(symbol: 16, extra: taken - 3, extraBits: 2))
          count -= taken
        }
      }
      runs += Array(repeating: Run(symbol: Int(first)), count: count)
    }
    return runs
  }
}
