import Spreadsheets

/// Which quarter something that was sent belongs to.
extension Notice {
  /// A quarterly submission's own period; a weekly one belongs to the quarter of its deadline, else of its receipt.
  package func quarter(ofSubmission verdict: Verdict) -> Period? {
    if let text = verdict.period, let period = Period(text), case .quarter = period { return period }
    for moment in [verdict.deadline, verdict.receivedAt] {
      if let moment, let day = CalendarDay(iso: moment.prefix(10)) { return quarter(of: day) }
    }
    return nil
  }
}

extension Form {
  /// The field whose date says which quarter a row belongs to.
  package var periodField: String? { columns.first { $0.role == .period }?.key }
}

extension Period {
  /// The quarter before a quarter; nil for a week.
  var previousQuarter: Period? {
    guard case .quarter(let year, let quarter) = self else { return nil }
    return quarter == 1 ? .quarter(year: year - 1, quarter: 4) : .quarter(year: year, quarter: quarter - 1)
  }
}
