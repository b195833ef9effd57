/// A block of deflate with codes of its own (RFC 1951, 3.2.7), gathered first and then written.
struct DeflateBlock: ~Copyable {
  /// Literals are bytes. Matches have the highest bit, the length less 3 from bit 20, the distance's symbol from bit 15, and
  /// the distance less 1.
  private let tokens: UnsafeMutablePointer<UInt32>
  private var count = 0
  private let literals = PrefixCode(symbolCount: DeflateSymbols.literalOrLengthCount, longest: 15)
  private let distances = PrefixCode(symbolCount: DeflateSymbols.distanceCount, longest: 15)
  private let codeLengths = PrefixCode(symbolCount: 19, longest: 7)
  /// How often each length comes, by the length less 3.
  private let lengthFrequencies: UnsafeMutablePointer<UInt32>
  /// The code and the extra bits of each length as one, by the length less 3: how many bits they are in the lowest byte.
  private let lengthCodes: UnsafeMutablePointer<UInt32>

  /// Enough for the codes to pay for being told, few enough to stay near the processor.
  private static let capacity = 32 * 1024
  /// One more than the block asks for: whoever sees a better match a byte on adds two tokens before looking.
  private static let spare = 1
  private static let lengthCount = DeflateSymbols.longestMatch - DeflateSymbols.shortestMatch + 1
  private static let matchMark: UInt32 = 1 << 31

  /// Bytes that a block can take: a match is up to 15 + 5 + 15 + 13 bits.
  static let mostBytes = (capacity + spare) * 6 + 1024

  init() {
    tokens = .allocate(capacity: Self.capacity + Self.spare)
    lengthFrequencies = .allocate(capacity: Self.lengthCount)
    lengthFrequencies.initialize(repeating: 0, count: Self.lengthCount)
    lengthCodes = .allocate(capacity: Self.lengthCount)
    lengthCodes.initialize(repeating: 0, count: Self.lengthCount)
  }

  deinit {
    tokens.deallocate()
    lengthFrequencies.deallocate()
    lengthCodes.deallocate()
  }

  /// Whether it has to be written before more is added.
  var isFull: Bool {
    @inline(__always) get { count >= Self.capacity }
  }

  @inline(__always)
  mutating func addLiteral(_ byte: UInt8) {
    literals.frequencies[Int(byte)] &+= 1
    tokens[count] = UInt32(byte)
    count &+= 1
  }

  @inline(__always)
  mutating func addMatch(length: Int, distance: Int) {
    let symbol = DeflateSymbols.distanceSymbol(lessOne: distance &- 1)
    distances.frequencies[symbol] &+= 1
    lengthFrequencies[length &- DeflateSymbols.shortestMatch] &+= 1
    let fields = (length &- DeflateSymbols.shortestMatch) << 20 | symbol << 15 | (distance &- 1)
    tokens[count] = Self.matchMark | UInt32(truncatingIfNeeded: fields)
    count &+= 1
  }

  /// Begins anew without writing.
  mutating func forget() {
    count = 0
    literals.forgetFrequencies()
    distances.forgetFrequencies()
    lengthFrequencies.update(repeating: 0, count: Self.lengthCount)
  }

  /// Writes what was gathered, and begins anew.
  mutating func write(to output: inout BitOutput, isLast: Bool) {
    literals.frequencies[DeflateSymbols.endOfBlock] = 1
    for each in DeflateSymbols.lengths {
      for length in each.lengths {
        literals.frequencies[each.symbol] += lengthFrequencies[length - DeflateSymbols.shortestMatch]
      }
    }
    literals.fitFrequencies()
    distances.fitFrequencies()
    output.add(isLast ? 1 : 0, 1)
    output.add(2, 2)
    writeCodes(to: &output)
    joinLengthCodes()
    writeTokens(to: &output)
    output.add(literals.codes[DeflateSymbols.endOfBlock], Int(literals.lengths[DeflateSymbols.endOfBlock]))
    output.flush()
    forget()
  }

  private func joinLengthCodes() {
    for each in DeflateSymbols.lengths {
      let bits = UInt32(literals.lengths[each.symbol])
      for (extra, length) in each.lengths.enumerated() {
        let code = UInt32(literals.codes[each.symbol]) | UInt32(extra) << bits
        lengthCodes[length - DeflateSymbols.shortestMatch] = code << 8 | (bits + UInt32(each.extraBits))
      }
    }
  }

  private func writeTokens(to output: inout BitOutput) {
    for index in 0..<count {
      let token = tokens[index]
      if token & Self.matchMark == 0 {
        let byte = Int(truncatingIfNeeded: token)
        output.add(literals.codes[byte], Int(literals.lengths[byte]))
      } else {
        let length = lengthCodes[Int(token >> 20) & 0xFF]
        output.add(length >> 8, Int(length & 0xFF))
        let symbol = Int(token >> 15) & 0x1F
        output.add(distances.codes[symbol], Int(distances.lengths[symbol]))
        let extraBits = DeflateSymbols.extraBits(ofDistanceSymbol: symbol)
        output.add(token & (1 &<< UInt32(truncatingIfNeeded: extraBits) &- 1), extraBits)
      }
      output.flush()
    }
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
