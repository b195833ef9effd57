import Spreadsheets

/// Which week or quarter a form reports on.
extension FilledForm {
  mutating func findPeriod() {
    period =
      switch form.period {
      case .week: week
      case .month:
        statedMonth ?? latestDay.map(Period.month(of:)) ?? filledOn.map(Period.month(of:)) ?? monthNearestReceipt
      case .quarter: statedQuarter ?? quarterOfMonths ?? quarterNearestReceipt
      }
  }

  // MARK: Weeks

  /// The week of the latest reported day, else of the day the form was filled in, else of its coming.
  private var week: Period? {
    let weekday = if case .weekly(let weekday) = form.deadline.day { weekday } else { 5 }
    if let latestDay { return notice.reportingWeek(of: latestDay, deadlineWeekday: weekday) }
    if let filledOn = filledOn ?? dayOfNilRow { return notice.reportingWeek(of: filledOn, deadlineWeekday: weekday) }
    return receivedOn.map(Period.week(of:))
  }

  /// The latest day in the column that says the period.
  private var latestDay: CalendarDay? {
    guard let column = column(role: .period) else { return nil }
    var (latest, latestReceived): (CalendarDay?, CalendarDay?)
    forEachCell(of: column) { _, cell in
      guard let day = cell.day else { return }
      latest = max(latest ?? day, day)
      if let receivedOn, day <= receivedOn { latestReceived = max(latestReceived ?? day, day) }
    }
    // A day after the receipt is a slip of the hand, and told as such: the others say the period.
    return latestReceived ?? latest
  }

  // MARK: Months

  /// The month that the lines above the table name and that is no part of a date.
  private var statedMonth: Period? {
    let folded = Folding.fold(tables.flatMap(\.above).joined(separator: "\n"))
    guard
      let match = folded.firstMatch(
        of: /(?:([0-9]{4})年)?([0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:份|\)|$|\n|[^0-9一二三四五六七八九十份])/),
      let month = Self.number(match.2), (1...12).contains(month)
    else { return nil }
    let year = match.1.flatMap { Int($0) }
    if let year, (1900...2999).contains(year) { return .month(year: year, month: month) }
    return nearestYear { .month(year: $0, month: month) }
  }

  private var monthNearestReceipt: Period? {
    guard let receivedOn else { return nil }
    let years = receivedOn.year - 1...receivedOn.year + 1
    return nearest(years.flatMap { year in (1...12).map { .month(year: year, month: $0) } }, to: receivedOn)
  }

  /// The day in the line above the table (`填报日期：6月15日`).
  private var filledOn: CalendarDay? {
    let words = notice.words.dateLines.map(Folding.fold)
    let reader = DateValue(receivedOn: receivedOn, issued: notice.issued)
    for table in tables {
      for (index, line) in table.above.enumerated() {
        let folded = Folding.fold(line)
        guard let word = words.first(where: { folded.contains($0) }), let range = folded.firstRange(of: word) else {
          continue
        }
        let rest = folded[range.upperBound...].drop { ":：".contains($0) }
        // The day stands behind the words, or in the next cell.
        let next = index + 1 < table.above.count ? table.above[index + 1] : ""
        for candidate in [Self.leadingDate(rest), next] where !candidate.isEmpty {
          let reading = reader.read(Entry(.text(Text(candidate)), isDisplayText: false))
          if let day = reading.day { return day }
        }
      }
    }
    return nil
  }

  private var dayOfNilRow: CalendarDay? {
    guard isNil, let column = column(role: .period) else { return nil }
    let reader = DateValue(receivedOn: receivedOn, issued: notice.issued)
    return tables.lazy.compactMap { $0.nilRow[column.key]?.value }
      .compactMap { reader.read(Entry($0, isDisplayText: false)).day }.first
  }

  private static func leadingDate(_ text: some StringProtocol) -> String {
    String(text.prefix { $0.isASCIIDigit || "年月日号./-〇○零一二三四五六七八九十廿卅".contains($0) })
  }

  // MARK: Quarters

  /// The quarter that the lines above the table name, with their year or the one nearest the receipt.
  private var statedQuarter: Period? { quarter(in: tables.flatMap(\.above).joined(separator: "\n")) }

  private func quarter(in text: String) -> Period? {
    let folded = Folding.fold(text)
    guard let match = folded.firstMatch(of: /(?:([0-9]{4})年?)?第?([1-4一二三四])季度/), let quarter = Self.number(match.2)
    else { return nil }
    let year = match.1.flatMap { Int($0) }
    if let year, (1900...2999).contains(year) { return .quarter(year: year, quarter: quarter) }
    return nearestYear { .quarter(year: $0, quarter: quarter) }
  }

  private static func number(_ text: Substring) -> Int? { Int(text) ?? ChineseNumeral.value(text) }

  /// The year of a period that is named without one: nearest to the days that the rows tell, else to the receipt. Nobody
  /// reports on a period that begins more than a month later.
  private func nearestYear(_ period: (Int) -> Period) -> Period? {
    guard let day = latestDay ?? receivedOn else { return nil }
    let periods = (day.year - 1...day.year + 1).map(period)
    return nearest(periods.filter { notice.span(of: $0).lowerBound <= day.adding(days: 31) }, to: day)
  }

  private func nearest(_ periods: [Period], to day: CalendarDay) -> Period? {
    periods.min { left, right in distance(left, day) < distance(right, day) }
  }

  private func distance(_ period: Period, _ day: CalendarDay) -> Int {
    notice.due(form, period).map { abs($0.time.day.dayNumber - day.dayNumber) } ?? Int.max
  }

  /// The quarter in which all months lie that the narratives name.
  var quarterOfMonths: Period? {
    if form.narrativeColumns.isEmpty { return nil }
    let months = rows.flatMap { $0.narratives.values.flatMap(\.months) }
    let quarters = Set(months.map { ($0 - 1) / 3 + 1 })
    guard quarters.count == 1, let quarter = quarters.first else { return nil }
    return nearestYear { .quarter(year: $0, quarter: quarter) }
  }

  private var quarterNearestReceipt: Period? {
    guard let receivedOn else { return nil }
    let years = receivedOn.year - 1...receivedOn.year + 1
    return nearest(years.flatMap { year in (1...4).map { .quarter(year: year, quarter: $0) } }, to: receivedOn)
  }

  /// The quarter of the title against the one of the sentences.
  var periodDisagreement: [PlacedFault] {
    guard form.period == .quarter, let stated = statedQuarter, let told = toldQuarter, stated != told,
      let table = tables.first
    else { return [] }
    let fault = Fault(.periodDisagrees, given: stated.spoken, expected: told.spoken)
    return [PlacedFault(fault, sheet: table.sheet.name)]
  }
}
