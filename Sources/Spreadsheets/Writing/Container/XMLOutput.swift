/// A growing run of bytes that knows how SpreadsheetML writes numbers and text.
///
/// Raw memory rather than `[UInt8]`: a sheet is millions of small appends, and one check of the room a cell is enough.
package struct XMLOutput: ~Copyable {
  private(set) var start: UnsafeMutablePointer<UInt8>
  package internal(set) var count = 0
  private var capacity: Int

  package init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
  var array: [UInt8] { Array(bytes) }

  package mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func reserve(_ room: Int) {
    if capacity - count < room { grow(room) }
  }

  @inline(never)
  private mutating func grow(_ room: Int) {
    let larger = max(capacity * 2, count + room)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: start, count: count)
    start.deallocate()
    start = moved
    capacity = larger
  }

  // MARK: Raw

  /// Markup known when this was compiled: no `String` is made of it.
  ///
  /// - Parameter isReserved: whether the caller has seen to it that there is room.
  @inline(__always)
  mutating func fixed(_ markup: StaticString, isReserved: Bool = false) {
    let length = markup.utf8CodeUnitCount
    if !isReserved { reserve(length) }
    (start + count).update(from: markup.utf8Start, count: length)
    count &+= length
  }

  package mutating func raw(_ markup: String) {
    var markup = markup
    markup.withUTF8 { raw($0) }
  }

  mutating func raw(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    reserve(bytes.count)
    (start + count).update(from: base, count: bytes.count)
    count += bytes.count
  }

  @inline(__always)
  mutating func byte(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  // MARK: Numbers

  @inline(__always)
  package mutating func integer(_ value: Int) {
    reserve(20)
    if value >= 0, value < 10 {
      start[count] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)
      count &+= 1
      return
    }
    var rest = value.magnitude
    if value < 0 {
      start[count] = UInt8(ascii: "-")
      count &+= 1
    }
    var digits = 1
    var power: UInt = 10
    while power <= rest, digits < 19 {
      power &*= 10
      digits &+= 1
    }
    var place = count &+ digits
    count = place
    repeat {
      place &-= 1
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      start[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: remainder)
      rest = quotient
    } while rest > 0
  }

  /// The shortest decimal that reads back as the same number; finite.
  mutating func number(_ value: Double) {
    if value.magnitude < 1e15 {
      let whole = Int(value)
      if Double(whole) == value {
        integer(whole)
        return
      }
    }
    if value.magnitude < 1e9, let scaled = fourDecimals(value) {
      decimal(scaled)
    } else {
      raw(value.description)
    }
  }

  /// `n` where the number is n/10,000: a correctly rounded division of two exact numbers is what a reader's parse gives.
  private func fourDecimals(_ value: Double) -> Int? {
    let scaled = (value * 10_000).rounded()
    return scaled / 10_000 == value ? Int(scaled) : nil
  }

  private mutating func decimal(_ scaled: Int) {
    if scaled < 0 { byte(UInt8(ascii: "-")) }
    let (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: 10_000)
    integer(Int(whole))
    reserve(5)
    start[count] = UInt8(ascii: ".")
    var rest = fraction
    for place in stride(from: 4, through: 1, by: -1) {
      start[count + place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    count += 5
    while start[count - 1] == UInt8(ascii: "0") { count -= 1 }
  }

  /// The letters of a column and the digits of a row: `G5`.
  mutating func reference(_ cell: CellReference) {
    columnLetters(cell.column)
    integer(cell.row)
  }

  /// A column of 1 to 16,384.
  @inline(__always)
  mutating func columnLetters(_ column: Int) {
    reserve(3)
    let a = UInt8(ascii: "A")
    if column <= 26 {
      start[count] = a &+ UInt8(truncatingIfNeeded: column &- 1)
      count &+= 1
    } else if column <= 702 {
      let rest = column &- 27
      start[count] = a &+ UInt8(truncatingIfNeeded: rest / 26)
      start[count &+ 1] = a &+ UInt8(truncatingIfNeeded: rest % 26)
      count &+= 2
    } else {
      let rest = column &- 703
      start[count] = a &+ UInt8(truncatingIfNeeded: rest / 676)
      start[count &+ 1] = a &+ UInt8(truncatingIfNeeded: rest / 26 % 26)
      start[count &+ 2] = a &+ UInt8(truncatingIfNeeded: rest % 26)
      count &+= 3
    }
  }
}

extension XMLOutput {
  /// Up to eight bytes with one store; the caller has reserved at least eight.
  @inline(__always)
  mutating func store(_ bytes: SIMD8<UInt8>, count stored: Int) {
    UnsafeMutableRawPointer(start + count).storeBytes(of: bytes, as: SIMD8<UInt8>.self)
    count &+= stored
  }

  /// The digits of a number of 0 to 99,999,999, for `store`.
  mutating func digits(_ number: Int) -> (bytes: SIMD8<UInt8>, count: Int) {
    // Written and taken back; what stands behind them is passed over when they are stored.
    let start = count
    integer(number)
    defer { truncate(to: start) }
    return (UnsafeRawPointer(self.start + start).loadUnaligned(as: SIMD8<UInt8>.self), count - start)
  }

  /// Puts bytes in the place of some that were written.
  mutating func replace(_ range: Range<Int>, with bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    reserve(bytes.count)
    if bytes.count != range.count {
      (start + range.lowerBound + bytes.count).update(from: start + range.upperBound, count: count - range.upperBound)
    }
    (start + range.lowerBound).update(from: base, count: bytes.count)
    count += bytes.count - range.count
  }

  /// Drops bytes at the beginning.
  mutating func removeFirst(_ dropped: Int) {
    start.update(from: start + dropped, count: count - dropped)
    count -= dropped
  }

  /// Puts zeros behind the end, to be looked at but not written.
  mutating func putZeros(_ zeros: Int) {
    reserve(zeros)
    (start + count).update(repeating: 0, count: zeros)
  }

  /// Takes back what was written after `count` bytes.
  package mutating func truncate(to count: Int) { self.count = min(count, self.count) }
}
