/// The days that serial numbers count (ISO 29500-1, 18.17.4.1).
enum DateEpoch: Sendable {
  /// 1 is 1900-01-01, and 60 is a 29th of February that never was.
  case year1900
  /// 0 is 1904-01-01.
  case year1904
}

extension CellValue {
  /// What a serial number is under a date format; a number where it stands for no day.
  static func date(serial: Double, epoch: DateEpoch) -> CellValue {
    guard serial >= 0, serial < 2_958_466 else { return .number(serial) }
    let milliseconds = Int((serial * 86_400_000).rounded())
    var (day, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    if serial < 1 {
      // Just below midnight rounds to midnight, which as a time of day is the last millisecond.
      if day > 0 { rest = 86_399_999 }
      return .time(TimeOfDay(milliseconds: rest), serial: serial)
    }
    switch epoch {
    case .year1900:
      guard day != 60 else { return .number(serial) }
      // Days since 1970-01-01, of which 1900-03-01 (serial 61) is number -25,508.
      day = day < 60 ? day - 25_568 : day - 25_569
    case .year1904: day -= 24_107
    }
    let calendarDay = CalendarDay(daysSince1970: day)
    guard calendarDay.year <= 9_999 else { return .number(serial) }
    return .date(DateTime(day: calendarDay, time: TimeOfDay(milliseconds: rest)), serial: serial)
  }

  /// What a serial number is under an elapsed format; a number where it is no length of time worth the name.
  static func duration(serial: Double) -> CellValue {
    guard abs(serial) < 2_958_466 else { return .number(serial) }
    return .duration(seconds: (serial * 86_400_000).rounded() / 1_000, serial: serial)
  }

  /// A cell of type `d`: ISO 8601, `2024-02-29T08:30:00.5`, the day or the time alone, with or without a `Z`.
  static func date(iso text: String, epoch: DateEpoch) -> CellValue? {
    var text = Substring(text)
    if text.hasSuffix("Z") { text.removeLast() }
    let pieces = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    var day: CalendarDay?
    var time: TimeOfDay?
    switch pieces.count {
    case 2:
      if !pieces[0].isEmpty {
        day = CalendarDay(iso: pieces[0])
        guard day != nil else { return nil }
      }
      time = TimeOfDay(iso: pieces[1])
      guard time != nil else { return nil }
    default:
      if text.contains(":") { time = TimeOfDay(iso: text) } else { day = CalendarDay(iso: text) }
      guard day != nil || time != nil else { return nil }
    }
    let fraction = Double(time?.milliseconds ?? 0) / 86_400_000
    guard let day else { return time.map { .time($0, serial: fraction) } }
    let days = day.daysSince1970
    let serial: Int
    switch epoch {
    case .year1900: serial = days < -25_508 ? days + 25_568 : days + 25_569
    case .year1904: serial = days + 24_107
    }
    return .date(DateTime(day: day, time: time ?? TimeOfDay(hour: 0, minute: 0)), serial: Double(serial) + fraction)
  }
}

extension TimeOfDay {
  /// `milliseconds` since midnight, below 86,400,000.
  init(milliseconds: Int) {
    self.init(
      hour: milliseconds / 3_600_000, minute: milliseconds / 60_000 % 60, second: milliseconds / 1_000 % 60,
      millisecond: milliseconds % 1_000)
  }

  var milliseconds: Int { ((hour * 60 + minute) * 60 + second) * 1_000 + millisecond }

  fileprivate init?(iso text: Substring) {
    let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
    guard pieces.count == 2 || pieces.count == 3, let hour = number(pieces[0]), let minute = number(pieces[1]),
      hour < 24, minute < 60
    else { return nil }
    guard pieces.count == 3 else {
      self.init(hour: hour, minute: minute)
      return
    }
    let parts = pieces[2].split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let second = number(parts[0]), second < 60 else { return nil }
    var millisecond = 0
    if parts.count == 2 {
      guard !parts[1].isEmpty, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      millisecond = number((parts[1] + "00").prefix(3)) ?? 0
    }
    self.init(hour: hour, minute: minute, second: second, millisecond: millisecond)
  }
}

extension CalendarDay {
  /// The day that is so many days after 1970-01-01, by Howard Hinnant's algorithm for the proleptic Gregorian calendar.
  init(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let year = yearOfEra + era * 400
    self.init(year: month < 10 ? year : year + 1, month: month < 10 ? month + 3 : month - 9, day: day)
  }

  /// How many days after 1970-01-01 it is.
  var daysSince1970: Int {
    let year = month <= 2 ? self.year - 1 : self.year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  fileprivate init?(iso text: Substring) {
    let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
    guard pieces.count == 3, let year = number(pieces[0]), let month = number(pieces[1]), let day = number(pieces[2]),
      year <= 9_999, (1...12).contains(month)
    else { return nil }
    self.init(year: year, month: month, day: day)
    guard CalendarDay(daysSince1970: daysSince1970) == self else { return nil }
  }
}

/// One to four digits and nothing else.
private func number(_ text: some StringProtocol) -> Int? {
  guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  return Int(text)
}
