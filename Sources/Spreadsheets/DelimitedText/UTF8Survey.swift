/// How well bytes fit UTF-8. Counting ends early where they plainly do not.
struct UTF8Survey {
  private(set) var invalid = 0
  /// Characters of more than one byte.
  private(set) var multibyte = 0

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { bytes in
      var index = 0
      while index < bytes.count {
        if index + 8 <= bytes.count,
          bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          index += 8
          continue
        }
        let byte = bytes[index]
        if byte < 0x80 {
          index += 1
          continue
        }
        let start = index
        while index + 4 <= bytes.count, Self.isPlainTriple(bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
        {
          index += 3
        }
        guard index == start else {
          multibyte += (index - start) / 3
          continue
        }
        let length = Self.length(of: bytes, at: index)
        if length > 0 { multibyte += 1 } else { invalid += 1 }
        // Beyond doubt: what follows need not be looked at.
        if invalid >= 1_000, multibyte < invalid { return }
        index += max(1, length)
      }
    }
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
