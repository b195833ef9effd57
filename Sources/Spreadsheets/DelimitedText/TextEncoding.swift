import Glibc

/// The encodings that a text file may have.
enum TextEncoding: String {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case gb18030 = "GB18030"
}

/// Which encoding a text has, found by looking at all of it: a byte order mark, else UTF-16 where every second byte is often
/// zero, else strict UTF-8, else GB18030, which holds GBK and GB2312.
struct EncodingDetection {
  let encoding: TextEncoding
  /// Where the text begins, after a byte order mark.
  let start: Int
  /// Whether it is UTF-8 without a single bad byte.
  private(set) var isSound = false

  init(_ source: borrowing ByteSource) throws(SpreadsheetError) {
    let head = try source.head(64 << 10)
    if head.starts(with: [0xFF, 0xFE]) {
      (encoding, start) = (.utf16LittleEndian, 2)
    } else if head.starts(with: [0xFE, 0xFF]) {
      (encoding, start) = (.utf16BigEndian, 2)
    } else if head.starts(with: [0x84, 0x31, 0x95, 0x33]) {
      (encoding, start) = (.gb18030, 4)
    } else if let found = Self.utf16(withoutMark: head) {
      (encoding, start) = (found, 0)
    } else {
      let survey = try UTF8Survey(source)
      guard !survey.hasNUL else {
        throw SpreadsheetError(
          .unsupported(.unknown), detail: "binary data: it holds NUL bytes and is not a text")
      }
      isSound = survey.invalid == 0
      let hasMark = head.starts(with: [0xEF, 0xBB, 0xBF])
      // A few bad bytes do not make a GB18030 of a text that else is UTF-8; GB18030 rarely looks like UTF-8.
      encoding = hasMark || isSound || survey.multibyte > survey.invalid * 8 ? .utf8 : .gb18030
      start = hasMark ? 3 : 0
    }
  }

  /// UTF-16 without a mark: zero bytes stand at even places only or at odd places only, one character in sixteen is ASCII at
  /// least, and all of them are characters that a text may hold.
  private static func utf16(withoutMark head: [UInt8]) -> TextEncoding? {
    guard head.count >= 4, head.contains(0) else { return nil }
    var zeros = [0, 0]
    for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    guard zeros[0] == 0 || zeros[1] == 0, (zeros[0] + zeros[1]) * 32 >= head.count else { return nil }
    let isLittle = zeros[0] == 0
    var isAfterHigh = false
    for index in stride(from: 0, to: head.count - 1, by: 2) {
      let unit = UInt16(head[index + (isLittle ? 1 : 0)]) << 8 | UInt16(head[index + (isLittle ? 0 : 1)])
      let isLow = unit & 0xFC00 == 0xDC00
      let isControl = unit < 0x20 && unit != 0x09 && unit != 0x0A && unit != 0x0D
      guard isLow == isAfterHigh, !isControl, unit < 0xFFFE else { return nil }
      isAfterHigh = unit & 0xFC00 == 0xD800
    }
    return isLittle ? .utf16LittleEndian : .utf16BigEndian
  }
}
