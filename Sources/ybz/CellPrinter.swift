import Glibc
import Spreadsheets

/// Writes cells to standard output as they are read, from a buffer of its own.
struct CellPrinter: ~Copyable {
  enum Format { case jsonLines, text }

  private let format: Format
  private var buffer: [UInt8] = []
  /// What every line of the sheet begins with.
  private var prefix: [UInt8] = []
  private var column = 0
  private var letters: [UInt8] = []
  private static let flushAt = 1 << 18

  init(_ format: Format) {
    self.format = format
    buffer.reserveCapacity(Self.flushAt + (64 << 10))
  }

  mutating func begin(sheet name: String) {
    switch format {
    case .jsonLines:
      prefix = Array("{\"sheet\":\"".utf8)
      Self.escape(Array(name.utf8)[...], into: &prefix)
      prefix += Array("\",\"ref\":\"".utf8)
    case .text: prefix = Array("\(name)!".utf8)
    }
  }

  /// Prints a cell; one without a value gives no line.
  mutating func print(_ cell: Cell) throws(OutputFailure) {
    guard let value = cell.value else { return }
    buffer += prefix
    append(cell.reference)
    switch format {
    case .jsonLines: appendJSON(value)
    case .text: appendText(value)
    }
    buffer.append(0x0A)
    if buffer.count >= Self.flushAt { try flush() }
  }

  /// Writes what is left in the buffer.
  mutating func flush() throws(OutputFailure) {
    try StandardOutput.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ reference: CellReference) {
    if reference.column != column {
      column = reference.column
      letters = Array(CellReference.letters(ofColumn: column).utf8)
    }
    buffer += letters
    append(reference.row)
  }

  private mutating func appendJSON(_ value: CellValue) {
    switch value {
    case .number(let number):
      append("\",\"type\":\"n\",\"value\":")
      append(number)
      append("}")
    case .text(let text):
      append("\",\"type\":\"s\",\"value\":\"")
      Self.escape(text.utf8, into: &buffer)
      append("\"}")
    case .boolean(let flag): append(flag ? "\",\"type\":\"b\",\"value\":true}" : "\",\"type\":\"b\",\"value\":false}")
    case .error(let name):
      append("\",\"type\":\"e\",\"value\":\"")
      Self.escape(Array(name.utf8)[...], into: &buffer)
      append("\"}")
    case .date(let moment, _):
      append("\",\"type\":\"d\",\"value\":\"")
      append(moment)
      append("\"}")
    case .time(let time, _):
      append("\",\"type\":\"d\",\"value\":\"")
      append(time)
      append("\"}")
    case .duration(let seconds, _): append("\",\"type\":\"d\",\"value\":\"\(Self.duration(seconds))\"}")
    }
  }

  private mutating func appendText(_ value: CellValue) {
    append("\t")
    switch value {
    case .number(let number): append(number)
    case .text(let text): for byte in text.utf8 { buffer.append(byte < 0x20 ? 0x20 : byte) }
    case .boolean(let flag): append(flag ? "TRUE" : "FALSE")
    case .error(let name): append(name)
    case .date(let moment, _): append(moment)
    case .time(let time, _): append(time)
    case .duration(let seconds, _): append(Self.duration(seconds))
    }
  }

  private mutating func append(_ string: StaticString) {
    buffer.append(contentsOf: UnsafeBufferPointer(start: string.utf8Start, count: string.utf8CodeUnitCount))
  }

  private mutating func append(_ string: String) { buffer.append(contentsOf: string.utf8) }

  private mutating func append(_ number: Double) {
    if let whole = Int(exactly: number), abs(whole) < 1 << 53 {
      if whole == 0, number.sign == .minus { buffer.append(UInt8(ascii: "-")) }
      append(whole)
    } else {
      // Swift writes the shortest digits that give the same double again.
      append(number.description)
    }
  }

  private mutating func append(_ moment: DateTime) {
    append(moment.day.year, digits: 4, after: nil)
    append(moment.day.month, digits: 2, after: "-")
    append(moment.day.day, digits: 2, after: "-")
    append("T")
    append(moment.time)
  }

  private mutating func append(_ time: TimeOfDay) {
    append(time.hour, digits: 2, after: nil)
    append(time.minute, digits: 2, after: ":")
    append(time.second, digits: 2, after: ":")
    if time.millisecond > 0 { append(time.millisecond, digits: 3, after: ".") }
  }

  private mutating func append(_ number: Int, digits: Int, after separator: Unicode.Scalar?) {
    if let separator { buffer.append(UInt8(ascii: separator)) }
    var scale = 1
    for _ in 1..<digits { scale *= 10 }
    while scale > 0 {
      buffer.append(UInt8(truncatingIfNeeded: 0x30 + number / scale % 10))
      scale /= 10
    }
  }

  private mutating func append(_ number: Int) {
    var rest = number.magnitude
    if number < 0 { buffer.append(UInt8(ascii: "-")) }
    let start = buffer.count
    repeat {
      buffer.append(UInt8(truncatingIfNeeded: 0x30 + rest % 10))
      rest /= 10
    } while rest > 0
    buffer[start...].reverse()
  }

  /// `PT5400S`, `PT0.500S`, `-PT1S`.
  private static func duration(_ seconds: Double) -> String {
    let milliseconds = Int((seconds * 1_000).rounded())
    let (whole, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1_000)
    let fraction = rest == 0 ? "" : ".\(String(rest + 1_000).dropFirst())"
    return "\(milliseconds < 0 ? "-" : "")PT\(whole)\(fraction)S"
  }

  private static func escape(_ text: ArraySlice<UInt8>, into buffer: inout [UInt8]) {
    text.withUnsafeBufferPointer { text in
      var start = 0
      for index in text.indices {
        let byte = text[index]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        buffer.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        start = index + 1
        buffer.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: buffer.append(UInt8(ascii: "n"))
        case 0x0D: buffer.append(UInt8(ascii: "r"))
        case 0x09: buffer.append(UInt8(ascii: "t"))
        case 0..<0x20:
          let digits = Array("0123456789abcdef".utf8)
          buffer.append(contentsOf: "u00".utf8)
          buffer.append(digits[Int(byte >> 4)])
          buffer.append(digits[Int(byte & 15)])
        default: buffer.append(byte)
        }
      }
      buffer.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
  }
}
