/// The type of a cell (`ST_CellType`, ISO 29500-1, 18.18.11).
enum CellType: UInt8, Sendable {
  case number, sharedString, inlineString, formulaString, boolean, error, date, unknown

  init(_ name: UnsafeRawBufferPointer) {
    switch name.count {
    case 1:
      switch name[0] {
      case UInt8(ascii: "n"): self = .number
      case UInt8(ascii: "s"): self = .sharedString
      case UInt8(ascii: "b"): self = .boolean
      case UInt8(ascii: "e"): self = .error
      case UInt8(ascii: "d"): self = .date
      default: self = .unknown
      }
    case 3 where name.elementsEqual("str".utf8): self = .formulaString
    case 9 where name.elementsEqual("inlineStr".utf8): self = .inlineString
    default: self = .unknown
    }
  }
}

/// What a cell's text means, by its type, its style and its workbook. Both ways of reading a sheet end here.
struct CellInterpreter: Sendable {
  var strings = SharedStrings()
  var styles = Styles()
  var epoch = DateEpoch.year1900
  /// A workbook without a part for shared strings cannot name one.
  var hasSharedStrings = false

  /// The value of a cell whose `v` holds `text` (or whose `is` does); nil where it holds nothing.
  func value(
    _ text: UnsafeRawBufferPointer, type: CellType, style: Int, at reference: CellReference
  ) throws(SpreadsheetError) -> CellValue? {
    guard !text.isEmpty else { return nil }
    switch type {
    case .number: return number(text, style: style)
    case .sharedString: return try sharedString(text, at: reference)
    case .inlineString, .formulaString, .unknown: return decodedText(text)
    case .boolean:
      switch trimmed(text) {
      case "1", "true": return .boolean(true)
      case "0", "false": return .boolean(false)
      default: return plainText(text)
      }
    case .error: return .error(String(decoding: text, as: UTF8.self))
    case .date: return CellValue.date(iso: trimmed(text), epoch: epoch) ?? plainText(text)
    }
  }

  func number(_ text: UnsafeRawBufferPointer, style: Int) -> CellValue? {
    // What is no number stays as it is written: a wrong number would be worse.
    guard let number = DecimalNumber.parse(text) ?? DecimalNumber.parse(withoutSpace(text)) else {
      return withoutSpace(text).isEmpty ? nil : plainText(text)
    }
    switch styles.kind(style) {
    case .number: return .number(number)
    case .date: return .date(serial: number, epoch: epoch)
    case .duration: return .duration(serial: number)
    }
  }

  func sharedString(_ text: UnsafeRawBufferPointer, at reference: CellReference) throws(SpreadsheetError) -> CellValue?
  {
    let digits = withoutSpace(text)
    guard !digits.isEmpty else { return nil }
    guard hasSharedStrings else {
      throw SpreadsheetError(
        .damaged, detail: "\(reference) names a shared string and there is no part for shared strings")
    }
    var index = 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39, index < strings.count else {
        index = Int.max
        break
      }
      index = index * 10 + Int(digit - 0x30)
    }
    guard index < strings.count else {
      let shown = String(decoding: digits.prefix(40), as: UTF8.self)
      throw SpreadsheetError(
        .damaged, detail: "\(reference) names the shared string index \(shown), and there are \(strings.count)")
    }
    let found = strings.text(at: index)
    return found.isEmpty ? nil : .text(found)
  }

  private func decodedText(_ text: UnsafeRawBufferPointer) -> CellValue? {
    .text(Text(bytes: XString.decoded(Array(text))))
  }

  private func plainText(_ text: UnsafeRawBufferPointer) -> CellValue { .text(Text(bytes: Array(text))) }

  private func trimmed(_ text: UnsafeRawBufferPointer) -> String { String(decoding: withoutSpace(text), as: UTF8.self) }

  private func withoutSpace(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var slice = text[...]
    while let first = slice.first, first == 0x20 || first == 0x0A || first == 0x09 || first == 0x0D {
      slice.removeFirst()
    }
    while let last = slice.last, last == 0x20 || last == 0x0A || last == 0x09 || last == 0x0D { slice.removeLast() }
    return UnsafeRawBufferPointer(rebasing: slice)
  }
}
