import Glibc

/// How well bytes fit UTF-8. Counting ends early where they plainly do not.
package struct UTF8Survey {
  private(set) var invalid = 0
  /// Characters of more than one byte.
  private(set) var multibyte = 0
  private(set) var hasNUL = false

  /// Surveys a whole source.
  init(_ source: borrowing ByteSource) throws(SpreadsheetError) {
    var survey = UTF8Survey()
    try source.forEachWindow { bytes, isLast in
      if !survey.hasNUL { survey.hasNUL = bytes.baseAddress.flatMap { memchr($0, 0, bytes.count) } != nil }
      return survey.hasNUL ? nil : survey.add(bytes, isLast: isLast)
    }
    self = survey
  }

  private init() {}

  /// Counts the characters of `bytes` and says how many bytes it has looked at: not a character that is cut off, unless it
  /// `isLast`.
  private mutating func add(_ bytes: UnsafeRawBufferPointer, isLast: Bool) -> Int {
    // Beyond doubt: what follows need not be looked at, but for zero bytes.
    if invalid >= 1_000, multibyte < invalid { return bytes.count }
    let end = isLast ? bytes.count : max(0, bytes.count - 3)
    var index = 0
    while index < end {
      multibyte += Self.passPlain(bytes, &index)
      guard index < end else { break }
      let length = Self.length(of: bytes, at: index)
      if length > 1 { multibyte += 1 }
      if length == 0 {
        invalid += 1
        if invalid >= 1_000, multibyte < invalid { return bytes.count }
      }
      index += max(1, length)
    }
    return min(index, bytes.count)
  }

  /// Where the first bytes stand that are no character; nil where all are.
  package static func firstFault(in bytes: UnsafeRawBufferPointer) -> Int? {
    var index = 0
    while true {
      _ = passPlain(bytes, &index)
      guard index < bytes.count else { return nil }
      let length = length(of: bytes, at: index)
      if length == 0 { return index }
      index += length
    }
  }

  /// Goes past ASCII, eight bytes at a time, and past the characters of three bytes that are told at once.
  ///
  /// - Returns: how many of these there were.
  @inline(__always)
  private static func passPlain(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Int {
    var triples = 0
    while index + 8 <= bytes.count {
      let eight = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let high = eight & 0x8080_8080_8080_8080
      guard high != 0 else {
        index += 8
        continue
      }
      index += high.trailingZeroBitCount / 8
      let start = index
      while index + 4 <= bytes.count, isPlainTriple(bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)) {
        index += 3
      }
      if index == start { break }
      triples += (index - start) / 3
    }
    return triples
  }

  /// Three bytes that are a character whatever their other bits are, which nearly every Chinese one is.
  @inline(__always)
  private static func isPlainTriple(_ bytes: UInt32) -> Bool {
    let bytes = bytes.littleEndian
    return bytes & 0xC0_C0F0 == 0x80_80E0 && bytes & 0xFF != 0xE0 && bytes & 0xFF != 0xED
  }

  /// The length of the character that begins at `index`; 0 where none does (Unicode 15, table 3-7).
  @inline(__always)
  static func length(of bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    func isTail(_ offset: Int) -> Bool { index + offset < bytes.count && bytes[index + offset] & 0xC0 == 0x80 }
    let first = bytes[index]
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return isTail(1) ? 2 : 0
    case 0xE0...0xEF:
      guard isTail(1), isTail(2), first != 0xE0 || bytes[index + 1] >= 0xA0, first != 0xED || bytes[index + 1] < 0xA0
      else { return 0 }
      return 3
    case 0xF0...0xF4:
      guard isTail(1), isTail(2), isTail(3), first != 0xF0 || bytes[index + 1] >= 0x90,
        first != 0xF4 || bytes[index + 1] < 0x90
      else { return 0 }
      return 4
    default: return 0
    }
  }
}
