import Spreadsheets

/// Reads a day, in any form a clerk types it.
struct DateValue {
  /// The day the file came: a date without a year gets the year that puts it last before that day.
  var receivedOn: CalendarDay?
  /// No form is older than this by many years.
  var issued: CalendarDay

  func read(_ entry: Entry) -> Reading {
    switch entry.value {
    case nil: read(text: entry)
    case .date(let date, _)?: plausible(date.day, entry)
    case .number(let number)?: read(number, entry)
    default: Reading(faults: [Fault(.dateUnreadable, given: entry.text)])
    }
  }

  // MARK: Numbers

  private func read(_ number: Double, _ entry: Entry) -> Reading {
    if number == number.rounded(), (0...99_999_999).contains(number) {
      guard let day = day(digits: "\(Int(number))") else {
        return Reading(faults: [Fault(.dateUnreadable, given: entry.text)])
      }
      return plausible(day, entry, noted: true)
    }
    // 4.21 typed as a number; 4.1 may have been 4.10, whose last digit a number does not keep.
    let parts = entry.text.split(separator: ".")
    guard parts.count == 2, let month = Int(parts[0]), let day = Int(parts[1]), parts[1].count <= 2 else {
      return Reading(faults: [Fault(.dateUnreadable, given: entry.text)])
    }
    return yearless(month, day, entry, lostZero: parts[1].count == 1)
  }

  /// Digits that run together: `20220421`, `220421`, or the day's number in a spreadsheet (`44672`).
  private func day(digits: String) -> CalendarDay? {
    guard let number = Int(digits) else { return nil }
    switch digits.count {
    case 8: return CalendarDay(checkedYear: number / 10_000, month: number / 100 % 100, day: number % 100)
    case 6:
      let day = CalendarDay(checkedYear: 2000 + number / 10_000, month: number / 100 % 100, day: number % 100)
      return day.flatMap { isNear($0) ? $0 : nil }
    case 5:
      // ECMA-376 18.17.4.1: day 1 is 1900-01-01, and a 29 February 1900 that never was is counted.
      let day = CalendarDay(year: 1899, month: 12, day: 30).adding(days: number)
      return isNear(day) ? day : nil
    default: return nil
    }
  }

  // MARK: Text

  private func read(text entry: Entry) -> Reading {
    let tokens = Self.tokens(entry.text)
    guard let (found, next) = date(tokens) else { return Reading(faults: [Fault(.dateUnreadable, given: entry.text)]) }
    let rest = tokens[next...]
    if !rest.isEmpty {
      let isSeveral = rest.contains { if case .number = $0 { true } else { false } }
      return Reading(faults: [Fault(isSeveral ? .dateNotOne : .dateUnreadable, given: entry.text)])
    }
    switch found {
    case .day(let day): return plausible(day, entry, noted: true)
    case .either(let days): return ambiguous(days, entry)
    case .yearless(let month, let day, let lostZero):
      return yearless(month, day, entry, lostZero: lostZero && entry.isDisplayText)
    }
  }

  private enum Token: Equatable {
    case number(String)
    case mark(Character)
  }

  private enum Found {
    case day(CalendarDay)
    case either([CalendarDay])
    case yearless(month: Int, day: Int, lostZero: Bool)
  }

  /// Numbers and what stands between them; the time of day and the day of the week are left out.
  private static func tokens(_ text: String) -> [Token] {
    var words = text.split { $0.isWhitespace || $0 == "\u{3000}" }.map { Folding.fold(String($0)) }
    if let first = words.first, let t = first.firstIndex(of: "T"), first[first.index(after: t)...].contains(":") {
      words[0] = String(first[..<t])
    }
    if let last = words.indices.last { words[last] = withoutEnd(words[last]) }
    words.removeAll { isTime($0) || isWeekday($0) }
    let areNumbers = words.count == 3 && words.allSatisfy { $0.allSatisfy(\.isASCIIDigit) }
    var tokens: [Token] = []
    var digits = ""
    var chinese = ""
    func flush(_ tokens: inout [Token]) {
      if !digits.isEmpty { tokens.append(.number(digits)) }
      if !chinese.isEmpty { tokens.append(.number(ChineseNumeral.value(chinese).map { "\($0)" } ?? "x")) }
      (digits, chinese) = ("", "")
    }
    for character in withoutWeekday(words.joined(separator: areNumbers ? "." : "")) {
      if character.isASCIIDigit, character != "0" || chinese.isEmpty {
        if !chinese.isEmpty { flush(&tokens) }
        digits.append(character)
      } else if "O0".contains(character), !chinese.isEmpty {
        // The letter and the digit that people type for 〇, which few keyboards have.
        chinese.append("〇")
      } else if "〇○零一二三四五六七八九十廿卅".contains(character) {
        if !digits.isEmpty { flush(&tokens) }
        chinese.append(character)
      } else {
        flush(&tokens)
        tokens.append(.mark(character))
      }
    }
    flush(&tokens)
    return tokens
  }

  /// Without a full stop at the end and the half of the day.
  private static func withoutEnd(_ word: String) -> String {
    var word = Substring(word)
    while let last = word.last, "。.,、;；".contains(last) { word = word.dropLast() }
    for half in ["上午", "下午", "早上", "晚上"] where word.hasSuffix(half) { word = word.dropLast(half.count) }
    return String(word)
  }

  private static func isTime(_ word: String) -> Bool {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    return (2...3).contains(parts.count)
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCIIDigit || $0 == "." } }
  }

  private static func isWeekday(_ word: String) -> Bool { !word.isEmpty && withoutWeekday(word).isEmpty }

  private static func withoutWeekday(_ text: String) -> String {
    guard text.contains("周") || text.contains("星期") else { return text }
    return text.replacing(/\(?(星期|周)[一二三四五六日天]\)?/, with: "")
  }

  private func date(_ tokens: [Token]) -> (Found, next: Int)? {
    func number(_ index: Int) -> String? {
      if index < tokens.count, case .number(let digits) = tokens[index] { digits } else { nil }
    }
    func mark(_ index: Int, _ marks: String) -> Bool {
      if index < tokens.count, case .mark(let mark) = tokens[index] { marks.contains(mark) } else { false }
    }
    func afterDay(_ index: Int) -> Int { mark(index, "日号") ? index + 1 : index }
    guard let first = number(0) else { return nil }

    if mark(1, "年"), let month = number(2), mark(3, "月."), let day = number(4) {
      guard let year = Int(first), let month = Int(month), let dayNumber = Int(day),
        first.count == 4 || first.count == 2,
        let day = CalendarDay(checkedYear: first.count == 2 ? 2000 + year : year, month: month, day: dayNumber)
      else { return nil }
      return (.day(day), afterDay(5))
    }
    if mark(1, "月"), let day = number(2) {
      guard let month = Int(first), let day = Int(day), (1...12).contains(month), (1...31).contains(day) else {
        return nil
      }
      return (.yearless(month: month, day: day, lostZero: false), afterDay(3))
    }
    let separators = "./-。,、"
    if mark(1, separators), let second = number(2), mark(3, separators), let third = number(4), tokens[1] == tokens[3] {
      return threeParts(first, second, third, slashed: mark(1, "/")).map { ($0, afterDay(5)) }
    }
    if mark(1, separators), let second = number(2), let month = Int(first), let day = Int(second),
      first.count <= 2, second.count <= 2, (1...12).contains(month), (1...31).contains(day)
    {
      return (.yearless(month: month, day: day, lostZero: mark(1, ".") && second.count == 1), afterDay(3))
    }
    return day(digits: first).map { (.day($0), 1) }
  }

  private func threeParts(_ first: String, _ second: String, _ third: String, slashed: Bool) -> Found? {
    guard let a = Int(first), let b = Int(second), let c = Int(third) else { return nil }
    var days: [CalendarDay] = []
    func consider(_ year: Int, _ month: Int, _ day: Int) {
      if let day = CalendarDay(checkedYear: year, month: month, day: day), !days.contains(day) { days.append(day) }
    }
    if first.count == 4 {
      consider(a, b, c)
    } else if third.count == 4 {
      consider(c, a, b)
      consider(c, b, a)
    } else if first.count <= 2, third.count <= 2 {
      consider(2000 + a, b, c)
      if slashed { consider(2000 + c, a, b) }
      days.removeAll { !isNear($0) }
    }
    return days.count > 1 ? .either(days) : days.first.map { .day($0) }
  }

  // MARK: Judgement

  private func yearless(_ month: Int, _ day: Int, _ entry: Entry, lostZero: Bool) -> Reading {
    guard let receivedOn else { return Reading(faults: [Fault(.dateWithoutYear, given: entry.text)]) }
    func latest(_ day: Int) -> CalendarDay? {
      for year in [receivedOn.year, receivedOn.year - 1, receivedOn.year - 2, receivedOn.year - 3, receivedOn.year - 4]
      {
        if let found = CalendarDay(checkedYear: year, month: month, day: day), found <= receivedOn { return found }
      }
      return nil
    }
    guard let found = latest(day) else { return Reading(faults: [Fault(.dateUnreadable, given: entry.text)]) }
    if lostZero, let other = latest(day * 10) { return ambiguous([found, other], entry) }
    return plausible(found, entry, noted: true)
  }

  private func ambiguous(_ days: [CalendarDay], _ entry: Entry) -> Reading {
    Reading(faults: [
      Fault(.dateAmbiguous, given: entry.text, expected: days.map { "\($0)" }.joined(separator: " 或 "))
    ])
  }

  private func plausible(_ day: CalendarDay, _ entry: Entry, noted: Bool = false) -> Reading {
    guard (issued.year - 10...max(issued.year + 50, receivedOn?.year ?? 0)).contains(day.year) else {
      return Reading(faults: [Fault(.dateImplausible, given: entry.text, words: ["read": "\(day)"])])
    }
    // ISO is how the verdict writes it: nothing had to be understood.
    // CSV shows a real date as year, month and day with slashes or hyphens.
    let parts = entry.isDisplayText ? entry.text.split { $0 == "/" || $0 == "-" } : []
    let isPlain = parts.count == 3 && parts[0].count == 4 && parts.allSatisfy { $0.allSatisfy(\.isASCIIDigit) }
    let faults =
      noted && entry.text != "\(day)" && !isPlain ? [Fault(.dateAsText, given: entry.text, expected: "\(day)")] : []
    return Reading(value: .string("\(day)"), day: day, faults: faults)
  }

  /// Whether a year that was not written out, or a bare number, can well be meant.
  private func isNear(_ day: CalendarDay) -> Bool {
    if let receivedOn { return (receivedOn.year - 3...receivedOn.year + 1).contains(day.year) }
    return (issued.year - 3...issued.year + 10).contains(day.year)
  }
}

extension Character {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
