/// Numbers in Chinese characters, as far as dates and quarters need them.
enum ChineseNumeral {
  private static let digits: [Character: Int] = [
    "〇": 0, "○": 0, "Ｏ": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
  ]

  /// 1 to 9 as one character; other numbers in Arabic digits.
  static func digit(_ number: Int) -> String {
    (1...9).contains(number) ? ["一", "二", "三", "四", "五", "六", "七", "八", "九"][number - 1] : "\(number)"
  }

  /// How many a text says. Two digits side by side, `两三` say, are a guess and no number.
  static func count(_ text: some StringProtocol) -> Int? {
    let isDigit = text.map { digits[$0] != nil }
    guard !zip(isDigit, isDigit.dropFirst()).contains(where: { $0 && $1 }) else { return nil }
    return value(text)
  }

  /// Reads `二〇二二` digit by digit, or `二十一`, `十`, `廿一`, `三十` up to 99; nil for anything else.
  static func value(_ text: some StringProtocol) -> Int? {
    let characters = Array(text)
    guard !characters.isEmpty, characters.count <= 4 else { return nil }
    let plain = characters.compactMap { digits[$0] }
    if plain.count == characters.count { return plain.reduce(0) { $0 * 10 + $1 } }
    var tens = 0
    var ones = 0
    var sawTen = false
    for (index, character) in characters.enumerated() {
      switch character {
      case "十" where !sawTen, "拾" where !sawTen:
        tens = index == 0 ? 1 : ones
        guard index <= 1, (1...9).contains(tens) else { return nil }
        ones = 0
        sawTen = true
      case "廿" where index == 0, "卅" where index == 0:
        tens = character == "廿" ? 2 : 3
        sawTen = true
      default:
        guard let digit = digits[character], index == characters.count - 1 || !sawTen else { return nil }
        ones = digit
      }
    }
    return sawTen ? tens * 10 + ones : nil
  }
}
