import Spreadsheets

/// A moment in the notice's time zone: a day and the seconds since its midnight.
package struct LocalTime: Hashable, Comparable {
  package var day: CalendarDay
  package var second: Int

  package static func < (left: Self, right: Self) -> Bool { (left.day, left.second) < (right.day, right.second) }

  /// `2025-09-18T18:00:00+08:00`; the offset in minutes east of UTC.
  package func iso8601(utcOffset: Int) -> String {
    let size = abs(utcOffset)
    return "\(day)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
      + "\(utcOffset < 0 ? "-" : "+")\(two(size / 60)):\(two(size % 60))"
  }

  /// Reads an ISO 8601 moment and carries it into the zone of the given offset. A time without a zone is taken to be in
  /// it; a day without a time is its midnight. Nil for anything else.
  package init?(iso8601 text: String, utcOffset: Int) {
    let halves = text.split(separator: "T", maxSplits: 1)
    guard let first = halves.first, let day = CalendarDay(iso: first) else { return nil }
    guard halves.count == 2 else {
      self.init(day: day, second: 0)
      return
    }
    var clock = halves[1]
    var offset = utcOffset
    if clock.hasSuffix("Z") {
      clock = clock.dropLast()
      offset = 0
    } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let digits = clock[clock.index(after: sign)...].filter { $0 != ":" }
      guard digits.count == 4, let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)) else {
        return nil
      }
      offset = (clock[sign] == "-" ? -1 : 1) * (hours * 60 + minutes)
      clock = clock[..<sign]
    }
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 2 || fields.count == 3, let hour = Int(fields[0]), let minute = Int(fields[1]),
      (0...24).contains(hour), (0...59).contains(minute)
    else { return nil }
    var second = 0
    if fields.count == 3 {
      guard let whole = Int(fields[2].prefix { $0 != "." }), (0...60).contains(whole) else { return nil }
      second = whole
    }
    let moved = hour * 3600 + minute * 60 + second + (utcOffset - offset) * 60
    let days = moved >= 0 ? moved / 86_400 : -((86_399 - moved) / 86_400)
    self.init(day: day.adding(days: days), second: moved - days * 86_400)
  }

  init(day: CalendarDay, second: Int) {
    self.day = day
    self.second = second
  }
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
