/// What a block of deflate says, in order: bytes as they are, and matches.
struct DeflateTokens: ~Copyable {
  /// By bits: nine for a byte, or for a match's length less 3 and 256; five for the symbol of its distance, or of none; then the
  /// extra bits of the distance.
  let all: UnsafeMutablePointer<UInt32>
  private(set) var count = 0
  /// How often each byte and each length comes.
  let frequencies: UnsafeMutablePointer<UInt32>
  /// How often each distance's symbol comes.
  let distanceFrequencies: UnsafeMutablePointer<UInt32>

  /// Enough for the codes to pay for being told, few enough to stay near the processor.
  static let capacity = 32 * 1024
  /// One more than the block asks for: whoever sees a better match a byte on adds two tokens before looking.
  static let spare = 1

  static let byteCount = 256
  static let byteAndLengthCount = byteCount + DeflateSymbols.longestMatch - DeflateSymbols.shortestMatch + 1
  /// What a byte has in the place of a distance's symbol.
  static let noDistance = DeflateSymbols.distanceCount
  static let distanceShift: UInt32 = 9
  static let extraShift: UInt32 = 14

  init() {
    all = .allocate(capacity: Self.capacity + Self.spare)
    frequencies = .allocate(capacity: Self.byteAndLengthCount)
    frequencies.initialize(repeating: 0, count: Self.byteAndLengthCount)
    distanceFrequencies = .allocate(capacity: DeflateSymbols.distanceCount)
    distanceFrequencies.initialize(repeating: 0, count: DeflateSymbols.distanceCount)
  }

  deinit {
    all.deallocate()
    frequencies.deallocate()
    distanceFrequencies.deallocate()
  }

  mutating func removeAll() {
    count = 0
    frequencies.update(repeating: 0, count: Self.byteAndLengthCount)
    distanceFrequencies.update(repeating: 0, count: DeflateSymbols.distanceCount)
  }

  /// Whether they have to be written before more is added.
  var isFull: Bool {
    @inline(__always) get { count >= Self.capacity }
  }

  @inline(__always)
  mutating func addByte(_ byte: UInt8) {
    frequencies[Int(byte)] &+= 1
    all[count] = UInt32(truncatingIfNeeded: Self.noDistance) &<< Self.distanceShift | UInt32(byte)
    count &+= 1
  }

  @inline(__always)
  mutating func addMatch(length: Int, distance: Int) {
    let symbol = DeflateSymbols.distanceSymbol(lessOne: distance &- 1)
    distanceFrequencies[symbol] &+= 1
    let index = Self.index(ofLength: length)
    frequencies[index] &+= 1
    let extraBits = UInt32(truncatingIfNeeded: DeflateSymbols.extraBits(ofDistanceSymbol: symbol))
    let extra = UInt32(truncatingIfNeeded: distance &- 1) & (1 &<< extraBits &- 1)
    all[count] =
      extra &<< Self.extraShift | UInt32(truncatingIfNeeded: symbol) &<< Self.distanceShift
      | UInt32(truncatingIfNeeded: index)
    count &+= 1
  }

  /// Where a length stands behind the bytes.
  @inline(__always)
  static func index(ofLength length: Int) -> Int { byteCount &+ length &- DeflateSymbols.shortestMatch }
}
