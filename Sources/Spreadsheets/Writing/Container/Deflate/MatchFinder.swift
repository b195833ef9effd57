/// Finds what of a stream stood before within deflate's reach. It remembers one place a hash, which suits markup: cells repeat
/// what the row above says.
struct MatchFinder: ~Copyable {
  private let window: UnsafeMutablePointer<UInt8>
  private var filled = 0
  /// Where in the window the search goes on.
  private var next = 0
  /// Places in the stream modulo 64 KiB, by the hash of the bytes there. One of long ago, or of none, may seem near: the bytes
  /// at that distance are compared, whatever led there.
  private let places: UnsafeMutablePointer<UInt16>
  /// The place in the stream where the window begins, modulo 64 KiB.
  private var start: UInt16 = 0

  private static let capacity = 256 * 1024
  private static let hashBits: UInt32 = 14
  /// Bytes that are hashed, and compared first: a match of fewer hardly pays.
  private static let shortestMatch = MemoryLayout<UInt32>.size
  /// A match as long as this is taken without a look at the next byte's.
  private static let goodMatch = 16
  /// Bytes behind a place that must be there before it is looked at, or the end of the stream.
  private static let lookahead = DeflateSymbols.longestMatch + shortestMatch
  /// What is compared goes beyond the end, by one word.
  private static let slack = 8

  init() {
    window = .allocate(capacity: Self.capacity + Self.slack)
    window.initialize(repeating: 0, count: Self.capacity + Self.slack)
    places = .allocate(capacity: 1 << Self.hashBits)
    places.initialize(repeating: 0, count: 1 << Self.hashBits)
  }

  deinit {
    window.deallocate()
    places.deallocate()
  }

  mutating func reset() {
    filled = 0
    next = 0
    start = 0
    places.update(repeating: 0, count: 1 << Self.hashBits)
  }

  /// Whether `find` has to be called before more is taken.
  var isFull: Bool { filled == Self.capacity }

  /// Takes as much of `bytes` as there is room for, and says how much.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let count = min(bytes.count, Self.capacity - filled)
    if let base = bytes.baseAddress { (window + filled).update(from: base, count: count) }
    filled += count
    return count
  }

  /// Puts what the window holds into `block` until that is full or there is nothing more to find. At the end of the stream
  /// nothing is left; before, what needs a look ahead, so that it does not matter in which pieces a stream comes.
  mutating func find(into block: inout DeflateBlock, isLast: Bool) {
    let end = filled
    let limit = isLast ? end : max(end - Self.lookahead, next)
    var at = next
    while at < limit, !block.tokens.isFull {
      var match = match(at, end)
      if match.length < Self.shortestMatch {
        block.tokens.addByte(window[at])
        at &+= 1
        continue
      }
      if match.length < Self.goodMatch, at < limit &- 1 {
        let later = self.match(at &+ 1, end)
        if later.length > match.length {
          block.tokens.addByte(window[at])
          at &+= 1
          match = later
        }
      }
      block.tokens.addMatch(length: match.length, distance: match.distance)
      // Of the places inside, the ends are remembered: the next cell of this kind starts like this one.
      remember(at &+ 1)
      at &+= match.length
      remember(at &- 1)
    }
    next = at
  }

  /// Whether `find` has nothing more to do.
  func isFinished(isLast: Bool) -> Bool { next >= (isLast ? filled : filled - Self.lookahead) }

  /// Drops what is out of reach.
  mutating func slide() {
    let dropped = next - DeflateSymbols.farthest
    guard dropped > 0 else { return }
    window.update(from: window + dropped, count: filled - dropped)
    start &+= UInt16(truncatingIfNeeded: dropped)
    next -= dropped
    filled -= dropped
  }

  @inline(__always)
  private func hash(_ at: Int) -> Int {
    Int(truncatingIfNeeded: (word(at, as: UInt32.self) &* 0x9E37_79B1) &>> (32 &- Self.hashBits))
  }

  @inline(__always)
  private func word<Word: FixedWidthInteger & BitwiseCopyable>(_ at: Int, as type: Word.Type) -> Word {
    Word(littleEndian: UnsafeRawPointer(window).loadUnaligned(fromByteOffset: at, as: type))
  }

  @inline(__always)
  private func remember(_ at: Int) { places[hash(at)] = start &+ UInt16(truncatingIfNeeded: at) }

  /// The match at a place, which is then remembered; a length of 0 when there is none.
  @inline(__always)
  private func match(_ at: Int, _ end: Int) -> (length: Int, distance: Int) {
    let slot = hash(at)
    let place = start &+ UInt16(truncatingIfNeeded: at)
    let distance = Int(truncatingIfNeeded: place &- places[slot])
    places[slot] = place
    guard distance > 0, distance <= DeflateSymbols.farthest, distance <= at,
      word(at, as: UInt32.self) == word(at &- distance, as: UInt32.self)
    else { return (0, 0) }
    let most = min(DeflateSymbols.longestMatch, end &- at)
    var length = Self.shortestMatch
    while length < most {
      let difference = word(at &+ length, as: UInt64.self) ^ word(at &- distance &+ length, as: UInt64.self)
      if difference != 0 {
        length &+= difference.trailingZeroBitCount &>> 3
        break
      }
      length &+= 8
    }
    return (min(length, most), distance)
  }
}
