extension XMLOutput {
  /// How characters that XML cannot hold are written.
  enum Dialect {
    /// ST_Xstring (ISO 29500-1 22.9.2.19): `_x0001_`, and an underscore that would start such an escape is one itself.
    case spreadsheet
    /// DrawingML, VML and core properties know no escape: the replacement character.
    case plain
  }

  /// Text between tags.
  @inline(__always)
  mutating func text(_ string: String, _ dialect: Dialect = .spreadsheet) {
    var string = string
    string.withUTF8 { text($0, dialect) }
  }

  mutating func text(_ utf8: UnsafeBufferPointer<UInt8>, _ dialect: Dialect = .spreadsheet) {
    guard let source = utf8.baseAddress else { return }
    // The longest escape is seven bytes for one; eight more for the whole word that is stored at the end.
    reserve(utf8.count * 7 + 8)
    var input = 0
    var output = start + count
    while input + 8 <= utf8.count {
      let word = UnsafeRawPointer(source + input).loadUnaligned(as: UInt64.self)
      UnsafeMutableRawPointer(output).storeBytes(of: word, as: UInt64.self)
      if !Self.hasSpecial(word) {
        input &+= 8
        output += 8
        continue
      }
      let end = input + 8
      while input < end { Self.copyOne(utf8, &input, &output, dialect, inAttribute: false) }
    }
    while input < utf8.count { Self.copyOne(utf8, &input, &output, dialect, inAttribute: false) }
    count = output - start
  }

  /// `<t>`. Outer spaces are the text's own only when it is said so: Excel trims them otherwise. It is said only where
  /// there are any, because the published schema, unlike every program, does not know the attribute here.
  @inline(__always)
  mutating func openText(keepsSpace: Bool) {
    if keepsSpace { fixed("<t xml:space=\"preserve\">") } else { fixed("<t>") }
  }

  /// What XML calls white space, but for the carriage return, which is written as an escape.
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

  /// A whole `<t>`.
  mutating func textElement(_ string: String) {
    openText(keepsSpace: [string.utf8.first, string.utf8.last].contains { $0.map(Self.isSpace) ?? false })
    text(string)
    fixed("</t>")
  }

  /// ` name="value"`.
  mutating func attribute(_ name: StaticString, _ value: String, _ dialect: Dialect = .spreadsheet) {
    byte(UInt8(ascii: " "))
    fixed(name)
    fixed("=\"")
    attributeValue(value, dialect)
    byte(UInt8(ascii: "\""))
  }

  mutating func attribute(_ name: StaticString, _ value: Int) {
    byte(UInt8(ascii: " "))
    fixed(name)
    fixed("=\"")
    integer(value)
    byte(UInt8(ascii: "\""))
  }

  mutating func attribute(_ name: StaticString, _ value: Double) {
    byte(UInt8(ascii: " "))
    fixed(name)
    fixed("=\"")
    number(value)
    byte(UInt8(ascii: "\""))
  }

  /// Text between quotation marks: tabs and line ends would be read as spaces, so they are written as references.
  mutating func attributeValue(_ string: String, _ dialect: Dialect = .spreadsheet) {
    var string = string
    string.withUTF8 { utf8 in
      reserve(utf8.count * 7)
      var input = 0
      var output = start + count
      while input < utf8.count { Self.copyOne(utf8, &input, &output, dialect, inAttribute: true) }
      count = output - start
    }
  }

  /// Whether any of eight bytes may need more than copying: markup, a control, an underscore, or U+FFFE and U+FFFF.
  ///
  /// Eight at a time in plain arithmetic: comparisons of Swift's SIMD types are not made into vector instructions.
  @inline(__always)
  private static func hasSpecial(_ word: UInt64) -> Bool {
    let controls = (word &- 0x2020_2020_2020_2020) & ~word
    let ampersand = zeros(word ^ 0x2626_2626_2626_2626)
    // < and > differ in one bit.
    let angle = zeros((word | 0x0202_0202_0202_0202) ^ 0x3E3E_3E3E_3E3E_3E3E)
    let underscore = zeros(word ^ 0x5F5F_5F5F_5F5F_5F5F)
    // EF BF begins the two; a lone EF, which begins every full-width mark, matters only in the last place.
    let lead = zeros(word ^ 0xEFEF_EFEF_EFEF_EFEF)
    let second = zeros(word ^ 0xBFBF_BFBF_BFBF_BFBF)
    let pair = (lead << 8) & second | lead & 0x8000_0000_0000_0000
    return (controls | ampersand | angle | underscore | pair) & 0x8080_8080_8080_8080 != 0
  }

  /// The high bit of each byte that is zero; now and then of a byte above one, never of none.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  @inline(__always)
  private static func copyOne(
    _ utf8: UnsafeBufferPointer<UInt8>, _ input: inout Int, _ output: inout UnsafeMutablePointer<UInt8>,
    _ dialect: Dialect, inAttribute: Bool
  ) {
    let byte = utf8[input]
    input += 1
    switch byte {
    case 0x26: put("&amp;", &output)
    case 0x3C: put("&lt;", &output)
    case 0x3E: put("&gt;", &output)
    case 0x22 where inAttribute: put("&quot;", &output)
    case 0x09 where inAttribute: put("&#9;", &output)
    case 0x0A where inAttribute: put("&#10;", &output)
    case 0x09, 0x0A: put(byte, &output)
    case 0x0D where dialect == .plain:
      put("&#13;", &output)
    case 0..<0x20:
      put(dialect == .spreadsheet ? escape(UInt16(byte)) : [0xEF, 0xBF, 0xBD], &output)
    case 0x5F where dialect == .spreadsheet && startsEscape(utf8, after: input):
      put("_x005F_", &output)
    case 0xEF where input + 1 < utf8.count && utf8[input] == 0xBF && utf8[input + 1] >= 0xBE:
      let code = 0xFFFE + UInt16(utf8[input + 1] - 0xBE)
      put(dialect == .spreadsheet ? escape(code) : [0xEF, 0xBF, 0xBD], &output)
      input += 2
    default: put(byte, &output)
    }
  }

  @inline(__always)
  private static func put(_ byte: UInt8, _ output: inout UnsafeMutablePointer<UInt8>) {
    output.pointee = byte
    output += 1
  }

  @inline(__always)
  private static func put(_ literal: StaticString, _ output: inout UnsafeMutablePointer<UInt8>) {
    output.update(from: literal.utf8Start, count: literal.utf8CodeUnitCount)
    output += literal.utf8CodeUnitCount
  }

  private static func put(_ bytes: [UInt8], _ output: inout UnsafeMutablePointer<UInt8>) {
    for byte in bytes { put(byte, &output) }
  }

  /// `_x0001_`.
  private static func escape(_ code: UInt16) -> [UInt8] {
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    let digits = stride(from: 12, through: 0, by: -4).map { hexadecimal[Int(code >> UInt16($0) & 0xF)] }
    return Array("_x".utf8) + digits + [0x5F]
  }

  /// Whether `xHHHH_` follows an underscore, or with fewer digits, which LibreOffice takes for an escape as well. The
  /// underscore behind it may be that of a control's own escape.
  private static func startsEscape(_ utf8: UnsafeBufferPointer<UInt8>, after underscore: Int) -> Bool {
    var end = underscore + 1
    guard end < utf8.count, utf8[underscore] == UInt8(ascii: "x") else { return false }
    digits: while end < min(utf8.count, underscore + 5) {
      switch utf8[end] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"):
        end += 1
      default: break digits
      }
    }
    return end > underscore + 1 && end < utf8.count && (utf8[end] == 0x5F || utf8[end] < 0x20)
  }
}
