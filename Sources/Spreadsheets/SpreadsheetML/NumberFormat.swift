/// What a number format makes of a number.
enum NumberKind: UInt8, Sendable {
  case number
  /// A day, a time of day, or both.
  case date
  /// A length of time, from an elapsed format such as `[h]:mm`.
  case duration
}

/// Number formats, by id and by code (ISO 29500-1, 18.8.30 and 18.8.31).
enum NumberFormat {
  /// A format that a file uses without stating its code. 27 to 36 and 50 to 58 are the dates and times of East Asian programs.
  static func kind(ofBuiltIn id: Int) -> NumberKind {
    switch id {
    case 14...22, 27...36, 45, 47, 50...58: .date
    case 46: .duration
    default: .number
    }
  }

  /// Looks at the first section of a code, which is the one for positive numbers.
  static func kind(ofCode code: String) -> NumberKind {
    let bytes = Array(code.utf8)
    var kind = NumberKind.number
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: ";"): return kind
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): index += 2
      case UInt8(ascii: "\""):
        index = bytes[(index + 1)...].firstIndex(of: byte).map { $0 + 1 } ?? bytes.count
      case UInt8(ascii: "["):
        guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "]")) else { return kind }
        if isElapsed(bytes[(index + 1)..<end]) { return .duration }
        index = end + 1
      case UInt8(ascii: "G"), UInt8(ascii: "g"):
        // `General`; alone it is the year of an era.
        if lowercased(bytes[index...].prefix(7)) == Array("general".utf8) {
          index += 7
        } else {
          kind = .date
          index += 1
        }
      case UInt8(ascii: "E"), UInt8(ascii: "e"):
        // `0.00E+00`, or a year.
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") {
          index += 2
        } else {
          if byte == UInt8(ascii: "e") { kind = .date }
          index += 1
        }
      default:
        if "ymdhsYMDHSbB".utf8.contains(byte) { kind = .date }
        index += 1
      }
    }
    return kind
  }

  /// `h`, `mm`, `ss` and the like, and nothing else between the brackets.
  private static func isElapsed(_ code: ArraySlice<UInt8>) -> Bool {
    let letters = lowercased(code)
    guard let first = letters.first, "hms".utf8.contains(first) else { return false }
    return letters.allSatisfy { $0 == first }
  }

  private static func lowercased(_ code: ArraySlice<UInt8>) -> [UInt8] {
    code.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  }
}
