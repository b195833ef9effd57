import Crypto
import Spreadsheets

extension Verdict {
  /// A verdict that knows the file and nothing of what is in it.
  init(blank submission: Submission, receipt: Receipt?, notice: Notice, tool: String) {
    let sha256 = Self.hexadecimal(SHA256.hash(data: submission.bytes))
    self.init(
      schema: "ybz.verdict/1", tool: tool, notice: notice.id,
      file: File(name: submission.name, sha256: sha256, bytes: submission.bytes.count, format: "unknown"),
      receivedAt: receipt?.at, receivedFrom: receipt?.source, timeliness: .unknown, verdict: .unreadable,
      counts: Counts(error: 0, warning: 0, note: 0, rowsIn: 0, rowsAccepted: 0, rowsExcluded: 0), header: [],
      findings: [], rows: [])
  }

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    String(unsafeUninitializedCapacity: 2 * SHA256.Digest.byteCount) { digits in
      var count = 0
      for byte in digest {
        for half in [byte >> 4, byte & 0xF] {
          digits[count] = half + UInt8(ascii: half < 10 ? "0" : "W")
          count += 1
        }
      }
      return count
    }
  }

  func unreadable(_ error: SpreadsheetError, _ notice: Notice) -> Verdict {
    var verdict = self
    verdict.verdict = .unreadable
    verdict.file.format = error.cause.format
    verdict.unit = notice.unitNamed(in: file.name)?.verdictName
    var faults = FindingList()
    faults.add(PlacedFault(Fault(.fileUnreadable, words: ["detail": error.explanation])))
    verdict.take(faults.findings())
    return verdict
  }

  func unrecognised(_ recognition: Recognition, _ notice: Notice) -> Verdict {
    var verdict = self
    verdict.verdict = .unrecognised
    let names = notice.forms.map { "\($0.name)《\($0.title)》" }.joined(separator: "或")
    verdict.unit = notice.unitNamed(in: file.name)?.verdictName
    let sheets = recognition.filledSheets.prefix(10).map { "“\($0)”" }.joined(separator: "、")
    let detail = sheets.isEmpty ? "文件里没有任何内容。" : "看过的工作表：\(sheets)。"
    var faults = FindingList()
    faults.add(PlacedFault(Fault(.formUnrecognised, expected: names, words: ["detail": detail])))
    verdict.take(faults.findings())
    return verdict
  }

  func filled(by form: FilledForm) -> Verdict {
    var verdict = self
    verdict.form = form.form.id
    verdict.sheet = form.tables.first?.sheet.name
    verdict.unit = form.unit?.verdictName
    verdict.period = form.period.map { "\($0)" }
    if let period = form.period, let due = form.notice.due(form.form, period) {
      verdict.deadline = due.time.iso8601(utcOffset: form.notice.utcOffset)
      verdict.reading = due.reading
      verdict.timeliness = form.timeliness(due.time)
    }
    verdict.header = form.tables.flatMap { table in
      table.header.matches.map {
        HeaderMatch(
          field: $0.field.key, sheet: table.sheet.name, column: CellReference.letters(ofColumn: $0.column),
          text: $0.text,
          match: $0.match)
      }
    }
    var faults = FindingList()
    for fault in form.faults { faults.add(fault) }
    verdict.take(faults.findings(sheets: form.tables.map(\.sheet.name), clause: form.form.clause))
    let inError = form.rowsInError
    verdict.rows = form.rows.map { row in
      Row(
        sheet: row.sheet, row: row.number, accepted: inError[row.sheet]?.contains(row.number) != true,
        values: row.cells)
    }
    verdict.counts.rowsIn = verdict.rows.count
    verdict.counts.rowsAccepted = verdict.rows.count { $0.accepted }
    verdict.counts.rowsExcluded = verdict.counts.rowsIn - verdict.counts.rowsAccepted
    verdict.counters = form.counters
    verdict.verdict = verdict.counts.error > 0 ? .returned : form.isNil ? .nil : .accepted
    return verdict
  }

  mutating func take(_ findings: [Finding]) {
    self.findings = findings
    counts.error = findings.count { $0.severity == .error }
    counts.warning = findings.count { $0.severity == .warning }
    counts.note = findings.count { $0.severity == .note }
  }
}

extension FilledForm {
  /// Whether the file came in time. A file's arrival in a folder may be long after it was sent: it proves a file to be on
  /// time and never that it is late.
  fileprivate func timeliness(_ due: LocalTime) -> Verdict.Timeliness {
    guard let receipt, let came = LocalTime(iso8601: receipt.at, utcOffset: notice.utcOffset) else { return .unknown }
    if came <= due { return .onTime }
    return receipt.source == .arrival ? .unknown : .late
  }
}
