/// The Chinese that belongs to the language rather than to a notice: widths, punctuation, numerals, months and quarters.
enum NarrativeScript {
  typealias Scalar = UInt32

  static func scalar(_ character: Unicode.Scalar) -> Scalar { character.value }

  static let space = scalar(" ")
  static let newline = scalar("\n")
  static let open = scalar("(")
  static let close = scalar(")")
  static let comma = scalar(",")
  static let point = scalar(".")
  static let listComma = scalar("、")
  static let slash = scalar("/")
  static let dash = scalar("-")
  static let underscore = scalar("_")
  static let star = scalar("*")

  /// A cell as the reader compares it: half width, lower case, plain brackets, no quotes or invisible characters.
  /// `source[i]` is the offset of scalar `i` in the cell's own scalars.
  struct Text: Sendable {
    var scalars: [Scalar] = []
    var source: [Int] = []
    /// Whether a digit or comma was full width, by position; thousands marks must match their digits.
    var wide: [Bool] = []
    let original: [Unicode.Scalar]

    init(_ text: String) {
      original = Array(text.unicodeScalars)
      scalars.reserveCapacity(original.count)
      source.reserveCapacity(original.count)
      wide.reserveCapacity(original.count)
      for (offset, scalar) in original.enumerated() {
        guard let plain = NarrativeScript.plain(scalar) else { continue }
        scalars.append(plain)
        source.append(offset)
        wide.append(scalar.value >= 0xFF01)
      }
    }

    func evidence(_ range: Range<Int>) -> NarrativeReading.Evidence {
      guard let first = range.first, let last = range.last, last < source.count else {
        return .init(text: "", scalars: 0..<0)
      }
      let span = source[first]..<(source[last] + 1)
      var view = String.UnicodeScalarView()
      view.append(contentsOf: original[span])
      return .init(text: String(view), scalars: span)
    }
  }

  /// A word of a notice, normalised as a cell is and without spaces.
  static func word(_ text: String) -> [Scalar] {
    var word: [Scalar] = []
    word.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if let scalar = plain(scalar), scalar != space, scalar != newline { word.append(scalar) }
    }
    return word
  }

  /// Nil for what a reader does not see.
  private static func plain(_ scalar: Unicode.Scalar) -> Scalar? {
    let value = scalar.value
    switch value {
    case 0x41...0x5A: return value + 0x20
    case 0x22, 0x27, 0x300C...0x300F, 0x2018...0x201F, 0xFF02, 0xFF07: return nil  // quotes
    case 0xA5, 0xFFE5: return nil  // ￥
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF, 0xAD: return nil  // zero width, direction
    case 0x21...0x7E: return value
    case 0xFF21...0xFF3A: return value - 0xFF21 + 0x61
    case 0xFF01...0xFF5E: return value - 0xFEE0
    case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: return newline
    case 0x09, 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x3000: return space
    case 0x3010, 0x3014, 0x3016, 0x3008: return open
    case 0x3011, 0x3015, 0x3017, 0x3009: return close
    case 0x2013, 0x2014, 0x2010...0x2012, 0x2015, 0x2212, 0x2500: return 0x2D  // dashes
    case 0x301C, 0x223C: return 0x7E  // ～
    case 0xFE61: return star
    case 0xFF0E: return point
    default: return value
    }
  }

  static func isDigit(_ scalar: Scalar) -> Bool { scalar >= 0x30 && scalar <= 0x39 }
  static func isLetter(_ scalar: Scalar) -> Bool { scalar >= 0x61 && scalar <= 0x7A }
  static func isSpace(_ scalar: Scalar) -> Bool { scalar == space || scalar == newline }

  enum Mark: Hashable { case sentence, semicolon, comma, list, colon, open, close, newline }

  static func mark(_ value: Scalar) -> Mark? {
    switch value {
    case 0x3002, 0x21, 0x3F, point, 0xFF61: .sentence
    case 0x3B: .semicolon
    case comma: .comma
    case listComma, 0xFF64: .list
    case 0x3A, 0xFE30: .colon
    case open, 0x5B, 0x7B: .open
    case close, 0x5D, 0x7D: .close
    case newline: .newline
    default: nil
    }
  }

  /// 4-6月, 4至6月, 4到6月, 4~6月.
  static let rangeMarks: Set<Scalar> = [0x2D, 0x7E, scalar("至"), scalar("到")]
  /// 4、5月, 4和5月, 4/5月.
  static let monthJoiners: Set<Scalar> = [listComma, scalar("和"), scalar("及"), scalar("与"), scalar("/")]

  static let decimalPoint = scalar("点")
  static let year = scalar("年")
  static let month = scalar("月")
  static let day: Set<Scalar> = [scalar("日"), scalar("号")]
  static let ordinal = scalar("第")
  static let titleOpen = scalar("《")
  static let titleClose = scalar("》")
  static let quarter = word("季度")
  static let shortQuarter = scalar("季")
  static let thisQuarter = ["本季度", "该季度", "当季度", "本季", "当季"].map(word)
  /// 元月: January.
  static let firstMonth = word("元月")
  /// 应拆尽拆.
  static let utmost = scalar("尽")
  /// 家数: how many 家.
  static let count = scalar("数")
  /// 三个月.
  static let countedMonths = word("个月")
  static let monthShare = word("份")
  /// 月底, 月末, 月初: a point in time, not a month.
  static let monthPoints: Set<Scalar> = [scalar("底"), scalar("末"), scalar("初")]
  /// After a number, these make it a time, an address, an ordinal or a share.
  static let asides: Set<Scalar> = [
    scalar("号"), scalar("日"), scalar("时"), scalar("点"), scalar("分"), scalar("%"), scalar("‰"), scalar("路"), scalar("幢"),
    scalar("弄"), scalar("室"), scalar("楼"), scalar("层"), scalar("期"), scalar("届"), scalar("级"), scalar("类"), scalar("倍"),
    scalar("年"), scalar("月"), scalar("季"), scalar("旬"),
  ]

  /// How many months of the calendar a mask holds; bit n is month n.
  static func months(of mask: UInt16) -> [Int] { (1...12).filter { mask & (1 << UInt16($0)) != 0 } }
  static func mask(of months: ClosedRange<Int>) -> UInt16 { months.reduce(0) { $0 | 1 << UInt16($1) } }
  static func mask(ofQuarter quarter: Int) -> UInt16 { mask(of: (quarter * 3 - 2)...(quarter * 3)) }
}

// MARK: - Numerals

extension NarrativeScript {
  struct Numeral: Hashable {
    /// Nil when something stands there that is no certain number: 几十, 三五, 百 alone, 1，23.
    var amount: Amount?
    var end: Int
    var chinese = false
    /// A 万 was written between number and unit.
    var tenThousand = false
  }

  private static let digits: [Scalar: Int] = {
    var table: [Scalar: Int] = [:]
    for (value, characters) in [
      "〇零○", "一壹弌", "二两贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖",
    ].enumerated() {
      for character in characters.unicodeScalars { table[character.value] = value }
    }
    return table
  }()

  /// 廿 is 2 × 10 in one character.
  private static let tens: [Scalar: Int] = [scalar("廿"): 20, scalar("卅"): 30]
  private static let units: [Scalar: Int] = [
    scalar("十"): 10, scalar("拾"): 10, scalar("百"): 100, scalar("佰"): 100, scalar("千"): 1000, scalar("仟"): 1000,
  ]
  private static let myriads: [Scalar: Int] = [scalar("万"): 4, scalar("萬"): 4, scalar("亿"): 8, scalar("億"): 8]
  private static let powers: [Scalar: Int] = [
    scalar("百"): 2, scalar("佰"): 2, scalar("千"): 3, scalar("仟"): 3, scalar("万"): 4, scalar("萬"): 4, scalar("亿"): 8,
  ]

  static func isTenThousand(_ scalar: Scalar) -> Bool { myriads[scalar] == 4 }
  static func power(_ scalar: Scalar) -> Int? { powers[scalar] }
  static func isChineseNumeral(_ scalar: Scalar) -> Bool {
    digits[scalar] != nil || units[scalar] != nil || tens[scalar] != nil || myriads[scalar] != nil
  }

  /// The numeral that begins at `start`, without what follows it (万, 余, unit).
  static func numeral(in text: Text, at start: Int) -> Numeral? {
    guard start < text.scalars.count else { return nil }
    if isDigit(text.scalars[start]) { return arabic(text, start) }
    guard isChineseNumeral(text.scalars[start]) else { return nil }
    let whole = chinese(text.scalars, start)
    return chineseFraction(text.scalars, whole) ?? whole
  }

  /// 三十六点五; nil where no digits follow 点.
  private static func chineseFraction(_ scalars: [Scalar], _ whole: Numeral) -> Numeral? {
    guard whole.end < scalars.count, scalars[whole.end] == decimalPoint else { return nil }
    let decimals = scalars[(whole.end + 1)...].prefix(7).prefix { digits[$0] != nil }
    guard !decimals.isEmpty, decimals.count <= 6 else { return nil }
    let end = decimals.endIndex
    let tenThousand = end < scalars.count && isTenThousand(scalars[end])
    var fraction = Amount(digits: decimals.reduce(0) { $0 * 10 + (digits[$1] ?? 0) }, scale: decimals.count)
    if tenThousand { fraction = fraction.multiplied(byTenTo: 4) ?? fraction }
    let amount = whole.tenThousand ? nil : tenThousand ? whole.amount?.multiplied(byTenTo: 4) : whole.amount
    return Numeral(
      amount: amount?.adding(fraction), end: tenThousand ? end + 1 : end, chinese: true, tenThousand: tenThousand)
  }

  private static func arabic(_ text: Text, _ start: Int) -> Numeral {
    let scalars = text.scalars
    var value = 0
    var count = 0
    var scale = 0
    var at = start
    var sound = true
    func take(_ digit: Scalar) {
      count += 1
      if count <= 15 { value = value * 10 + Int(digit - 0x30) } else { sound = false }
    }
    while at < scalars.count, isDigit(scalars[at]) {
      take(scalars[at])
      at += 1
    }
    // Thousands: groups of exactly three, the first of at most three, and a comma as wide as its digits; a wide comma
    // between narrow digits may as well part two numbers.
    var grouped = false
    while count <= 15, at + 3 < scalars.count, scalars[at] == comma, grouped || at - start <= 3,
      isDigit(scalars[at + 1]), isDigit(scalars[at + 2]), isDigit(scalars[at + 3]),
      at + 4 >= scalars.count || !isDigit(scalars[at + 4])
    {
      grouped = true
      if text.wide[at] != text.wide[at + 1] || text.wide[at] != text.wide[at - 1] { sound = false }
      for digit in scalars[(at + 1)...(at + 3)] { take(digit) }
      at += 4
    }
    if at + 1 < scalars.count, scalars[at] == point, isDigit(scalars[at + 1]) {
      at += 1
      while at < scalars.count, isDigit(scalars[at]) {
        take(scalars[at])
        scale += 1
        at += 1
      }
      // 2022.4.21 is a date, whatever follows.
      while at + 1 < scalars.count, scalars[at] == point, isDigit(scalars[at + 1]) {
        sound = false
        at += 1
        while at < scalars.count, isDigit(scalars[at]) { at += 1 }
      }
    }
    // 1， 250 and 0. 5: one number or two?
    if let end = torn(text, start, at) {
      sound = false
      at = end
    }
    // 3.5e+17, 12a: no number of ours.
    while at < scalars.count, isLetter(scalars[at]),
      !(scalars[at] == 0x6D && at + 1 < scalars.count && scalars[at + 1] == 0x32)
    {
      // m2, kg … are units; only an exponent or a longer code spoils the number.
      guard at + 1 < scalars.count, isDigit(scalars[at + 1]) || scalars[at + 1] == 0x2B || scalars[at + 1] == 0x2D
      else { break }
      sound = false
      at += 2
      while at < scalars.count, isDigit(scalars[at]) { at += 1 }
    }
    return Numeral(amount: sound ? Amount(digits: value, scale: scale) : nil, end: at)
  }

  /// The end of a number that blanks tear in two at its comma or point.
  private static func torn(_ text: Text, _ start: Int, _ end: Int) -> Int? {
    let scalars = text.scalars
    func skip(_ from: Int) -> Int {
      var at = from
      while at < scalars.count, at - from < 4, isSpace(scalars[at]) { at += 1 }
      return at
    }
    let mark = skip(end)
    guard mark < scalars.count, scalars[mark] == comma || scalars[mark] == point else { return nil }
    let next = skip(mark + 1)
    guard next - end > 1 else { return nil }
    let digits = scalars[next...].prefix(7).prefix(while: isDigit)
    guard scalars[mark] == comma ? digits.count == 3 && end - start <= 3 : !digits.isEmpty && digits.count < 7 else {
      return nil
    }
    return digits.endIndex
  }

  private static func chinese(_ scalars: [Scalar], _ start: Int) -> Numeral {
    var end = start
    while end < scalars.count, end - start < 24, isChineseNumeral(scalars[end]) { end += 1 }
    let run = scalars[start..<end]
    func result(_ value: Int?) -> Numeral {
      Numeral(
        amount: value.map { Amount(digits: $0, scale: 0) }, end: end, chinese: true,
        tenThousand: run.last.map(isTenThousand) ?? false)
    }
    let plain = run.compactMap { digits[$0] }
    if plain.count == run.count {
      if plain.count == 1 { return result(plain[0]) }
      // 二〇二二 is read digit by digit; 三五家 means three to five.
      return result(plain.count == 4 || plain.contains(0) && plain.count < 10 ? plain.reduce(0) { $0 * 10 + $1 } : nil)
    }
    var total = 0
    var section = 0
    var digit: Int?
    var lastUnit = Int.max
    var lastMyriad = Int.max
    var zero = false
    for scalar in run {
      if let value = digits[scalar] {
        if value == 0 {
          guard digit == nil else { return result(nil) }
          zero = true
          continue
        }
        guard digit == nil else { return result(nil) }
        digit = value
      } else if let value = tens[scalar] {
        guard digit == nil, lastUnit > 10 else { return result(nil) }
        section += value
        lastUnit = 10
        zero = false
      } else if let unit = units[scalar] {
        guard unit < lastUnit, digit != nil || unit == 10 && (section == 0 || zero) else { return result(nil) }
        section += (digit ?? 1) * unit
        digit = nil
        lastUnit = unit
        zero = false
      } else if let power = myriads[scalar] {
        section += digit ?? 0
        guard power < lastMyriad, section > 0, total == 0 else { return result(nil) }
        total = power == 4 ? section * 10_000 : section * 100_000_000
        (section, digit, lastUnit, lastMyriad, zero) = (0, nil, .max, power, false)
      }
    }
    // 三万五, 一百二: the last digit may stand for thousands, for tens or for itself.
    if digit != nil, !zero, lastUnit > 10, lastUnit != .max || lastMyriad != .max { return result(nil) }
    return result(total + section + (digit ?? 0))
  }
}
