/// What a block of deflate says, in order: bytes as they are, and matches.
struct DeflateTokens: ~Copyable {
  /// By bits: nine for a byte, or for a match's length less 3 and 256; five for the symbol of its distance, or of none; then the
  /// distance less one.
  let all: UnsafeMutablePointer<UInt32>
  private(set) var count = 0
  /// How often each byte and each length comes.
  let frequencies: UnsafeMutablePointer<UInt32>
  /// How often each distance's symbol comes.
  let distanceFrequencies: UnsafeMutablePointer<UInt32>
  /// The symbols of distances less one: of those below 256, then of 128 at a time.
  private let symbols: UnsafeMutablePointer<UInt8>

  /// Enough for the codes to pay for being told, few enough to stay near the processor.
  static let capacity = 64 * 1024

  static let byteCount = 256
  static let byteAndLengthCount = byteCount + DeflateSymbols.longestMatch - DeflateSymbols.shortestMatch + 1
  /// What a byte has in the place of a distance's symbol.
  static let noDistance = DeflateSymbols.distanceCount
  static let symbolShift: UInt32 = 9
  static let distanceShift: UInt32 = 14

  private static let nearCount = 256
  private static let farShift: UInt32 = 7

  init() {
    all = .allocate(capacity: Self.capacity)
    frequencies = .allocate(capacity: Self.byteAndLengthCount)
    frequencies.initialize(repeating: 0, count: Self.byteAndLengthCount)
    distanceFrequencies = .allocate(capacity: DeflateSymbols.distanceCount)
    distanceFrequencies.initialize(repeating: 0, count: DeflateSymbols.distanceCount)
    let farCount = DeflateSymbols.farthest >> Self.farShift
    symbols = .allocate(capacity: Self.nearCount + farCount)
    for near in 0..<Self.nearCount {
      symbols[near] = UInt8(DeflateSymbols.distanceSymbol(lessOne: near))
    }
    for far in 0..<farCount {
      symbols[Self.nearCount + far] = UInt8(DeflateSymbols.distanceSymbol(lessOne: far << Self.farShift))
    }
  }

  deinit {
    all.deallocate()
    frequencies.deallocate()
    distanceFrequencies.deallocate()
    symbols.deallocate()
  }

  mutating func removeAll() {
    count = 0
    frequencies.update(repeating: 0, count: Self.byteAndLengthCount)
    distanceFrequencies.update(repeating: 0, count: DeflateSymbols.distanceCount)
  }

  /// Adds what `body` finds, which must not be more than there is room for.
  @inline(__always)
  mutating func add(_ body: (inout Adder) -> Void) {
    var adder = Adder(self)
    body(&adder)
    count = adder.next - all
  }

  /// Adds tokens: what that takes, in a value of its own, stays in the processor's registers.
  struct Adder {
    fileprivate var next: UnsafeMutablePointer<UInt32>
    private let end: UnsafeMutablePointer<UInt32>
    private let frequencies: UnsafeMutablePointer<UInt32>
    private let distanceFrequencies: UnsafeMutablePointer<UInt32>
    private let symbols: UnsafeMutablePointer<UInt8>

    fileprivate init(_ tokens: borrowing DeflateTokens) {
      next = tokens.all + tokens.count
      end = tokens.all + DeflateTokens.capacity
      frequencies = tokens.frequencies
      distanceFrequencies = tokens.distanceFrequencies
      symbols = tokens.symbols
    }

    /// Whether there is no room for more.
    var isFull: Bool {
      @inline(__always) get { next >= end }
    }

    @inline(__always)
    mutating func addByte(_ byte: UInt8) {
      frequencies[Int(byte)] &+= 1
      add(UInt32(truncatingIfNeeded: DeflateTokens.noDistance) &<< DeflateTokens.symbolShift | UInt32(byte))
    }

    /// - Parameter distance: less one.
    @inline(__always)
    mutating func addMatch(length: Int, distance: UInt32) {
      let far = UInt32(DeflateTokens.nearCount) &+ distance &>> DeflateTokens.farShift
      let symbol = symbols[Int(distance < DeflateTokens.nearCount ? distance : far)]
      distanceFrequencies[Int(symbol)] &+= 1
      let index = DeflateTokens.index(ofLength: length)
      frequencies[index] &+= 1
      add(
        distance &<< DeflateTokens.distanceShift | UInt32(symbol) &<< DeflateTokens.symbolShift
          | UInt32(truncatingIfNeeded: index))
    }

    @inline(__always)
    private mutating func add(_ token: UInt32) {
      next.pointee = token
      next += 1
    }
  }

  /// Where a length stands behind the bytes.
  @inline(__always)
  static func index(ofLength length: Int) -> Int { byteCount &+ length &- DeflateSymbols.shortestMatch }
}
