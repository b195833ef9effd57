import Spreadsheets

/// What a form reports on: a quarter, a month or an ISO week.
package enum Period: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable { case week, month, quarter }

  case quarter(year: Int, quarter: Int)
  case month(year: Int, month: Int)
  case week(year: Int, week: Int)

  package var kind: Kind {
    switch self {
    case .quarter: .quarter
    case .month: .month
    case .week: .week
    }
  }

  /// The ISO week that holds a day.
  package static func week(of day: CalendarDay) -> Period {
    // ISO 8601: a week belongs to the year of its Thursday.
    let thursday = day.adding(days: 4 - day.isoWeekday)
    let firstOfYear = CalendarDay(year: thursday.year, month: 1, day: 1)
    return .week(year: thursday.year, week: (thursday.dayNumber - firstOfYear.dayNumber) / 7 + 1)
  }

  /// The calendar quarter that holds a day.
  package static func calendarQuarter(of day: CalendarDay) -> Period {
    .quarter(year: day.year, quarter: (day.month - 1) / 3 + 1)
  }

  /// The calendar month that holds a day.
  package static func month(of day: CalendarDay) -> Period { .month(year: day.year, month: day.month) }

  /// Reads `2022Q2`, `2022-06` or `2022-W25`; nil for anything else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 6, let year = Int(String(decoding: bytes[..<4], as: UTF8.self)), year > 0 else { return nil }
    let rest = String(decoding: bytes[4...], as: UTF8.self)
    if rest.hasPrefix("Q"), let quarter = Int(rest.dropFirst()), (1...4).contains(quarter), rest.count == 2 {
      self = .quarter(year: year, quarter: quarter)
    } else if rest.hasPrefix("-W"), let week = Int(rest.dropFirst(2)), (1...53).contains(week), rest.count == 4 {
      self = .week(year: year, week: week)
    } else if rest.hasPrefix("-"), let month = Int(rest.dropFirst()), (1...12).contains(month), rest.utf8.count == 3 {
      self = .month(year: year, month: month)
    } else {
      return nil
    }
  }

  /// The Monday of a week.
  static func monday(year: Int, week: Int) -> CalendarDay {
    let fourth = CalendarDay(year: year, month: 1, day: 4)
    return fourth.adding(days: 1 - fourth.isoWeekday + (week - 1) * 7)
  }
}

extension Period: CustomStringConvertible {
  /// `2022Q2`, `2022-06`, `2022-W25`: as verdicts and file names write it.
  package var description: String {
    switch self {
    case .quarter(let year, let quarter): "\(year)Q\(quarter)"
    case .month(let year, let month): "\(year)-\(month < 10 ? "0" : "")\(month)"
    case .week(let year, let week): "\(year)-W\(week < 10 ? "0" : "")\(week)"
    }
  }

  /// As people say it.
  package var spoken: String {
    switch self {
    case .quarter(let year, let quarter): "\(year)年第\(ChineseNumeral.digit(quarter))季度"
    case .month(let year, let month): "\(year)年\(month)月"
    case .week(let year, let week): "\(year)年第\(week)周"
    }
  }
}

extension Notice {
  /// The quarter a day belongs to by the setting `quarter-span`.
  package func quarter(of day: CalendarDay) -> Period {
    guard settings[.quarterSpan] == "from-21st", day.month % 3 == 0, day.day > 20 else {
      return .calendarQuarter(of: day)
    }
    return .calendarQuarter(of: CalendarDay(year: day.year, month: day.month, day: 1).adding(days: 32))
  }

  /// The week whose deadline a day's news must meet: days after the weekly deadline's weekday belong to the next week.
  package func reportingWeek(of day: CalendarDay, deadlineWeekday: Int = 5) -> Period {
    .week(of: day.isoWeekday > deadlineWeekday ? day.adding(days: 7) : day)
  }

  /// First and last day of a period by the settings.
  package func span(of period: Period) -> ClosedRange<CalendarDay> {
    switch period {
    case .week(let year, let week):
      let monday = Period.monday(year: year, week: week)
      return monday...monday.adding(days: 6)
    case .month(let year, let month):
      let first = CalendarDay(year: year, month: month, day: 1)
      return first...first.lastOfMonth
    case .quarter(let year, let quarter):
      let first = CalendarDay(year: year, month: quarter * 3 - 2, day: 1)
      let last = CalendarDay(year: year, month: quarter * 3, day: 1).lastOfMonth
      guard settings[.quarterSpan] == "from-21st" else { return first...last }
      let before = first.adding(days: -1)
      return CalendarDay(
        year: before.year, month: before.month, day: 21)...CalendarDay(
          year: year, month: quarter * 3, day: 20)
    }
  }
}
