/// Collects the text of a `CT_Rst`: its `t` and those of its runs, without the phonetic ones (ISO 29500-1, 18.4).
struct RichText {
  private(set) var bytes: [UInt8] = []
  private var isInText = false
  /// How many elements deep within a phonetic run.
  private var phonetic = 0

  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    isInText = false
    phonetic = 0
  }

  mutating func start(_ name: XMLName) {
    if phonetic > 0 || name.local == "rPh" { phonetic += 1 }
    isInText = phonetic == 0 && name.local == "t" && name.namespace == .spreadsheetML
  }

  mutating func end(_ name: XMLName) {
    if phonetic > 0 { phonetic -= 1 }
    if name.local == "t" { isInText = false }
  }

  mutating func append(_ text: Span<UInt8>) {
    guard isInText else { return }
    text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }
}

/// `ST_Xstring`: characters that XML cannot hold are written `_xHHHH_` (ISO 29500-1, 22.9.2.19).
enum XString {
  static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 7, hasEscape(bytes) else { return bytes }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard let unit = escape(in: bytes, at: index) else {
        decoded.append(bytes[index])
        index += 1
        continue
      }
      if unit & 0xFC00 == 0xD800, let low = escape(in: bytes, at: index + 7), low & 0xFC00 == 0xDC00,
        let scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
      {
        decoded.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .encodedReplacementCharacter)
        index += 14
      } else if unit < 0xFFFE, let scalar = Unicode.Scalar(UInt32(unit)) {
        decoded.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .encodedReplacementCharacter)
        index += 7
      } else {
        // Half of a surrogate pair is no character, nor is U+FFFE or U+FFFF: it stays as it is written.
        decoded.append(contentsOf: bytes[index..<(index + 7)])
        index += 7
      }
    }
    return decoded
  }

  private static func hasEscape(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while let found = bytes[index...].firstIndex(of: UInt8(ascii: "_")) {
      if escape(in: bytes, at: found) != nil { return true }
      index = found + 1
    }
    return false
  }

  private static func escape(in bytes: [UInt8], at index: Int) -> UInt16? {
    guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
      bytes[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt16 = 0
    for offset in 2...5 {
      guard let digit = hexadecimal(bytes[index + offset]) else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
