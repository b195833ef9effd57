/// Days as numbers in the 1900 date system (ISO 29500-1 18.17.4.1).
enum DateSerial {
  /// Days since 1899-12-31, with the 29 February 1900 that never was counted, as Excel counts it.
  ///
  /// Nil before 1900-01-01, past 9999-12-31 and for days that no calendar has.
  static func serial(of day: CalendarDay) -> Int? {
    guard (1900...9999).contains(day.year), (1...12).contains(day.month), day.day >= 1,
      day.day <= lengthOfMonth(day.month, year: day.year)
    else { return nil }
    let serial = daysSinceEpoch(day) - daysSinceEpoch(CalendarDay(year: 1899, month: 12, day: 31))
    return serial > 59 ? serial + 1 : serial
  }

  /// The part of a day; nil for a time that no clock shows.
  static func fraction(of time: TimeOfDay) -> Double? {
    guard (0..<24).contains(time.hour), (0..<60).contains(time.minute), (0..<60).contains(time.second),
      (0..<1000).contains(time.millisecond)
    else { return nil }
    let milliseconds = ((time.hour * 60 + time.minute) * 60 + time.second) * 1000 + time.millisecond
    return Double(milliseconds) / 86_400_000
  }

  private static func lengthOfMonth(_ month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days of the proleptic Gregorian calendar from 0000-03-01: years begin in March, so that the leap day comes last.
  private static func daysSinceEpoch(_ day: CalendarDay) -> Int {
    let year = day.month > 2 ? day.year : day.year - 1
    let month = (day.month + 9) % 12
    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day.day - 1
  }
}
