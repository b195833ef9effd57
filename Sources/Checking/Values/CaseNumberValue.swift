import Spreadsheets

/// Reads a case number, which is text however much it looks like a number.
struct CaseNumberValue {
  func read(_ entry: Entry) -> Reading {
    switch entry.value {
    case .number(let number)?:
      // A double keeps 15 decimal digits; a spreadsheet writes zeros for the rest.
      guard number == number.rounded(), number >= 0, number < 1e15 else {
        return Reading(faults: [Fault(.caseNumberLostDigits, given: entry.text)])
      }
      return Reading(value: .string(entry.text), faults: [Fault(.caseNumberIsNumber, given: entry.text)])
    case nil:
      if Self.isPlain(entry.text) { return Reading(value: .string(entry.text)) }
      let folded = Folding.fold(entry.text)
      if Self.isScientific(folded) || folded.utf8.allSatisfy({ $0 == UInt8(ascii: "#") }) {
        return Reading(faults: [Fault(.caseNumberLostDigits, given: entry.text)])
      }
      // Words such as "not yet known" are no number of any platform.
      guard folded.unicodeScalars.contains(where: \.isASCIIDigit) else {
        return Reading(faults: [Fault(.caseNumberUnreadable, given: entry.text)])
      }
      let written = Self.compact(Self.withoutTextMark(entry.text))
      let faults = written == entry.text ? [] : [Fault(.writtenLoosely, given: entry.text, expected: written)]
      return Reading(value: .string(written), faults: faults)
    default:
      return Reading(faults: [Fault(.caseNumberUnreadable, given: entry.text)])
    }
  }

  /// Whether a text is nothing but printed ASCII that begins with a letter and holds a digit, as most numbers do: there is
  /// nothing to make even, and no number of a spreadsheet looks so.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8Span.span.withUnsafeBufferPointer { bytes in
      guard let first = bytes.first, (0x41...0x5A).contains(first & 0xDF) else { return false }
      var hasDigit = false
      for byte in bytes {
        guard (0x21...0x7E).contains(byte) else { return false }
        hasDigit = hasDigit || (0x30...0x39).contains(byte)
      }
      return hasDigit
    }
  }

  /// `3.50102E+17`, as a spreadsheet shows a number of too many digits.
  private static func isScientific(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "E")) else { return false }
    let halves = text.split(separator: "E", omittingEmptySubsequences: false)
    guard halves.count == 2 else { return false }
    let exponent = halves[1].first == "+" ? halves[1].dropFirst() : halves[1]
    let parts = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2 && (parts + [exponent]).allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }
  }

  /// Without the apostrophe that makes a spreadsheet take digits for text, and that other programs keep as a character.
  private static func withoutTextMark(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, first.isOne(of: "'’‘＇") else { return text }
    return String(text.unicodeScalars.dropFirst())
  }

  /// Full-width letters and digits made ordinary, white space out, all else as it is: the number as it is compared across
  /// weeks and units.
  static func compact(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return text }
    return Folding.narrowed(text).filter { !Folding.fold(String($0)).isEmpty }
  }
}
