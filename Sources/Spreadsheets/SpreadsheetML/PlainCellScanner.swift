/// Reads the cells that make up nearly all of a sheet, in the one form in which every large producer writes them:
///
///     <c r="B7" s="1" t="s"><v>12</v></c>      a shared string
///     <c r="B7" s="1"><v>12.5</v></c>          a number of at most 19 digits
///     <c r="B7" s="1" t="inlineStr"><is><t>    an inline string, up to its text
///     <c r="B7" s="1"/>                        a format and nothing else
///
/// It looks at each byte once and decides nothing else: what is another form, the scanner around it reads.
struct PlainCellScanner {
  enum Content {
    case empty
    case number(Double)
    case shared(Int)
    case inlineText
  }

  /// The row's number and the quote behind it, as they stand in every reference of the row, in the low bytes.
  private var rowKey: UInt64 = 0
  private var rowMask: UInt64 = 0
  private var rowLength = 0

  private(set) var column = 0
  private(set) var style = 0
  private(set) var content = Content.empty

  /// `row` is at most seven digits.
  mutating func begin(row: Int) {
    var rest = row
    rowKey = UInt64(UInt8(ascii: "\""))
    rowLength = 1
    repeat {
      rowKey = rowKey << 8 | UInt64(0x30 + rest % 10)
      rowLength += 1
      rest /= 10
    } while rest > 0
    rowMask = rowLength >= 8 ? UInt64.max : (1 << (UInt64(rowLength) * 8)) - 1
  }

  /// The byte behind the cell that begins at `start`; nil where it is not such a cell. Eight bytes and more that are no part
  /// of the text can be read behind its end, and the first of them is a NUL.
  @inline(__always)
  mutating func scan(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    var at = start
    // `<c r` `="`
    guard load32(at) == 0x7220_633C, load16(at + 4) == 0x223D else { return nil }
    at += 6
    var column = 0
    while case let letter = at.pointee &- 0x41, letter < 26, column < 16_384 {
      column = column &* 26 &+ Int(letter) &+ 1
      at += 1
    }
    guard column > 0, column <= 16_384, load64(at) & rowMask == rowKey else { return nil }
    at += rowLength
    self.column = column
    var style = 0
    // ` s="`
    if load32(at) == 0x223D_7320 {
      at += 4
      let first = at
      while case let digit = at.pointee &- 0x30, digit < 10 {
        style = style &* 10 &+ Int(digit)
        at += 1
      }
      guard at > first, at - first <= 7, at.pointee == UInt8(ascii: "\"") else { return nil }
      at += 1
    }
    self.style = style
    // `><v>`
    if load32(at) == 0x3E76_3C3E { return number(at + 4) }
    // ` t="s"><` `v>`
    if load64(at) == 0x3C3E_2273_223D_7420, load16(at + 8) == 0x3E76 { return sharedString(at + 10) }
    // ` t="inli` `neStr"><` `is><` `t>`
    if load64(at) == 0x696C_6E69_223D_7420, load64(at + 8) == 0x3C3E_2272_7453_656E, load32(at + 16) == 0x3C3E_7369,
      load16(at + 20) == 0x3E74
    {
      content = .inlineText
      return at + 22
    }
    // `/>`
    guard load16(at) == 0x3E2F else { return nil }
    content = .empty
    return at + 2
  }

  @inline(__always)
  private mutating func sharedString(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    var at = start
    var index = 0
    while case let digit = at.pointee &- 0x30, digit < 10 {
      index = index &* 10 &+ Int(digit)
      at += 1
    }
    guard at > start, at - start <= 9 else { return nil }
    content = .shared(index)
    return endTags(at)
  }

  @inline(__always)
  private mutating func number(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    var at = start
    let isNegative = at.pointee == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let first = at
    var mantissa: UInt64 = 0
    while case let digit = at.pointee &- 0x30, digit < 10 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      at += 1
    }
    var digits = at - first
    guard digits > 0 else { return nil }
    var places = 0
    if at.pointee == UInt8(ascii: ".") {
      at += 1
      let point = at
      while case let digit = at.pointee &- 0x30, digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        at += 1
      }
      places = at - point
      digits += places
    }
    guard digits <= 19, let value = DecimalNumber.exact(mantissa, tenToMinus: places) else { return nil }
    content = .number(isNegative ? -value : value)
    return endTags(at)
  }

  /// `</v></c>`
  @inline(__always)
  private func endTags(_ at: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    load64(at) == 0x3E63_2F3C_3E76_2F3C ? at + 8 : nil
  }

  /// The byte behind `</t></is></c>`; nil where something else stands there.
  @inline(__always)
  func endOfInlineText(_ at: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    load64(at) == 0x7369_2F3C_3E74_2F3C && load32(at + 8) == 0x632F_3C3E && at[12] == UInt8(ascii: ">") ? at + 13 : nil
  }

  @inline(__always)
  private func load16(_ at: UnsafePointer<UInt8>) -> UInt16 {
    UInt16(littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt16.self))
  }

  @inline(__always)
  private func load32(_ at: UnsafePointer<UInt8>) -> UInt32 {
    UInt32(littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt32.self))
  }

  @inline(__always)
  private func load64(_ at: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt64.self))
  }
}
