/// Finds what separates the fields of a text: a comma, a semicolon or a tab.
struct SeparatorDetection {
  let separator: UInt8
  /// Where the first record begins: after a line `sep=;`, which Excel reads as an order and not as data.
  let start: Int

  /// `text` is the beginning of the file, in UTF-8.
  init(_ text: [UInt8]) {
    let head = text.prefix(8)
    if head.count >= 5, head.starts(with: "sep=".utf8) || head.starts(with: "SEP=".utf8) {
      let named = text[4]
      let end = 5
      if [0x2C, 0x3B, 0x09].contains(named), end == text.count || text[end] == 0x0D || text[end] == 0x0A {
        separator = named
        start =
          text.count > end + 1 && text[end] == 0x0D && text[end + 1] == 0x0A ? end + 2 : min(end + 1, text.count)
        return
      }
    }
    start = 0
    // The one by which most of the first records have the same number of fields, more than one.
    let scores = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")].map { candidate in
      (candidate, Self.score(text, candidate))
    }
    separator = scores.reduce(scores[0]) { $1.1 > $0.1 ? $1 : $0 }.0
  }

  /// The share of records that have the most common number of fields, and that number; nothing for one field.
  private static func score(_ sample: [UInt8], _ separator: UInt8) -> (Double, Int) {
    var widths: [Int: Int] = [:]
    var records = 0
    var width = 1
    var isQuoted = false
    var isAtStart = true
    var isBlank = true
    for byte in sample {
      if byte == UInt8(ascii: "\""), isAtStart || isQuoted {
        isQuoted.toggle()
        isBlank = false
      } else if !isQuoted, byte == 0x0A || byte == 0x0D {
        if !isBlank {
          widths[width, default: 0] += 1
          records += 1
        }
        guard records < 64 else { break }
        width = 1
        isBlank = true
      } else if !isQuoted, byte == separator {
        width += 1
        isBlank = false
      } else {
        isBlank = false
      }
      isAtStart = byte == separator || byte == 0x0A || byte == 0x0D
    }
    if !isBlank, records < 64 {
      widths[width, default: 0] += 1
      records += 1
    }
    guard let best = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), best.key > 1 else {
      return (widths.contains { $0.key > 1 } ? 0.1 : 0, 1)
    }
    return (Double(best.value) / Double(records), best.key)
  }
}
