import Spreadsheets

/// One file as it came: the name it has and the bytes it holds.
package struct Submission: Sendable {
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// When a file came and how that is known.
package struct Receipt: Hashable, Sendable {
  /// ISO 8601 with the offset of the notice's time zone: `2022-06-17T10:00:00+08:00`.
  package var at: String
  package var source: Verdict.Source

  package init(at: String, source: Verdict.Source) {
    self.at = at
    self.source = source
  }
}

/// Checks one file against a notice: at least one verdict for every file, one for each form that it holds.
///
/// Pure: the same submission, receipt, notice and tool give the same verdicts. Never throws: a file that cannot be read is
/// the sender's news and becomes a verdict with a finding.
///
/// - Parameters:
///   - receipt: when the file came; nil where nobody knows.
///   - tool: the program's name and version, quoted in the verdict.
package func check(_ submission: Submission, receipt: Receipt?, notice: Notice, tool: String) -> [Verdict] {
  var checker = Checker(notice: notice, tool: tool)
  return checker.check(submission, receipt: receipt)
}

/// Checks one file after the other, each as if it were the only one: what is remembered saves time and changes nothing.
package struct Checker: Sendable {
  private let notice: Notice
  private let tool: String
  private var headers = HeaderMemory()
  private var readers = FormReaders()
  private var parts = PartMemory()

  package init(notice: Notice, tool: String) {
    self.notice = notice
    self.tool = tool
  }

  /// See `check(_:receipt:notice:tool:)`.
  package mutating func check(_ submission: Submission, receipt: Receipt?) -> [Verdict] {
    let blank = Verdict(blank: submission, receipt: receipt, notice: notice, tool: tool)
    let workbook: Workbook
    do {
      workbook = try Workbook(reading: submission.bytes, named: submission.name, memory: &parts)
    } catch {
      return [blank.unreadable(error, notice)]
    }
    return check(workbook, blank, receipt: receipt)
  }

  /// Checks a workbook that has been read already.
  mutating func check(_ workbook: Workbook, _ blank: Verdict, receipt: Receipt?) -> [Verdict] {
    var blank = blank
    blank.file.format = workbook.format.rawValue
    let recognition = Recognition(workbook, notice: notice, &headers)
    if recognition.found.isEmpty { return [blank.unrecognised(recognition, notice)] }
    let receivedOn = receipt.flatMap { LocalTime(iso8601: $0.at, utcOffset: notice.utcOffset)?.day }
    return recognition.found.map { found in
      var form = FilledForm(
        notice: notice, form: found.form,
        fileName: submissionStem(blank.file.name), format: workbook.format, tables: found.tables,
        ignoredHiddenSheets: found.ignoredHiddenSheets, otherSheets: found.otherSheets, receipt: receipt,
        receivedOn: receivedOn)
      form.judge(&readers)
      return blank.filled(by: form)
    }
  }
}

/// A file's name without what stands behind the last point.
private func submissionStem(_ name: String) -> String {
  guard let point = name.lastIndex(of: "."), point > name.startIndex else { return name }
  return String(name[..<point])
}
