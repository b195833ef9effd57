/// What a cell holds, as the file states it.
///
/// ```swift
/// let total = row.cells.reduce(0.0) { sum, cell in
///   if case .number(let number) = cell.value { sum + number } else { sum }
/// }
/// ```
public enum CellValue: Hashable, Sendable {
  case number(Double)
  /// Never empty: a cell whose text is empty has no value.
  case text(Text)
  case boolean(Bool)
  /// An error value as it is written, such as `#N/A`.
  case error(String)
  /// A day with its time of day, no time zone; `serial` is the number the file holds.
  case date(DateTime, serial: Double)
  /// A time of day: a serial below 1 under a date format.
  case time(TimeOfDay, serial: Double)
  /// A length of time in seconds: a serial under an elapsed format such as `[h]:mm`.
  case duration(seconds: Double, serial: Double)
}

extension CellValue: CustomStringConvertible {
  /// For people who look at it: a text as it is, `12` and `12.5`, `true`, `#N/A`, ISO 8601, `90 s`.
  public var description: String {
    func short(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? String(number) }
    return switch self {
    case .number(let number): short(number)
    case .text(let text): text.string
    case .boolean(let truth): String(truth)
    case .error(let code): code
    case .date(let moment, _): moment.description
    case .time(let time, _): time.description
    case .duration(let seconds, _): short(seconds) + " s"
    }
  }
}

/// A day of the proleptic Gregorian calendar.
///
/// ```swift
/// let day = CalendarDay(year: 2022, month: 4, day: 21)
/// print(day, day < CalendarDay(year: 2022, month: 5, day: 1))  // 2022-04-21 true
/// ```
public struct CalendarDay: Hashable, Sendable {
  // Small, since every cell has room for a date.
  private var storedYear: Int16
  private var storedMonth: Int8
  private var storedDay: Int8

  public var year: Int {
    get { Int(storedYear) }
    set { storedYear = Int16(clamping: newValue) }
  }

  public var month: Int {
    get { Int(storedMonth) }
    set { storedMonth = Int8(clamping: newValue) }
  }

  public var day: Int {
    get { Int(storedDay) }
    set { storedDay = Int8(clamping: newValue) }
  }

  public init(year: Int, month: Int, day: Int) {
    storedYear = Int16(clamping: year)
    storedMonth = Int8(clamping: month)
    storedDay = Int8(clamping: day)
  }
}

extension CalendarDay: CustomStringConvertible {
  /// ISO 8601: `2022-04-21`.
  public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
}

extension CalendarDay: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// A time of day to the millisecond.
///
/// ```swift
/// let noon = TimeOfDay(hour: 12, minute: 0)
/// print(noon)  // 12:00:00
/// ```
public struct TimeOfDay: Hashable, Sendable {
  private var storedHour: Int8
  private var storedMinute: Int8
  private var storedMillisecond: Int32

  public var hour: Int {
    get { Int(storedHour) }
    set { storedHour = Int8(clamping: newValue) }
  }

  public var minute: Int {
    get { Int(storedMinute) }
    set { storedMinute = Int8(clamping: newValue) }
  }

  public var second: Int {
    get { Int(storedMillisecond) / 1_000 }
    set { storedMillisecond = Int32(clamping: min(max(newValue, 0), 99) * 1_000 + millisecond) }
  }

  public var millisecond: Int {
    get { Int(storedMillisecond) % 1_000 }
    set { storedMillisecond = Int32(clamping: second * 1_000 + min(max(newValue, 0), 999)) }
  }

  public init(hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0) {
    storedHour = Int8(clamping: hour)
    storedMinute = Int8(clamping: minute)
    storedMillisecond = Int32(clamping: min(max(second, 0), 99) * 1_000 + min(max(millisecond, 0), 999))
  }
}

extension TimeOfDay: CustomStringConvertible {
  /// ISO 8601: `08:30:00`, with `.mmm` only where there are milliseconds.
  public var description: String {
    let whole = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
    return millisecond == 0 ? whole : whole + ".\(padded(millisecond, 3))"
  }
}

/// A day with a time of day, in no time zone.
///
/// ```swift
/// let deadline = DateTime(day: CalendarDay(year: 2022, month: 4, day: 22), time: TimeOfDay(hour: 12, minute: 0))
/// print(deadline)  // 2022-04-22T12:00:00
/// ```
public struct DateTime: Hashable, Sendable {
  public var day: CalendarDay
  public var time: TimeOfDay

  public init(day: CalendarDay, time: TimeOfDay) {
    self.day = day
    self.time = time
  }
}

extension DateTime: CustomStringConvertible {
  /// ISO 8601: `2022-04-21T08:30:00`, midnight written out.
  public var description: String { "\(day)T\(time)" }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
