import Spreadsheets

/// Which quarter something that was sent belongs to.
extension Notice {
  /// A row's own date says it, else its submission.
  package func quarter(of row: Verdict.Row, in verdict: Verdict) -> Period? {
    guard let field = form(verdict.form)?.columns.first(where: { $0.role == .period })?.key,
      case .string(let text)? = row.values[field]?.value, let day = CalendarDay(iso: text)
    else { return quarter(ofSubmission: verdict) }
    return quarter(of: day)
  }

  /// A quarterly submission's own period; a weekly one belongs to the quarter of its deadline, else of its receipt.
  package func quarter(ofSubmission verdict: Verdict) -> Period? {
    if let text = verdict.period, let period = Period(text), case .quarter = period { return period }
    for moment in [verdict.deadline, verdict.receivedAt] {
      if let moment, let day = CalendarDay(iso: moment.prefix(10)) { return quarter(of: day) }
    }
    return nil
  }
}

extension Period {
  /// The quarter before a quarter; nil for a week.
  var previousQuarter: Period? {
    guard case .quarter(let year, let quarter) = self else { return nil }
    return quarter == 1 ? .quarter(year: year - 1, quarter: 4) : .quarter(year: year, quarter: quarter - 1)
  }
}
