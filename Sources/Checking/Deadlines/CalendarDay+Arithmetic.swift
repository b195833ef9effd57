import Spreadsheets

/// Counting days in the proleptic Gregorian calendar, with no time zone in sight.
extension CalendarDay {
  /// Days since 1970-01-01.
  package var dayNumber: Int {
    // Years that begin in March put the leap day last, so that days before a month are linear in the month.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  package init(dayNumber: Int) {
    let days = dayNumber + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Nil for a day that no calendar has, such as 31 June, and for years outside 1900 to 2999.
  package init?(checkedYear year: Int, month: Int, day: Int) {
    guard (1900...2999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    self.init(year: year, month: month, day: day)
    guard day <= 28 || day <= lastOfMonth.day else { return nil }
  }

  /// Monday is 1, Sunday is 7.
  package var isoWeekday: Int {
    let sinceMonday = (dayNumber + 3) % 7
    return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
  }

  package func adding(days: Int) -> CalendarDay { CalendarDay(dayNumber: dayNumber + days) }

  package var lastOfMonth: CalendarDay {
    let next =
      month == 12 ? CalendarDay(year: year + 1, month: 1, day: 1) : CalendarDay(year: year, month: month + 1, day: 1)
    return next.adding(days: -1)
  }

  /// `4月21日`.
  var spoken: String { "\(month)月\(day)日" }

  /// `2022年4月21日`.
  var spokenWithYear: String { "\(year)年\(spoken)" }

  /// `周五`.
  var spokenWeekday: String { "周" + ["一", "二", "三", "四", "五", "六", "日"][isoWeekday - 1] }

  /// Reads `2022-04-21`; nil for anything else.
  package init?(iso text: String) {
    var text = text
    guard let day = text.withUTF8(Self.parse) else { return nil }
    self = day
  }

  package init?(iso text: Substring) {
    var text = text
    guard let day = text.withUTF8(Self.parse) else { return nil }
    self = day
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDay? {
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(bytes[..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8...])
    else { return nil }
    return CalendarDay(checkedYear: year, month: month, day: day)
  }

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var number = 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39 else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
  }
}
