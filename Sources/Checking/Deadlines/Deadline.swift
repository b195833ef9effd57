import Spreadsheets

/// How a form's deadlines are reckoned.
package struct DeadlineRule: Sendable {
  package enum Day: Sendable {
    /// Every week on this weekday (Monday is 1).
    case weekly(weekday: Int)
    /// Every quarter on this day of its first, second or third month.
    case quarterly(month: Int, day: Int)
    /// Every month on this day of it, or of a month after it.
    case monthly(monthsAfter: Int, day: Int)
  }
  package enum Time: String, CaseIterable, Sendable { case morning, afternoon }

  package var day: Day
  /// The weekday of the same week that a quarterly or monthly deadline moves to from a weekend.
  package var weekendMovesToWeekday: Int?
  /// Whether a day that is not worked moves the deadline by the setting `holiday`; always so for a weekly one.
  package var holidayMoves: Bool
  /// The part of the day whose end is meant; for a quarterly deadline that was not moved, the day's own end is.
  package var time: Time
  /// The notice's words in short.
  package var reading: String

  /// The readings that decide where this deadline falls.
  var settings: [Settings.Name] {
    switch day {
    case .weekly: [.holiday]
    case .quarterly, .monthly:
      [.deadlineDay] + (weekendMovesToWeekday == nil ? [] : [.makeupWeekend]) + (holidayMoves ? [.holiday] : [])
    }
  }
}

/// When a form for a period is due, and how that was read.
package struct Deadline: Codable, Hashable, Sendable {
  package var form: String
  package var period: String
  /// ISO 8601 with the notice's offset: `2025-09-18T18:00:00+08:00`.
  package var deadline: String
  package var reading: String
}

/// A month of a year.
package struct CalendarMonth: Hashable, Sendable {
  package var year: Int
  package var month: Int

  package init(year: Int, month: Int) {
    self.year = year
    self.month = month
  }

  /// Reads `2022-04`; nil for anything else.
  package init?(_ text: String) {
    guard text.utf8.count == 7, let day = CalendarDay(iso: text + "-01") else { return nil }
    self.init(year: day.year, month: day.month)
  }
}

extension Notice {
  /// Every deadline that lies in the months from the first to the last, in order of time, then of the notice's forms.
  package func deadlines(from first: CalendarMonth, through last: CalendarMonth) -> [Deadline] {
    let start = CalendarDay(year: first.year, month: first.month, day: 1)
    let end = CalendarDay(year: last.year, month: last.month, day: 1).lastOfMonth
    guard start <= end else { return [] }
    var found: [(order: Int, due: LocalTime, Deadline)] = []
    for (order, form) in forms.enumerated() {
      // A deadline may be moved by some days: look a little beyond both ends, then keep what lies within.
      var day = start.adding(days: -31)
      var seen: Set<Period> = []
      while day <= end.adding(days: 31) {
        let period = period(of: form, holding: day)
        if seen.insert(period).inserted, let due = due(form, period), start <= due.time.day, due.time.day <= end {
          found.append((order, due.time, deadline(form, period, due)))
        }
        day = day.adding(days: 7)
      }
    }
    return found.sorted { ($0.due, $0.order) < ($1.due, $1.order) }.map(\.2)
  }

  /// When a form for a period is due; nil where the period is not of the form's kind.
  package func deadline(form id: String, period: Period) -> Deadline? {
    guard let form = form(id), let due = due(form, period) else { return nil }
    return deadline(form, period, due)
  }

  private func deadline(_ form: Form, _ period: Period, _ due: (time: LocalTime, reading: String)) -> Deadline {
    let year = due.time.day.year
    let unknown = workCalendar.covers(year) ? "" : "（\(year)年的放假和调休不在工作日表里，只按周末推算）"
    return Deadline(
      form: form.id, period: "\(period)", deadline: due.time.iso8601(utcOffset: utcOffset),
      reading: due.reading + unknown)
  }

  private func period(of form: Form, holding day: CalendarDay) -> Period {
    switch form.period {
    case .week: .week(of: day)
    case .month: .month(of: day)
    case .quarter: .calendarQuarter(of: day)
    }
  }

  func due(_ form: Form, _ period: Period) -> (time: LocalTime, reading: String)? {
    switch (form.deadline.day, period) {
    case (.weekly(let weekday), .week(let year, let week)):
      let nominal = Period.monday(year: year, week: week).adding(days: weekday - 1)
      return weekly(form.deadline, nominal)
    case (.quarterly(let month, let day), .quarter(let year, let quarter)):
      return dated(form.deadline, CalendarDay(year: year, month: quarter * 3 - 3 + month, day: day))
    case (.monthly(let after, let day), .month(let year, let month)):
      let count = year * 12 + month - 1 + after
      return dated(form.deadline, CalendarDay(year: count / 12, month: count % 12 + 1, day: day))
    default:
      return nil
    }
  }

  private func weekly(_ rule: DeadlineRule, _ nominal: CalendarDay) -> (LocalTime, String) {
    var reading = rule.reading
    let day = workCalendar.entries[nominal]?.kind == .holiday ? moved(nominal, &reading) : nominal
    return (LocalTime(day: day, second: endOf(rule.time, on: day) * 60), reading)
  }

  /// Where the setting `holiday` puts a deadline on a day that is not worked; the reading tells.
  private func moved(_ nominal: CalendarDay, _ reading: inout String) -> CalendarDay {
    var day = nominal
    switch settings[.holiday] {
    case "next_workday": day = workCalendar.workday(from: nominal, step: 1)
    case "previous_workday": day = workCalendar.workday(from: nominal, step: -1)
    default: break
    }
    let entry = workCalendar.entries[nominal]
    let why = entry.map { "是\($0.name)放假" } ?? ""
    reading += "；\(nominal.spoken)\(nominal.spokenWeekday)\(why)，本表按此理解：\(settings.reading(.holiday))"
    if day != nominal { reading += "，即\(day.spoken)\(day.spokenWeekday)" }
    if entry?.isConfirmed == false { reading += "（该年放假安排尚未公布，以法定节假日推算）" }
    return day
  }

  /// A deadline on a day of a month.
  private func dated(_ rule: DeadlineRule, _ nominal: CalendarDay) -> (LocalTime, String) {
    var reading = rule.reading
    let isWorked = workCalendar.entries[nominal]?.kind == .workday
    let isWeekend = nominal.isoWeekday > 5 && !(isWorked && settings[.makeupWeekend] == "workday")
    if let weekday = rule.weekendMovesToWeekday {
      if nominal.isoWeekday > 5, isWorked { reading += "；本表按此理解：\(settings.reading(.makeupWeekend))" }
      if isWeekend {
        let day = nominal.adding(days: weekday - nominal.isoWeekday)
        reading += "；\(nominal.spoken)是\(nominal.spokenWeekday)，提前至\(day.spoken)\(day.spokenWeekday)"
        return (LocalTime(day: day, second: endOf(rule.time, on: day) * 60), reading)
      }
    }
    if rule.holidayMoves, !workCalendar.isWorkday(nominal) {
      let day = moved(nominal, &reading)
      if day != nominal { return (LocalTime(day: day, second: endOf(rule.time, on: day) * 60), reading) }
    }
    let day = settings[.deadlineDay] == "excluded" ? nominal.adding(days: -1) : nominal
    reading += "；本表按此理解：\(settings.reading(.deadlineDay))"
    return (LocalTime(day: day, second: 86_399), reading)
  }

  private func endOf(_ time: DeadlineRule.Time, on day: CalendarDay) -> Int {
    switch time {
    case .morning: officeHours.morningEnds
    case .afternoon: officeHours.afternoonEnds(inMonth: day.month)
    }
  }
}
