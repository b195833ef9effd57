import Spreadsheets

/// Public holidays and the weekend days worked in exchange, by day.
package struct WorkCalendar: Sendable {
  package enum Kind: String, Sendable {
    case holiday
    /// A weekend day that is worked.
    case workday = "workday_makeup"
  }

  package struct Entry: Sendable {
    package var kind: Kind
    package var name: String
    /// False for years whose arrangement is not published yet.
    package var isConfirmed: Bool
  }

  package let entries: [CalendarDay: Entry]
  private let years: Set<Int>

  package init(entries: [CalendarDay: Entry]) {
    self.entries = entries
    years = Set(entries.keys.map(\.year))
  }

  /// Whether the table says anything of a year.
  package func covers(_ year: Int) -> Bool { years.contains(year) }

  package func isWorkday(_ day: CalendarDay) -> Bool {
    switch entries[day]?.kind {
    case .holiday: false
    case .workday: true
    case nil: day.isoWeekday <= 5
    }
  }

  /// The nearest workday in a direction (1 or -1), the day itself included.
  func workday(from day: CalendarDay, step: Int) -> CalendarDay {
    var candidate = day
    // No arrangement takes a month off; the bound keeps a calendar file full of holidays from holding us for ever.
    for _ in 0..<60 {
      if isWorkday(candidate) { return candidate }
      candidate = candidate.adding(days: step)
    }
    return day
  }
}
