import Spreadsheets

/// Reads a case number, which is text however much it looks like a number.
struct CaseNumberValue {
  func read(_ entry: Entry) -> Reading {
    switch entry.value {
    case .number(let number):
      // A double keeps 15 decimal digits; a spreadsheet writes zeros for the rest.
      guard number == number.rounded(), number >= 0, number < 1e15 else {
        return Reading(faults: [Fault(.caseNumberLostDigits, given: entry.text)])
      }
      return Reading(value: .string(entry.text), faults: [Fault(.caseNumberIsNumber, given: entry.text)])
    case .text:
      let folded = Folding.fold(entry.text)
      if folded.wholeMatch(of: /[0-9]+(\.[0-9]+)?E\+?[0-9]+/) != nil || folded.allSatisfy({ $0 == "#" }) {
        return Reading(faults: [Fault(.caseNumberLostDigits, given: entry.text)])
      }
      if folded.isEmpty { return Reading(faults: [Fault(.caseNumberUnreadable, given: entry.text)]) }
      let written = Self.compact(entry.text)
      let faults = written == entry.text ? [] : [Fault(.writtenLoosely, given: entry.text, expected: written)]
      return Reading(value: .string(written), faults: faults)
    default:
      return Reading(faults: [Fault(.caseNumberUnreadable, given: entry.text)])
    }
  }

  /// Full-width letters and digits made ordinary, white space out, all else as it is: the number as it is compared across
  /// weeks and units.
  static func compact(_ text: String) -> String {
    var written = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !Folding.fold(String(scalar)).isEmpty {
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      written.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return String(written)
  }
}
