/// A prefix code of deflate (RFC 1951, 3.2.2): short codes for symbols that come often.
struct PrefixCode: ~Copyable {
  let symbolCount: Int
  /// How often each symbol comes; whoever makes a block counts.
  let frequencies: UnsafeMutablePointer<UInt32>
  /// Bits of each symbol's code; 0 for one that does not come.
  let lengths: UnsafeMutablePointer<UInt8>
  /// First bit lowest, as deflate writes them; undefined where the length is 0.
  let codes: UnsafeMutablePointer<UInt16>

  /// Bits of the longest code that the format allows.
  private let longest: Int
  private let depths: UnsafeMutablePointer<UInt32>
  private let order: UnsafeMutableBufferPointer<UInt64>

  init(symbolCount: Int, longest: Int) {
    self.symbolCount = symbolCount
    self.longest = longest
    frequencies = .allocate(capacity: symbolCount)
    frequencies.initialize(repeating: 0, count: symbolCount)
    lengths = .allocate(capacity: symbolCount)
    lengths.initialize(repeating: 0, count: symbolCount)
    codes = .allocate(capacity: symbolCount)
    codes.initialize(repeating: 0, count: symbolCount)
    depths = .allocate(capacity: symbolCount)
    depths.initialize(repeating: 0, count: symbolCount)
    order = .allocate(capacity: symbolCount)
    order.initialize(repeating: 0)
  }

  deinit {
    frequencies.deallocate()
    lengths.deallocate()
    codes.deallocate()
    depths.deallocate()
    order.deallocate()
  }

  /// How many lengths are told: up to that of the last symbol that comes.
  func told(atLeast least: Int) -> Int {
    var count = symbolCount
    while count > least, lengths[count - 1] == 0 { count -= 1 }
    return count
  }

  func forgetFrequencies() { frequencies.update(repeating: 0, count: symbolCount) }

  /// Makes the code that suits the frequencies best, or nearly so where the longest allowed code cuts in.
  func fitFrequencies() {
    let used = orderSymbols()
    for index in 0..<used { depths[index] = UInt32(truncatingIfNeeded: order[index] >> 16) }
    Self.turnIntoDepths(depths, used)
    assignLengths(used, countsWithinLongest(used))
    assignCodes()
  }

  /// Puts symbols that come into `order`, the rarest first, and says how many. There are two at least: some readers refuse
  /// a code of one symbol.
  private func orderSymbols() -> Int {
    var used = 0
    for symbol in 0..<symbolCount where frequencies[symbol] > 0 {
      order[used] = UInt64(frequencies[symbol]) << 16 | UInt64(symbol)
      used += 1
    }
    for symbol in 0..<symbolCount where used < 2 && frequencies[symbol] == 0 {
      order[used] = 1 << 16 | UInt64(symbol)
      used += 1
    }
    var rising = UnsafeMutableBufferPointer(rebasing: order[..<used])
    rising.sort()
    return used
  }

  /// How many codes there are of each length. What is too long is cut, and the room that it then takes too much is found
  /// by making codes longer that are not yet the longest.
  private func countsWithinLongest(_ used: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: longest + 1)
    for index in 0..<used { counts[min(Int(depths[index]), longest)] += 1 }
    // In units of what one longest code takes of all that codes can be.
    var room = counts.indices.reduce(0) { $0 + counts[$1] << (longest - $1) }
    while room > 1 << longest {
      var length = longest - 1
      while counts[length] == 0 { length -= 1 }
      counts[length] -= 1
      counts[length + 1] += 2
      counts[longest] -= 1
      room -= 1
    }
    return counts
  }

  private func assignLengths(_ used: Int, _ counts: [Int]) {
    lengths.update(repeating: 0, count: symbolCount)
    var index = 0
    for length in stride(from: longest, through: 1, by: -1) {
      for _ in 0..<counts[length] {
        lengths[Int(order[index] & 0xFFFF)] = UInt8(length)
        index += 1
      }
    }
  }

  /// RFC 1951, 3.2.2: codes of one length follow each other in the order of their symbols.
  private func assignCodes() {
    var next = [Int](repeating: 0, count: longest + 2)
    for symbol in 0..<symbolCount where lengths[symbol] > 0 { next[Int(lengths[symbol]) + 1] += 1 }
    for length in 1...longest + 1 { next[length] = (next[length] + next[length - 1]) << 1 }
    for symbol in 0..<symbolCount where lengths[symbol] > 0 {
      let length = Int(lengths[symbol])
      codes[symbol] = UInt16(truncatingIfNeeded: next[length]).reversed(length)
      next[length] += 1
    }
  }

  /// Turns weights that rise into the depths of an optimal tree's leaves, which fall: Moffat and Katajainen, In-place
  /// calculation of minimum-redundancy codes (1995). `count` is 2 or more.
  private static func turnIntoDepths(_ tree: UnsafeMutablePointer<UInt32>, _ count: Int) {
    combine(tree, count)
    // From parents to the depths of inner nodes.
    tree[count - 2] = 0
    for node in stride(from: count - 3, through: 0, by: -1) { tree[node] = tree[Int(tree[node])] + 1 }
    // From the number of inner nodes of each depth to the depths of leaves.
    var available = 1
    var depth: UInt32 = 0
    var inner = count - 2
    var leaf = count - 1
    while available > 0 {
      var used = 0
      while inner >= 0 && tree[inner] == depth {
        used += 1
        inner -= 1
      }
      for _ in used..<available {
        tree[leaf] = depth
        leaf -= 1
      }
      available = 2 * used
      depth += 1
    }
  }

  /// Joins the two lightest again and again: each inner node then holds the index of its parent, the root its weight.
  private static func combine(_ tree: UnsafeMutablePointer<UInt32>, _ count: Int) {
    var inner = 0
    var leaf = 0
    for node in 0..<count - 1 {
      var weight: UInt32 = 0
      for _ in 0..<2 {
        if leaf >= count || (inner < node && tree[inner] < tree[leaf]) {
          weight += tree[inner]
          tree[inner] = UInt32(node)
          inner += 1
        } else {
          weight += tree[leaf]
          leaf += 1
        }
      }
      tree[node] = weight
    }
  }
}

extension UInt16 {
  /// The lowest bits, and nothing else, the other way round.
  fileprivate func reversed(_ bits: Int) -> UInt16 {
    var all = byteSwapped
    all = all >> 4 & 0x0F0F | (all & 0x0F0F) << 4
    all = all >> 2 & 0x3333 | (all & 0x3333) << 2
    all = all >> 1 & 0x5555 | (all & 0x5555) << 1
    return all >> UInt16(16 - bits)
  }
}
