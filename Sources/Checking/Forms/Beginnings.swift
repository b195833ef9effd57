/// Folded words with the bytes that they begin with, by which nearly every text is told from them at once.
struct Beginnings: Sendable {
  let words: [String]
  /// The first characters that are ideographs, each in three bytes.
  private var ideographs: [UInt32] = []
  /// Whether any word begins with a byte.
  private var bytes = Array(repeating: false, count: 256)

  init(_ words: [String]) {
    self.words = words
    for word in words {
      let first = Array(word.utf8.prefix(3))
      guard let lead = first.first else {
        bytes = bytes.map { _ in true }
        continue
      }
      bytes[Int(lead)] = true
      if Self.isIdeograph(lead) { ideographs.append(first.reduce(0) { $0 << 8 | UInt32($1) }) }
    }
  }

  private static func isIdeograph(_ lead: UInt8) -> Bool { (0xE5...0xE9).contains(lead) }

  /// Whether a text, once it is folded, may begin with a word. An ideograph and a mark in ASCII are their own folded forms,
  /// and a letter's is its capital.
  func mayBegin(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let lead = text.first else { return true }
    if Self.isIdeograph(lead), text.count >= 3 { return ideographs.contains(Self.character(of: text, at: 0)) }
    guard lead > 0x20, lead < 0x7F else { return true }
    return bytes[Int(lead)] || (0x61...0x7A).contains(lead) && bytes[Int(lead - 0x20)]
  }

  /// Whether a word may stand anywhere in a folded text.
  func mayStand(in folded: String) -> Bool {
    var folded = folded
    return folded.withUTF8 { text in
      let text = UnsafeRawBufferPointer(text)
      return text.indices.contains { index in
        guard bytes[Int(text[index])] else { return false }
        guard Self.isIdeograph(text[index]), index + 3 <= text.count else { return true }
        return ideographs.contains(Self.character(of: text, at: index))
      } || bytes[0]
    }
  }

  private static func character(of text: UnsafeRawBufferPointer, at index: Int) -> UInt32 {
    UInt32(text[index]) << 16 | UInt32(text[index + 1]) << 8 | UInt32(text[index + 2])
  }
}
