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
    if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes, as: "UTF-16LE") }
    if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes, as: "UTF-16BE") }
    let survey = UTF8Survey(bytes)
    if survey.invalid == 0 { return DecodedText(utf8: bytes, encoding: "UTF-8", losses: [], start: 0) }
    // A few bad bytes do not make a GB18030 of a text that else is UTF-8; GB18030 rarely looks like UTF-8.
    if survey.multibyte > survey.invalid * 8 { return utf8(bytes, start: 0) }
    return try gb18030(bytes)
  }

  /// UTF-8 with each byte that belongs to no character replaced by U+FFFD.
  private static func utf8(_ bytes: [UInt8], start: Int) -> DecodedText {
    if UTF8Survey(bytes).invalid == 0 { return DecodedText(utf8: bytes, encoding: "UTF-8", losses: [], start: start) }
    var text: [UInt8] = []
    var losses = LossRecord()
    var line = 1
    bytes.withUnsafeBytes { bytes in
      var index = start
      while index < bytes.count {
        let length = UTF8Survey.length(of: bytes, at: index)
        if length > 0 {
          if bytes[index] == 0x0A { line += 1 }
          text.append(contentsOf: bytes[index..<(index + length)])
        } else {
          losses.add(at: index, line: line)
          text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        }
        index += max(1, length)
      }
    }
    return DecodedText(utf8: text, encoding: "UTF-8", losses: losses.all, start: 0)
  }

  private static func gb18030(_ bytes: [UInt8]) throws(SpreadsheetError) -> DecodedText {
    guard let decoder = GB18030Decoder() else { throw noConverter("GB18030") }
    var losses = LossRecord()
    let text = bytes.withUnsafeBytes { decoder.decode($0) { losses.add(at: $0, line: $1) } }
    return DecodedText(utf8: text, encoding: "GB18030", losses: losses.all, start: 0)
  }

  private static func utf16(_ bytes: [UInt8], as encoding: String) throws(SpreadsheetError) -> DecodedText {
    guard let converter = CharacterConverter(from: encoding) else { throw noConverter(encoding) }
    var losses = LossRecord()
    var text: [UInt8] = []
    bytes.withUnsafeBytes { bytes in
      converter.convert(UnsafeRawBufferPointer(rebasing: bytes[2...]), into: &text) { offset, before in
        losses.add(at: offset + 2, line: 1 + before.count { $0 == 0x0A })
      }
    }
    return DecodedText(utf8: text, encoding: encoding, losses: losses.all, start: 0)
  }

  private static func noConverter(_ encoding: String) -> SpreadsheetError {
    SpreadsheetError(.damaged, detail: "this system has no converter for the encoding \(encoding)")
  }
}

/// The places of what could not be decoded, the first 1,000 of them.
private struct LossRecord {
  private(set) var all: [DecodingLoss] = []

  mutating func add(at offset: Int, line: @autoclosure () -> Int) {
    if all.count < 1_000 { all.append(DecodingLoss(offset: offset, line: line())) }
  }
}
