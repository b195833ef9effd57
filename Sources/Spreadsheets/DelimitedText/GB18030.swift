import CIconv

/// The characters of GB18030, from the C library's converter, which is asked once a process for each of them.
enum GB18030 {
  /// By lead and trail byte: up to three bytes of UTF-8, the first one lowest, and their count in the highest; 0 for none.
  static let pairs: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 1 << 15)
    guard let converter = Converter() else { return table }
    for lead in UInt8(0x81)...0xFE {
      for trail in UInt8(0x40)...0xFE where trail != 0x7F {
        table[Int(lead & 0x7F) << 8 | Int(trail)] = packed(converter.scalar(lead, trail, 0, 0, count: 2))
      }
    }
    return table
  }()

  /// The characters of four bytes up to U+FFFF, by their place in the order of these; the same form.
  private static let quadruples: [UInt32] = {
    guard let converter = Converter() else { return [] }
    var table = [UInt32](repeating: 0, count: 39_420)
    for place in table.indices {
      let bytes = [0x81 + place / 12_600, 0x30 + place / 1_260 % 10, 0x81 + place / 10 % 126, 0x30 + place % 10]
      let four = bytes.map { UInt8($0) }
      table[place] = packed(converter.scalar(four[0], four[1], four[2], four[3], count: 4))
    }
    return table
  }()

  /// The character of four bytes; nil where there is none.
  static func scalar(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) -> Unicode.Scalar? {
    guard (0x81...0xFE).contains(first), (0x30...0x39).contains(second), (0x81...0xFE).contains(third),
      (0x30...0x39).contains(fourth)
    else { return nil }
    var place = (Int(first) - 0x81) * 10 + (Int(second) - 0x30)
    place = (place * 126 + (Int(third) - 0x81)) * 10 + (Int(fourth) - 0x30)
    // From 0x90308130 on they follow the order of Unicode.
    if place >= 189_000 { return Unicode.Scalar(UInt32(place - 189_000 + 0x10000)) }
    guard quadruples.indices.contains(place) else { return nil }
    let entry = quadruples[place]
    return entry == 0 ? nil : unpacked(entry)
  }

  private static func packed(_ scalar: Unicode.Scalar?) -> UInt32 {
    guard let scalar, let text = Unicode.UTF8.encode(scalar), text.count <= 3 else { return 0 }
    var entry = UInt32(text.count) << 24
    for (index, byte) in text.enumerated() { entry |= UInt32(byte) << (UInt32(index) * 8) }
    return entry
  }

  private static func unpacked(_ entry: UInt32) -> Unicode.Scalar? {
    let bytes = (0..<(entry >> 24)).map { UInt8(truncatingIfNeeded: entry >> ($0 * 8)) }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first
  }
}

/// Owns a converter of the C library.
private struct Converter: ~Copyable {
  private let handle: iconv_t

  init?() {
    guard let handle = ciconv_open("UTF-32LE", "GB18030") else { return nil }
    self.handle = handle
  }

  deinit { iconv_close(handle) }

  /// The one character that `count` of the bytes are; nil where they are none.
  func scalar(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8, count: Int) -> Unicode.Scalar? {
    var bytes = (
      CChar(bitPattern: first), CChar(bitPattern: second), CChar(bitPattern: third), CChar(bitPattern: fourth)
    )
    var value: (UInt32, UInt32) = (0, 0)
    var left = count
    var room = 8
    let result = withUnsafeMutableBytes(of: &bytes) { bytes in
      withUnsafeMutableBytes(of: &value) { value in
        var input = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        var output = value.baseAddress?.assumingMemoryBound(to: CChar.self)
        // Back to the first state, whatever the bytes before were.
        iconv(handle, nil, nil, nil, nil)
        return iconv(handle, &input, &left, &output, &room)
      }
    }
    return result == 0 && left == 0 && room == 4 ? Unicode.Scalar(UInt32(littleEndian: value.0)) : nil
  }
}
