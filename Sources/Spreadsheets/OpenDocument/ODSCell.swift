/// What the attributes of a table cell say.
struct ODSCell {
  let repetition: Int
  let hasFormula: Bool
  /// How many columns and rows a merged cell covers.
  let span: (columns: Int, rows: Int)?
  var comment: [UInt8]?
  var hyperlink: String?
  var pictures = 0

  private let type: String
  private let value: String?
  private let isError: Bool

  init(_ element: borrowing XMLElement) throws(SpreadsheetError) {
    repetition = try Spreadsheets.repetition(element.attribute("number-columns-repeated", in: .table))
    hasFormula = element.attribute("formula", in: .table) != nil
    let columns = try Spreadsheets.repetition(element.attribute("number-columns-spanned", in: .table))
    let rows = try Spreadsheets.repetition(element.attribute("number-rows-spanned", in: .table))
    span = columns > 1 || rows > 1 ? (columns, rows) : nil
    type = element.attribute("value-type", in: .office) ?? ""
    isError = element.attribute("value-type", in: .calcext) == "error"
    value =
      switch type {
      case "date": element.attribute("date-value", in: .office)
      case "time": element.attribute("time-value", in: .office)
      case "boolean": element.attribute("boolean-value", in: .office)
      case "string": element.attribute("string-value", in: .office)
      default: element.attribute("value", in: .office)
      }
  }

  /// The value, where `text` is what the cell shows; nil for an empty cell.
  func value(text: [UInt8]) -> CellValue? {
    let shown: CellValue? = text.isEmpty ? nil : .text(Text(bytes: text))
    if isError { return text.isEmpty ? nil : .error(String(decoding: text, as: UTF8.self)) }
    switch type {
    case "": return nil
    case "float", "percentage", "currency":
      guard let value, let number = Array(value.utf8).withUnsafeBytes({ DecimalNumber.parse($0) }) else { return shown }
      return .number(number)
    case "date": return value.flatMap { CellValue.date(iso: $0, epoch: .year1900) } ?? shown
    case "time":
      guard let seconds = value.flatMap(Self.seconds) else { return shown }
      if seconds >= 0, seconds < 86_400 {
        return .time(
          TimeOfDay(milliseconds: min(86_399_999, Int((seconds * 1_000).rounded()))), serial: seconds / 86_400)
      }
      return .duration(seconds: seconds, serial: seconds / 86_400)
    case "boolean": return value == "true" ? .boolean(true) : value == "false" ? .boolean(false) : shown
    default:
      if let value { return value.isEmpty ? nil : .text(Text(value)) }
      return shown
    }
  }

  /// `PT08H30M00.5S`, with days and a sign where there are.
  private static func seconds(_ text: String) -> Double? {
    var rest = Substring(text)
    let isNegative = rest.hasPrefix("-")
    if isNegative { rest.removeFirst() }
    guard rest.hasPrefix("P") else { return nil }
    rest.removeFirst()
    var seconds = 0.0
    while !rest.isEmpty {
      if rest.hasPrefix("T") { rest.removeFirst() }
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
      guard !digits.isEmpty, let number = Double(digits.map { $0 == "," ? "." : String($0) }.joined()) else {
        return nil
      }
      rest = rest.dropFirst(digits.count)
      switch rest.popFirst() {
      case "D": seconds += number * 86_400
      case "H": seconds += number * 3_600
      case "M": seconds += number * 60
      case "S": seconds += number
      default: return nil
      }
    }
    guard seconds < 1e12 else { return nil }
    return isNegative ? -seconds : seconds
  }
}

/// The text of a cell: its paragraphs, one a line, white space as OpenDocument has it (1.3, part 3, 6.1.2).
struct ODSParagraphs {
  private(set) var bytes: [UInt8] = []
  private var paragraphs = 0
  private var depth = 0
  private var isAfterSpace = true

  mutating func begin() {
    if paragraphs > 0 { bytes.append(0x0A) }
    paragraphs += 1
    depth += 1
    isAfterSpace = true
  }

  mutating func end() { depth -= 1 }

  /// Text of the document, in which a run of white space is one space, and none at the beginning.
  mutating func append(_ text: Span<UInt8>) {
    guard depth > 0 else { return }
    for index in text.indices {
      let byte = text[index]
      let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      if !isSpace { bytes.append(byte) } else if !isAfterSpace { bytes.append(0x20) }
      isAfterSpace = isSpace
    }
  }

  /// Text that an element stands for, taken as it is.
  mutating func append(_ text: String) {
    guard depth > 0 else { return }
    bytes.append(contentsOf: text.utf8)
    isAfterSpace = false
  }
}
