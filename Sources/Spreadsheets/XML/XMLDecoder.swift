/// Turns the bytes of a part into UTF-8, whichever of the two encodings it has that a package allows (ISO 29500-2, 6.2.5).
///
/// Other encodings are refused by their declaration: some of them hide mark-up from whoever looks at the bytes.
struct XMLDecoder {
  private enum Form {
    case unknown, utf8
    case utf16(bigEndian: Bool)
  }

  private let part: String
  private var form = Form.unknown
  /// An odd byte or a first surrogate of UTF-16 that waits for its other half.
  private var rest: [UInt8] = []
  private var isFirst = true

  init(part: String) { self.part = part }

  /// Gives the UTF-8 of the next bytes to `body`. The first call must hold the whole XML declaration.
  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws(SpreadsheetError) -> Void
  ) throws(SpreadsheetError) {
    var bytes = bytes
    if case .unknown = form { bytes = UnsafeRawBufferPointer(rebasing: bytes[try detect(bytes)...]) }
    guard case .utf16(let bigEndian) = form else {
      if isFirst { try checkDeclaration(bytes) }
      isFirst = false
      return try body(bytes)
    }
    let text = try transcode(bytes, bigEndian: bigEndian)
    var failure: SpreadsheetError?
    text.withUnsafeBytes { text in
      do throws(SpreadsheetError) {
        if isFirst { try checkDeclaration(text) }
        try body(text)
      } catch { failure = error }
    }
    isFirst = false
    if let failure { throw failure }
  }

  /// Throws where half a character is left over.
  func finish() throws(SpreadsheetError) {
    guard rest.isEmpty else { throw SpreadsheetError(.damaged, part: part, detail: "UTF-16 ends within a character") }
  }

  /// Finds the form and gives the length of the byte order mark.
  private mutating func detect(_ bytes: UnsafeRawBufferPointer) throws(SpreadsheetError) -> Int {
    let head = Array(bytes.prefix(4))
    switch true {
    case head.starts(with: [0xFF, 0xFE, 0, 0]), head.starts(with: [0, 0, 0xFE, 0xFF]),
      head.starts(with: [0x3C, 0, 0, 0]), head.starts(with: [0, 0, 0, 0x3C]):
      throw SpreadsheetError(.forbidden, part: part, detail: "encoding UTF-32")
    case head.starts(with: [0xEF, 0xBB, 0xBF]):
      form = .utf8
      return 3
    case head.starts(with: [0xFF, 0xFE]):
      form = .utf16(bigEndian: false)
      return 2
    case head.starts(with: [0xFE, 0xFF]):
      form = .utf16(bigEndian: true)
      return 2
    case head.starts(with: [0x3C, 0]): form = .utf16(bigEndian: false)
    case head.starts(with: [0, 0x3C]): form = .utf16(bigEndian: true)
    default:
      // EBCDIC, which libxml2 would take, begins with another byte.
      guard let first = head.first, first == UInt8(ascii: "<") || first <= 0x20 else {
        throw SpreadsheetError(.damaged, part: part, detail: "no XML, or in an unknown encoding")
      }
      form = .utf8
    }
    return 0
  }

  private func checkDeclaration(_ text: UnsafeRawBufferPointer) throws(SpreadsheetError) {
    guard text.starts(with: "<?xml".utf8) else { return }
    let bytes = text.prefix(512).prefix { $0 != UInt8(ascii: ">") }
    let word = "encoding".utf8
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: word) }) else { return }
    let head = String(decoding: bytes[(start + word.count)...], as: UTF8.self)
    let value = head.drop { $0 != "\"" && $0 != "'" }
    guard let quote = value.first else { return }
    let name = value.dropFirst().prefix { $0 != quote }.lowercased()
    let isUTF16 = if case .utf16 = form { true } else { false }
    let allowed = isUTF16 ? ["utf-16", "utf-16le", "utf-16be", "utf16"] : ["utf-8", "utf8", "us-ascii", "ascii"]
    guard allowed.contains(name) else {
      throw SpreadsheetError(.forbidden, part: part, detail: "encoding \(name.prefix(40))")
    }
  }

  private mutating func transcode(_ bytes: UnsafeRawBufferPointer, bigEndian: Bool) throws(SpreadsheetError) -> [UInt8]
  {
    let input = rest + bytes
    rest = []
    var text: [UInt8] = []
    text.reserveCapacity(input.count * 3 / 2)
    var index = 0
    func unit(_ at: Int) -> UInt32 {
      bigEndian ? UInt32(input[at]) << 8 | UInt32(input[at + 1]) : UInt32(input[at + 1]) << 8 | UInt32(input[at])
    }
    while index + 1 < input.count {
      var value = unit(index)
      var length = 2
      if value & 0xFC00 == 0xD800 {
        guard index + 3 < input.count else { break }
        let low = unit(index + 2)
        if low & 0xFC00 == 0xDC00 {
          value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
          length = 4
        }
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw SpreadsheetError(.damaged, part: part, detail: "UTF-16 holds half of a surrogate pair")
      }
      text.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .encodedReplacementCharacter)
      index += length
    }
    rest = Array(input[index...])
    return text
  }
}
