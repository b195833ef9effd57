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
    let text = entry.text.filter { !$0.isNewline }
    guard let (before, inside) = Self.lastBrackets(text), !licenceBrackets.contains(Folding.fold(inside)) else {
      return Reading(value: value(licence: text, sign: nil))
    }
    var sign = inside.trimmed
    for label in signLabels where sign.hasPrefix(label) {
      sign = String(sign.dropFirst(label.count).drop { "：: ".contains($0) })
      break
    }
    let hasSign = !sign.isEmpty && !nothing.contains(Folding.fold(sign)) && !sign.hasPrefix("无店")
    let licence = before.trimmed
    guard !licence.isEmpty, !nothing.contains(Folding.fold(licence)) else {
      return Reading(
        value: value(licence: nil, sign: hasSign ? sign : nil), faults: [Fault(.licenceNameMissing, given: entry.text)])
    }
    return Reading(value: value(licence: licence, sign: hasSign ? sign : nil))
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
