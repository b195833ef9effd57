/// What a block of deflate says, in order: bytes as they are, and matches.
struct DeflateTokens: ~Copyable {
  /// By bits: nine for a byte, or for a match's length less 3 and 256; five for the symbol of its distance, or of none; then the
  /// distance less one.
  let all: UnsafeMutablePointer<UInt32>
  private(set) var count = 0
  /// How often each byte, each length and each distance's symbol comes; behind these, as bytes, the symbols of distances less
  /// one: of those below 256, then of 128 at a time. All in one, to be reached from one place.
  private let tables: UnsafeMutablePointer<UInt32>

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
  private static let farCount = DeflateSymbols.farthest >> farShift
  private static let frequencyCount = byteAndLengthCount + DeflateSymbols.distanceCount
  private static let symbolStart = frequencyCount * MemoryLayout<UInt32>.stride

  init() {
    all = .allocate(capacity: Self.capacity)
    let symbolRoom = (Self.nearCount + Self.farCount) / MemoryLayout<UInt32>.stride
    tables = .allocate(capacity: Self.frequencyCount + symbolRoom)
    tables.initialize(repeating: 0, count: Self.frequencyCount + symbolRoom)
    let symbols = UnsafeMutableRawPointer(tables) + Self.symbolStart
    for near in 0..<Self.nearCount {
      symbols.storeBytes(of: UInt8(DeflateSymbols.distanceSymbol(lessOne: near)), toByteOffset: near, as: UInt8.self)
    }
    for far in 0..<Self.farCount {
      let symbol = UInt8(DeflateSymbols.distanceSymbol(lessOne: far << Self.farShift))
      symbols.storeBytes(of: symbol, toByteOffset: Self.nearCount + far, as: UInt8.self)
    }
  }

  /// How often each byte and each length comes.
  var frequencies: UnsafePointer<UInt32> { UnsafePointer(tables) }
  /// How often each distance's symbol comes.
  var distanceFrequencies: UnsafePointer<UInt32> { UnsafePointer(tables + Self.byteAndLengthCount) }

  deinit {
    all.deallocate()
    tables.deallocate()
  }

  mutating func removeAll() {
    count = 0
    tables.update(repeating: 0, count: Self.frequencyCount)
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
    private let tables: UnsafeMutablePointer<UInt32>

    fileprivate init(_ tokens: borrowing DeflateTokens) {
      next = tokens.all + tokens.count
      end = tokens.all + DeflateTokens.capacity
      tables = tokens.tables
    }

    /// Whether there is no room for more.
    var isFull: Bool {
      @inline(__always) get { next >= end }
    }

    @inline(__always)
    mutating func addByte(_ byte: UInt8) {
      tables[Int(byte)] &+= 1
      add(UInt32(truncatingIfNeeded: DeflateTokens.noDistance) &<< DeflateTokens.symbolShift | UInt32(byte))
    }

    /// - Parameter distance: less one.
    @inline(__always)
    mutating func addMatch(length: Int, distance: UInt32) {
      let far = UInt32(DeflateTokens.nearCount) &+ distance &>> DeflateTokens.farShift
      let offset = DeflateTokens.symbolStart &+ Int(distance < DeflateTokens.nearCount ? distance : far)
      let symbol = UnsafeRawPointer(tables).load(fromByteOffset: offset, as: UInt8.self)
      tables[DeflateTokens.byteAndLengthCount &+ Int(symbol)] &+= 1
      let index = DeflateTokens.index(ofLength: length)
      tables[index] &+= 1
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
