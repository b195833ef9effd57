/// Reads an enterprise: the name on the licence and, in the last brackets, the sign above the shop.
struct EnterpriseValue {
  private var licenceBrackets: Set<String>
  private var signLabels: [String]
  private var nothing: Set<String>

  init(licenceBrackets: [String], signLabels: [String], nothing: [String]) {
    self.licenceBrackets = Set(licenceBrackets.map(Folding.fold))
    self.signLabels = signLabels.sorted { $0.count > $1.count }
    self.nothing = Set(nothing.map(Folding.fold))
  }

  func read(_ entry: Entry) -> Reading {
    let text = entry.text.hasLineBreak ? entry.text.filter { !$0.isNewline } : entry.text
    let brackets = Self.lastBrackets(text) ?? labelledSign(text)
    guard let (before, inside) = brackets, !licenceBrackets.contains(Folding.fold(inside)) else {
      return Reading(value: value(licence: text, sign: nil))
    }
    let sign = withoutLabel(inside.trimmed)
    let hasSign = !sign.isEmpty && !nothing.contains(Folding.fold(sign)) && !sign.hasPrefix("无店")
    let licence = before.trimmed
    guard !licence.isEmpty, !nothing.contains(Folding.fold(licence)) else {
      return Reading(
        value: value(licence: nil, sign: hasSign ? sign : nil), faults: [Fault(.licenceNameMissing, given: entry.text)])
    }
    return Reading(value: value(licence: licence, sign: hasSign ? sign : nil))
  }

  /// `店招：…` in a notice that calls the sign so, without brackets: the text before it and the sign.
  private func labelledSign(_ text: String) -> (before: String, inside: String)? {
    guard text.unicodeScalars.contains(where: { "：:".unicodeScalars.contains($0) }) else { return nil }
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
    guard let label = signLabels.first(where: sign.hasPrefix) else { return sign }
    return String(sign.dropFirst(label.count).drop { "：: ".contains($0) })
  }

  private func value(licence: String?, sign: String?) -> JSONValue {
    .object(["licenceName": JSONValue(licence), "shopSign": JSONValue(sign)])
  }

  /// The text before the brackets that end a text, and the text inside them; nil where no brackets end it.
  private static func lastBrackets(_ text: String) -> (before: String, inside: String)? {
    guard let end = text.unicodeScalars.last, "）)】］]﹚ \u{3000}".unicodeScalars.contains(end) else { return nil }
    let characters = Array(text.trimmed)
    let open: Set<Character> = ["（", "(", "【", "［", "[", "﹙"]
    let close: Set<Character> = ["）", ")", "】", "］", "]", "﹚"]
    guard let last = characters.last, close.contains(last) else { return nil }
    var depth = 0
    for index in characters.indices.reversed() {
      if close.contains(characters[index]) { depth += 1 }
      if open.contains(characters[index]) { depth -= 1 }
      if depth == 0 { return (String(characters[..<index]), String(characters[(index + 1)..<(characters.count - 1)])) }
    }
    return nil
  }
}
