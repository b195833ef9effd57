/// Reads an enterprise: the name on the licence and, in the last brackets, the sign above the shop.
struct EnterpriseValue {
  private let licenceBrackets: WordSet
  private let signLabels: [String]
  private let labelBeginnings: ScalarSet
  private let nothing: WordSet

  init(licenceBrackets: [String], signLabels: [String], nothing: WordSet) {
    self.licenceBrackets = WordSet(licenceBrackets)
    self.signLabels = signLabels.sorted { $0.count > $1.count }
    labelBeginnings = ScalarSet(signLabels.compactMap(\.unicodeScalars.first))
    self.nothing = nothing
  }

  func read(_ entry: Entry) -> Reading {
    let text = entry.hasLineBreak ? entry.text.filter { !$0.isNewline } : entry.text
    let mayHaveBlanks = entry.traits.contains(.blanks)
    func trimmed(_ part: String) -> String { mayHaveBlanks ? part.trimmed : part }
    let brackets = Self.lastBrackets(trimmed(text)) ?? (entry.traits.contains(.colons) ? labelledSign(text) : nil)
    guard let (before, inside) = brackets, !licenceBrackets.contains(inside) else {
      return Reading(value: value(licence: text, sign: nil))
    }
    let sign = withoutLabel(trimmed(inside))
    let hasSign = !sign.isEmpty && !nothing.contains(sign) && !sign.opens(with: "无店")
    let licence = trimmed(before)
    guard !licence.isEmpty, !nothing.contains(licence) else {
      return Reading(
        value: value(licence: nil, sign: hasSign ? sign : nil), faults: [Fault(.licenceNameMissing, given: entry.text)])
    }
    return Reading(value: value(licence: licence, sign: hasSign ? sign : nil))
  }

  /// `店招：…` in a notice that calls the sign so, without brackets: the text before it and the sign.
  private func labelledSign(_ text: String) -> (before: String, inside: String)? {
    for label in signLabels {
      guard let found = text.firstRange(of: label), let mark = text[found.upperBound...].first, "：:".contains(mark)
      else {
        continue
      }
      var before = text[..<found.lowerBound]
      while let last = before.last, "，,；; ".contains(last) { before = before.dropLast() }
      return (String(before), String(text[found.lowerBound...]))
    }
    return nil
  }

  private func withoutLabel(_ sign: String) -> String {
    guard let first = sign.unicodeScalars.first, labelBeginnings.contains(first),
      let label = signLabels.first(where: { sign.opens(with: $0) })
    else { return sign }
    return String(sign.dropFirst(label.count).drop { "：: ".contains($0) })
  }

  private static let names = ["licenceName", "shopSign"]

  private func value(licence: String?, sign: String?) -> JSONValue {
    .object(NamedValues(names: Self.names, values: [JSONValue(licence), JSONValue(sign)], like: Self.names))
  }

  /// The text before the brackets that end a text, and the text inside them; nil where no brackets end it.
  private static func lastBrackets(_ text: String) -> (before: String, inside: String)? {
    let found = text.utf8Span.span.withUnsafeBufferPointer { bytes -> (open: Int, inside: Range<Int>)? in
      guard case (.closing, let length) = bracket(endingAt: bytes.count, bytes) else { return nil }
      let end = bytes.count - length
      // From the end, for a sign is short.
      var (index, depth) = (end, 1)
      while index > 0 {
        let (kind, length) = bracket(endingAt: index, bytes)
        index -= length
        switch kind {
        case .closing: depth += 1
        case .opening: depth -= 1
        case .none: break
        }
        if depth == 0 { return (index, index + length..<end) }
      }
      return nil
    }
    return found.map { (text.part(0..<$0.open), text.part($0.inside)) }
  }

  private enum Bracket { case none, opening, closing }

  /// What ends at a place of well-formed UTF-8, and its length in bytes; a byte of anything but a bracket or an ideograph goes
  /// for itself.
  @inline(__always)
  private static func bracket(endingAt end: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> (Bracket, length: Int) {
    guard end > 0 else { return (.none, 0) }
    if end >= 3, (0xE4...0xE9).contains(bytes[end - 3]) { return (.none, 3) }
    switch bytes[end - 1] {
    case UInt8(ascii: "("), UInt8(ascii: "["): return (.opening, 1)
    case UInt8(ascii: ")"), UInt8(ascii: "]"): return (.closing, 1)
    // `（）`, `【】`, `［］`, `﹙﹚`: U+FF08, U+FF09, U+3010, U+3011, U+FF3B, U+FF3D, U+FE59, U+FE5A.
    case 0x88...0x91, 0x99...0x9A, 0xBB...0xBD:
      guard end >= 3 else { return (.none, 1) }
      switch (bytes[end - 3], bytes[end - 2], bytes[end - 1]) {
      case (0xEF, 0xBC, 0x88), (0xE3, 0x80, 0x90), (0xEF, 0xBC, 0xBB), (0xEF, 0xB9, 0x99): return (.opening, 3)
      case (0xEF, 0xBC, 0x89), (0xE3, 0x80, 0x91), (0xEF, 0xBC, 0xBD), (0xEF, 0xB9, 0x9A): return (.closing, 3)
      default: return (.none, 1)
      }
    default: return (.none, 1)
    }
  }
}
