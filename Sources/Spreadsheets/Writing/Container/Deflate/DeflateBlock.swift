/// A block of deflate with codes of its own (RFC 1951, 3.2.7), gathered first and then written.
struct DeflateBlock: ~Copyable {
  var tokens = DeflateTokens()
  private let literals = PrefixCode(symbolCount: DeflateSymbols.literalOrLengthCount, longest: 15)
  private let distances = PrefixCode(symbolCount: DeflateSymbols.distanceCount, longest: 15)
  private let codeLengths = PrefixCode(symbolCount: 19, longest: 7)
  private var runs = CodeLengthRuns()
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

  private mutating func writeCodes(to output: inout BitOutput) {
    let literalCount = literals.told(atLeast: DeflateSymbols.endOfBlock + 1)
    let distanceCount = distances.told(atLeast: 1)
    runs.fit(literals, literalCount, distances, distanceCount)
    codeLengths.forgetFrequencies()
    for run in runs.all { codeLengths.frequencies[Int(run.symbol)] += 1 }
    codeLengths.fitFrequencies()
    let told = max(4, (Self.codeLengthOrder.lastIndex { codeLengths.lengths[$0] > 0 } ?? 0) + 1)
    output.add(literalCount - (DeflateSymbols.endOfBlock + 1), 5)
    output.add(distanceCount - 1, 5)
    output.add(told - 4, 4)
    for symbol in Self.codeLengthOrder.prefix(told) {
      output.flush()
      output.add(codeLengths.lengths[symbol], 3)
    }
    for run in runs.all {
      output.flush()
      output.add(codeLengths.codes[Int(run.symbol)], Int(codeLengths.lengths[Int(run.symbol)]))
      output.add(run.extra, Int(run.extraBits))
    }
    output.flush()
  }
}
