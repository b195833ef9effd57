import CIconv

/// A text file's bytes as UTF-8, and what was lost on the way.
struct DecodedText {
  let utf8: [UInt8]
  let encoding: String
  let losses: [DecodingLoss]
  /// Where the text begins in `utf8`, after a byte order mark.
  let start: Int
}

/// Finds the encoding of a text: a byte order mark, else strict UTF-8, else GB18030, which holds GBK and GB2312.
enum TextDecoder {
  static func decode(_ bytes: [UInt8]) throws(SpreadsheetError) -> DecodedText {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(bytes, start: 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return try converted(bytes, from: "UTF-16LE", start: 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try converted(bytes, from: "UTF-16BE", start: 2) }
    let survey = UTF8Survey(bytes)
    if survey.invalid == 0 { return DecodedText(utf8: bytes, encoding: "UTF-8", losses: [], start: 0) }
    // A few bad bytes do not make a GB18030 of a text that else is UTF-8; GB18030 rarely looks like UTF-8.
    if survey.multibyte > survey.invalid * 8 { return utf8(bytes, start: 0) }
    return try converted(bytes, from: "GB18030", start: 0)
  }

  /// UTF-8 with each maximal invalid piece replaced by U+FFFD.
  private static func utf8(_ bytes: [UInt8], start: Int) -> DecodedText {
    var text: [UInt8] = []
    var losses = LossRecord()
    var index = start
    while index < bytes.count {
      let length = UTF8Survey.length(of: bytes, at: index)
      if length > 0 {
        if bytes[index] == 0x0A { losses.line += 1 }
        text.append(contentsOf: bytes[index..<(index + length)])
        index += length
      } else {
        losses.add(at: index)
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        index += 1
      }
    }
    return DecodedText(utf8: text, encoding: "UTF-8", losses: losses.all, start: 0)
  }

  private static func converted(
    _ bytes: [UInt8], from encoding: String, start: Int
  ) throws(SpreadsheetError) -> DecodedText {
    guard var converter = Converter(from: encoding) else {
      throw SpreadsheetError(.damaged, detail: "this system has no converter for the encoding \(encoding)")
    }
    var losses = LossRecord()
    let text = converter.convert(bytes, from: start, losses: &losses)
    return DecodedText(utf8: text, encoding: encoding, losses: losses.all, start: 0)
  }
}

/// The places of what could not be decoded, the first 1,000 of them, and the line that decoding has come to.
private struct LossRecord {
  private(set) var all: [DecodingLoss] = []
  var line = 1

  mutating func add(at offset: Int) {
    if all.count < 1_000 { all.append(DecodingLoss(offset: offset, line: line)) }
  }
}

/// How well bytes fit UTF-8.
private struct UTF8Survey {
  var invalid = 0
  var multibyte = 0

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        if bytes[index] < 0x80 {
          index += 1
          continue
        }
        let length = Self.length(of: bytes, at: index)
        if length > 0 { multibyte += 1 } else { invalid += 1 }
        index += max(1, length)
      }
    }
  }

  /// The length of the character that begins at `index`; 0 where none does (Unicode 15, table 3-7).
  static func length(of bytes: some RandomAccessCollection<UInt8>, at index: Int) -> Int {
    let at = { (offset: Int) -> UInt8 in
      let position = bytes.index(bytes.startIndex, offsetBy: index + offset)
      return position < bytes.endIndex ? bytes[position] : 0
    }
    let first = at(0)
    func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return isTail(at(1)) ? 2 : 0
    case 0xE0...0xEF:
      let second = at(1)
      guard isTail(second), isTail(at(2)), first != 0xE0 || second >= 0xA0, first != 0xED || second < 0xA0 else {
        return 0
      }
      return 3
    case 0xF0...0xF4:
      let second = at(1)
      guard isTail(second), isTail(at(2)), isTail(at(3)), first != 0xF0 || second >= 0x90,
        first != 0xF4 || second < 0x90
      else { return 0 }
      return 4
    default: return 0
    }
  }
}

/// The C library's converter from one encoding to UTF-8.
private struct Converter: ~Copyable {
  private let handle: iconv_t
  private let unit: Int

  init?(from encoding: String) {
    guard let handle = ciconv_open("UTF-8", encoding) else { return nil }
    self.handle = handle
    unit = encoding.hasPrefix("UTF-16") ? 2 : 1
  }

  deinit { iconv_close(handle) }

  mutating func convert(_ bytes: [UInt8], from start: Int, losses: inout LossRecord) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 3 / 2)
    bytes.withUnsafeBytes { source in
      withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { window in
        var offset = start
        while offset < source.count {
          var input = UnsafeMutableRawPointer(mutating: source.baseAddress)?.advanced(by: offset)
            .assumingMemoryBound(to: CChar.self)
          var left = source.count - offset
          var output = window.baseAddress?.assumingMemoryBound(to: CChar.self)
          var room = window.count
          let result = iconv(handle, &input, &left, &output, &room)
          let failed = result == Int.max || result == -1 ? ciconv_errno() : 0
          let made = UnsafeRawBufferPointer(rebasing: window[..<(window.count - room)])
          for byte in made where byte == 0x0A { losses.line += 1 }
          text.append(contentsOf: made)
          offset = source.count - left
          // The window is full: go on. Anything else that stops short is a byte that is no text.
          if failed == ciconv_full || left == 0 { continue }
          losses.add(at: offset)
          text.append(contentsOf: [0xEF, 0xBF, 0xBD])
          offset += unit
        }
      }
    }
    return text
  }
}
