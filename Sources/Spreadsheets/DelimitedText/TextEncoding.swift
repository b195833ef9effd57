import Glibc

/// The encodings that a text file may have.
enum TextEncoding: String {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case gb18030 = "GB18030"
}

/// Which encoding a text has, found by looking at all of it: a byte order mark, else UTF-16 where its separators and line ends
/// are, else strict UTF-8, else GB18030, which holds GBK and GB2312.
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

  /// UTF-16 without a mark: zero bytes stand at even places only or at odd places only, and more of the bytes that look like
  /// a separator or a line end have a zero beside them than not.
  private static func utf16(withoutMark head: [UInt8]) -> TextEncoding? {
    guard head.contains(0) else { return nil }
    var zeros = [0, 0]
    for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    guard zeros[0] == 0 || zeros[1] == 0 else { return nil }
    let isLittle = zeros[0] == 0
    let marks: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x2C, 0x3B]
    var isAfterHigh = false
    var whole = 0
    var lone = 0
    for index in stride(from: 0, to: head.count - 1, by: 2) {
      let (low, high) = isLittle ? (head[index], head[index + 1]) : (head[index + 1], head[index])
      let unit = UInt16(high) << 8 | UInt16(low)
      let isControl = unit < 0x20 && !marks.contains(low)
      guard unit & 0xFC00 == 0xDC00 ? isAfterHigh : !isAfterHigh, !isControl, unit < 0xFFFE else { return nil }
      isAfterHigh = unit & 0xFC00 == 0xD800
      if high == 0, marks.contains(low) { whole += 1 }
      if high != 0, marks.contains(low) || marks.contains(high) { lone += 1 }
    }
    guard whole > lone else { return nil }
    return isLittle ? .utf16LittleEndian : .utf16BigEndian
  }
}
