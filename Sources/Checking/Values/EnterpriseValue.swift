/// Reads an enterprise: the name on the licence and, in the last brackets, the sign above the shop.
struct EnterpriseValue {
  private let licenceBrackets: WordSet
  private let signLabels: [String]
  private let nothing: WordSet

  init(licenceBrackets: [String], signLabels: [String], nothing: WordSet) {
    self.licenceBrackets = WordSet(licenceBrackets)
    self.signLabels = signLabels.sorted { $0.count > $1.count }
    self.nothing = nothing
  }

  func read(_ entry: Entry) -> Reading {
    let text = entry.text.hasLineBreak ? entry.text.filter { !$0.isNewline } : entry.text
    let brackets = Self.lastBrackets(text) ?? labelledSign(text)
    guard let (before, inside) = brackets, !licenceBrackets.contains(inside) else {
      return Reading(value: value(licence: text, sign: nil))
    }
    let sign = withoutLabel(inside.trimmed)
    let hasSign = !sign.isEmpty && !nothing.contains(sign) && !sign.opens(with: "无店")
    let licence = before.trimmed
    guard !licence.isEmpty, !nothing.contains(licence) else {
      return Reading(
        value: value(licence: nil, sign: hasSign ? sign : nil), faults: [Fault(.licenceNameMissing, given: entry.text)])
    }
    return Reading(value: value(licence: licence, sign: hasSign ? sign : nil))
  }

  /// `店招：…` in a notice that calls the sign so, without brackets: the text before it and the sign.
  private func labelledSign(_ text: String) -> (before: String, inside: String)? {
    guard text.utf8.contains(UInt8(ascii: ":")) || text.unicodeScalars.contains("：") else { return nil }
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
    guard let label = signLabels.first(where: { sign.opens(with: $0) }) else { return sign }
    return String(sign.dropFirst(label.count).drop { "：: ".contains($0) })
  }

  private static let names = ["licenceName", "shopSign"]

  private func value(licence: String?, sign: String?) -> JSONValue {
    .object(NamedValues(names: Self.names, values: [JSONValue(licence), JSONValue(sign)], like: Self.names))
  }

  /// The text before the brackets that end a text, and the text inside them; nil where no brackets end it.
  private static func lastBrackets(_ text: String) -> (before: String, inside: String)? {
    guard let end = text.unicodeScalars.last, isClosing(end) || end == " " || end == "\u{3000}" else { return nil }
    var text = text.trimmed
    return text.withUTF8 { bytes in
      // The brackets that are open, and the last pair that closed.
      var open: [(start: Int, end: Int)] = []
      var pair: (before: Range<Int>, inside: Range<Int>)?
      var index = 0
      while index < bytes.count {
        let (scalar, length) = Folding.scalar(in: bytes, at: index)
        if isOpening(scalar) { open.append((index, index + length)) }
        pair = isClosing(scalar) ? open.popLast().map { (0..<$0.start, $0.end..<index) } : nil
        index += length
      }
      // Only one that ends the text.
      func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
      return pair.map { (text($0.before), text($0.inside)) }
    }
  }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "（", "(", "【", "［", "[", "﹙": true
    default: false
    }
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "）", ")", "】", "］", "]", "﹚": true
    default: false
    }
  }
}
