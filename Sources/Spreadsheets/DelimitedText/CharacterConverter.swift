import CIconv

/// The C library's converter from one encoding to UTF-8.
struct CharacterConverter: ~Copyable {
  private let handle: iconv_t
  private let unit: Int

  /// nil where the system has none for this encoding.
  init?(from encoding: String) {
    guard let handle = ciconv_open("UTF-8", encoding) else { return nil }
    self.handle = handle
    unit = encoding.hasPrefix("UTF-16") ? 2 : 1
  }

  deinit { iconv_close(handle) }

  /// Converts all bytes from `start`; what is no text becomes U+FFFD and is told to `loss` with its offset and the bytes made so far.
  func convert(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8], loss: (Int, [UInt8]) -> Void) {
    withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { window in
      var offset = 0
      while offset < bytes.count {
        var input = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.advanced(by: offset)
          .assumingMemoryBound(to: CChar.self)
        var left = bytes.count - offset
        var output = window.baseAddress?.assumingMemoryBound(to: CChar.self)
        var room = window.count
        let failed = iconv(handle, &input, &left, &output, &room) == Int.max ? ciconv_errno() : 0
        text.append(contentsOf: UnsafeRawBufferPointer(rebasing: window[..<(window.count - room)]))
        offset = bytes.count - left
        // The window is full: go on. Anything else that stops short is a byte that is no text.
        if failed == ciconv_full || left == 0 { continue }
        loss(offset, text)
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        offset += unit
      }
    }
  }

  /// Converts bytes that are one character; nil where they are none.
  func character(_ bytes: [UInt8]) -> [UInt8]? {
    var text: [UInt8] = []
    var isWhole = true
    bytes.withUnsafeBytes { convert($0, into: &text) { _, _ in isWhole = false } }
    return isWhole ? text : nil
  }
}

/// GB18030 to UTF-8. The characters of two bytes, which are nearly all, go through a table that the converter fills once.
struct GB18030Decoder: ~Copyable {
  private let converter: CharacterConverter
  /// By lead and trail byte: up to three bytes of UTF-8, the first one lowest, and their count in the highest; 0 for none.
  private static let table: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 1 << 15)
    guard let converter = CharacterConverter(from: "GB18030") else { return table }
    for lead in UInt8(0x81)...0xFE {
      for trail in UInt8(0x40)...0xFE where trail != 0x7F {
        guard let text = converter.character([lead, trail]), text.count <= 3 else { continue }
        var entry = UInt32(text.count) << 24
        for (index, byte) in text.enumerated() { entry |= UInt32(byte) << (UInt32(index) * 8) }
        table[Int(lead & 0x7F) << 8 | Int(trail)] = entry
      }
    }
    return table
  }()

  init?() {
    guard let converter = CharacterConverter(from: "GB18030") else { return nil }
    self.converter = converter
  }

  func decode(_ bytes: UnsafeRawBufferPointer, loss: (Int, Int) -> Void) -> [UInt8] {
    // Two bytes give at most three, one gives one, four at most four, and one that is no text gives three.
    let table = Self.table
    return [UInt8](unsafeUninitializedCapacity: bytes.count * 3 + 8) { text, count in
      var line = 1
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
          if byte == 0x0A { line += 1 }
          text[count] = byte
          count += 1
          index += 1
          continue
        }
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        let entry = table[Int(byte & 0x7F) << 8 | Int(next)]
        if entry != 0 {
          text[count] = UInt8(truncatingIfNeeded: entry)
          text[count + 1] = UInt8(truncatingIfNeeded: entry >> 8)
          text[count + 2] = UInt8(truncatingIfNeeded: entry >> 16)
          count += Int(entry >> 24)
          index += 2
          continue
        }
        var made: [UInt8]?
        if next & 0xF0 == 0x30, index + 4 <= bytes.count {
          made = converter.character(Array(bytes[index..<(index + 4)]))
        }
        if made == nil { loss(index, line) }
        index += made == nil ? 1 : 4
        for byte in made ?? [0xEF, 0xBF, 0xBD] {
          text[count] = byte
          count += 1
        }
      }
    }
  }
}
