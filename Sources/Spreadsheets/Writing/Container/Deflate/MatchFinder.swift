/// Finds what of a stream stood before within deflate's reach. It remembers one place a hash, which suits markup: cells repeat
/// what the row above says.
struct MatchFinder: ~Copyable {
  /// Where in the window the search goes on.
  private var next = 0
  /// Places in the stream modulo 64 KiB, by the hash of the bytes there. One of long ago, or of none, may seem near: the bytes
  /// at that distance are compared, whatever led there.
  private let places: UnsafeMutablePointer<UInt16>
  /// The place in the stream where the window begins, modulo 64 KiB.
  private var start: UInt16 = 0

  fileprivate static let hashBits: UInt32 = 14
  /// Bytes that are hashed, and compared first: a match of fewer hardly pays.
  fileprivate static let shortestMatch = MemoryLayout<UInt32>.size
  /// Bytes behind a place that must be there before it is looked at, or the end of the stream.
  private static let lookahead = DeflateSymbols.longestMatch + shortestMatch
  /// What is looked at goes beyond the end, by one word.
  static let slack = 8

  init() {
    places = .allocate(capacity: 1 << Self.hashBits)
    places.initialize(repeating: 0, count: 1 << Self.hashBits)
  }

  deinit { places.deallocate() }

  mutating func reset() {
    next = 0
    start = 0
    places.update(repeating: 0, count: 1 << Self.hashBits)
  }

  /// Puts what the window holds into `block` until that is full or there is nothing more to find. At the end of the stream
  /// nothing is left; before, what needs a look ahead, so that it does not matter in which pieces a stream comes.
  ///
  /// - Parameter window: with `slack` bytes behind its end.
  mutating func find(in window: borrowing XMLOutput, into block: inout DeflateBlock, isLast: Bool) {
    // In places of the stream, modulo 64 KiB where the window begins.
    let first = Int(start)
    let limit = first + (isLast ? window.count : max(window.count - Self.lookahead, next))
    let search = Search(bytes: window.start - first, end: first + window.count, places: places)
    var at = first + next
    block.tokens.add { tokens in
      while at < limit, !tokens.isFull {
        let match = search.match(at)
        if match.length < Self.shortestMatch {
          // With all of its character: what begins within one is seldom worth a look.
          repeat {
            tokens.addByte(search.bytes[at])
            at &+= 1
          } while at < limit && search.bytes[at] & 0xC0 == 0x80 && !tokens.isFull
          continue
        }
        tokens.addMatch(length: match.length, distance: match.distance)
        // Of the places inside, those at the ends are remembered: the next cell of this kind starts like this one.
        search.remember(at &+ 1)
        at &+= match.length
        search.remember(at &- 3)
        search.remember(at &- 2)
        search.remember(at &- 1)
      }
    }
    next = at - first
  }

  /// Whether `find` has nothing more to do.
  func isFinished(_ window: borrowing XMLOutput, isLast: Bool) -> Bool {
    next >= (isLast ? window.count : window.count - Self.lookahead)
  }

  /// Drops what is out of reach.
  mutating func slide(_ window: inout XMLOutput) {
    let dropped = next - DeflateSymbols.farthest
    guard dropped > 0 else { return }
    window.removeFirst(dropped)
    start &+= UInt16(truncatingIfNeeded: dropped)
    next -= dropped
  }
}

/// What is looked at again and again while matches are found, none of which changes meanwhile.
private struct Search {
  /// By their places in the stream; only those of the window are there.
  let bytes: UnsafeMutablePointer<UInt8>
  let end: Int
  let places: UnsafeMutablePointer<UInt16>

  /// The match at a place, which is then remembered: its length, 0 when there is none, and its distance less one.
  @inline(__always)
  func match(_ at: Int) -> (length: Int, distance: UInt32) {
    let slot = hash(at)
    let place = UInt16(truncatingIfNeeded: at)
    let distance = place &- places[slot] &- 1
    places[slot] = place
    // A window that does not begin with the stream has all that is within reach.
    guard Int(distance) < min(at, DeflateSymbols.farthest) else { return (0, 0) }
    let before = at &- 1 &- Int(distance)
    guard word(at, as: UInt32.self) == word(before, as: UInt32.self) else { return (0, 0) }
    let most = min(DeflateSymbols.longestMatch, end &- at)
    var length = MatchFinder.shortestMatch
    while length < most {
      let difference = word(at &+ length, as: UInt64.self) ^ word(before &+ length, as: UInt64.self)
      if difference != 0 {
        length &+= difference.trailingZeroBitCount &>> 3
        break
      }
      length &+= MemoryLayout<UInt64>.size
    }
    return (min(length, most), UInt32(distance))
  }

  @inline(__always)
  func remember(_ at: Int) { places[hash(at)] = UInt16(truncatingIfNeeded: at) }

  @inline(__always)
  private func hash(_ at: Int) -> Int {
    Int(truncatingIfNeeded: (word(at, as: UInt32.self) &* 0x9E37_79B1) &>> (32 &- MatchFinder.hashBits))
  }

  @inline(__always)
  private func word<Word: FixedWidthInteger & BitwiseCopyable>(_ at: Int, as type: Word.Type) -> Word {
    Word(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: at, as: type))
  }
}
