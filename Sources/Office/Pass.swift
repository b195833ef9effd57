import Checking
import Crypto
import Foundation
import Ledger
import Spreadsheets

/// One pass over an office: receive, check, record, consolidate, reply.
///
///     收件箱 ─▶ Inbox ─▶ 归档 ─▶ check ─▶ 台账 ─┬▶ Consolidation ─▶ 汇总
///                                              └▶ Answer ─▶ 报告, 发件箱
///
/// What lies right of the ledger is made from the ledger alone, so a pass that was cut short is made whole by the next.
package struct Pass: Sendable {
  package let folder: OfficeFolder
  package let notice: Notice
  package let settings: Settings
  /// Names the notice's text: the same id with other words is another edition.
  let noticeDigest: String
  let tool: String

  package enum Step: Sendable {
    case checking(done: Int, of: Int)
    case writing
  }

  /// Opens an office with the notice it uses.
  ///
  /// - Parameter builtInNotice: the files of the notice that comes with the program, by name.
  package init(office path: String, notice chosen: String?, builtInNotice: [String: [UInt8]], tool: String) throws {
    folder = OfficeFolder(path)
    let rules = try OfficeNotice(of: folder, chosen: chosen, builtIn: builtInNotice)
    (notice, settings, noticeDigest) = (rules.notice, rules.settings, rules.digest)
    self.tool = tool
  }

  private var edition: String { "\(tool) \(notice.id) \(noticeDigest)" }

  /// Runs the pass.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970; only tells how fresh a file is.
  ///   - received: the time of files that came since the last pass, where the operator gives one.
  ///   - settle: waits a moment when files are so fresh that they may still be growing.
  package func run(
    now: Int, received: String? = nil, settle: () -> Void = {}, progress: @Sendable (Step) -> Void = { _ in }
  ) async throws -> PassReport {
    let lock = try FolderLock(on: folder.root)
    defer { withExtendedLifetime(lock) {} }
    let inbox = try Inbox(at: folder.inbox, now: now, settle: settle)
    var register = ReceiptRegister()
    for name in ReceiptRegister.fileNames where inbox.skipped.contains(where: { $0.name == name }) {
      register.read([UInt8](try Data(contentsOf: folder.inbox.appending(path: name))), named: name)
    }
    let ledger = try Ledger(path: folder.ledger.path)
    let received = try receive(inbox, register: register, received: received, in: ledger)
    try await checkNew(received, ledger, progress)
    progress(.writing)
    let submissions = try Submissions(ledger, edition: edition, notice: notice)
    let roster = Roster(at: folder.roster, notice: notice)
    let district = try await District.made(submissions.consolidation, notice: notice)
    let merged = try await writeMerged(district)
    try writeAnswers(submissions, roster)
    return PassReport(
      notice: notice, submissions: submissions, quarters: district.quarters,
      skipped: inbox.skipped.map { ($0.name, $0.reason.words) },
      remarks: register.remarks + roster.remarks, merged: merged, new: Set(received.filter(\.isNew).map(\.entry.name)))
  }

  /// What the ledger holds by this edition of the rules, nothing received or checked anew.
  package func recorded() throws -> Consolidation {
    try Submissions(try Ledger(path: folder.ledger.path), edition: edition, notice: notice).consolidation
  }

  // MARK: Receive

  private struct Received {
    var entry: ReceiptEntry
    var bytes: [UInt8]
    var isNew: Bool
  }

  /// Archives what came and enters it; what was entered before keeps its time unless the register now knows better.
  private func receive(
    _ inbox: Inbox, register: ReceiptRegister, received: String?, in ledger: Ledger
  ) throws -> [Received] {
    let archive = Archive(folder: folder.archive)
    var known: [[String]: ReceiptEntry] = [:]
    for entry in try ledger.receipts() { known[[entry.name, entry.sha256]] = entry }
    var all: [Received] = []
    var new: [Int] = []
    for arrival in inbox.arrivals {
      let sha256 = SHA256.hash(data: arrival.bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        .joined()
      try archive.keep(arrival.bytes, sha256: sha256)
      let registered = register.time(of: arrival.name).map { Receipt(at: $0 + notice.offsetSuffix, source: .option) }
      let present = known[[arrival.name, sha256]]
      let receipt =
        registered ?? present?.receipt ?? received.map { Receipt(at: $0, source: .option) }
        ?? Receipt(at: notice.localTime(secondsSince1970: arrival.modifiedAt), source: .arrival)
      if let present, present.receipt == receipt {
        all.append(Received(entry: present, bytes: arrival.bytes, isNew: false))
      } else {
        new.append(all.count)
        let entry = ReceiptEntry(name: arrival.name, sha256: sha256, bytes: arrival.bytes.count, receipt: receipt)
        all.append(Received(entry: entry, bytes: arrival.bytes, isNew: present == nil))
      }
    }
    for (index, entry) in zip(new, try ledger.append(new.map { all[$0].entry })) { all[index].entry = entry }
    return all
  }

  // MARK: Check

  /// Checks what has no verdict of this edition yet, one child task a file, and enters the verdicts in order.
  private func checkNew(_ received: [Received], _ ledger: Ledger, _ progress: @Sendable (Step) -> Void) async throws {
    let archive = Archive(folder: folder.archive)
    let bytes = Dictionary(received.map { ($0.entry.sha256, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    let present = try ledger.verdicts(edition: edition)
    let current = Submissions.current(try ledger.receipts())
    let due = current.filter { entry in entry.id.map { present[$0] == nil } ?? false }
    let (notice, tool) = (notice, tool)
    var verdicts: [[Verdict]] = []
    try await concurrentMap(due, worker: Checker(notice: notice, tool: tool)) { checker, entry in
      let submission = Submission(
        name: entry.fileName, bytes: try bytes[entry.sha256] ?? archive.bytes(of: entry.sha256))
      return checker.check(submission, receipt: entry.receipt)
    } inTurn: {
      verdicts.append($0)
      progress(.checking(done: verdicts.count, of: due.count))
    }
    try ledger.append(
      zip(due, verdicts).compactMap { entry, verdicts in
        entry.id.map { (receipt: $0, verdicts: verdicts) }
      }, edition: edition)
  }

  // MARK: Consolidate and reply

  private func writeMerged(_ district: District) async throws -> [String] {
    let folder = folder.merged
    return try await district.writeWorkbooks(of: district.quarters) { folder.appending(path: "\($0)") }
      .map { "汇总/\($0.quarter)/\($0.place.lastPathComponent)" }
  }

  private func writeAnswers(_ submissions: Submissions, _ roster: Roster) throws {
    let templates = try AnswerTemplates()
    for submission in submissions.answered {
      var answer = Answer(
        name: submission.outputName, verdicts: submission.verdicts, notice: notice, officeName: settings.office)
      answer.annotated = try annotated(submission)
      let page = answer.page(templates)
      try folder.reports.appending(path: submission.outputName + ".html").write(page)
      try folder.reports.appending(path: submission.outputName + ".json").write(answer.json)
      // A copy that an earlier edition of the rules called for is not left beside a page that says otherwise.
      for name in AnnotatedCopy.fileNames(for: submission.outputName) where name != answer.copy?.fileName {
        let old = folder.reports.appending(path: name)
        if FileManager.default.fileExists(atPath: old.path) { try FileManager.default.removeItem(at: old) }
      }
      if let copy = answer.copy { try folder.reports.appending(path: copy.fileName).write(copy.bytes) }
      let mail = answer.mail(templates, page: page, from: settings.from, to: roster.addresses(of: answer.unit?.id))
      try folder.outbox.appending(path: submission.outputName + ".eml").write(mail.draft())
    }
  }

  /// The sender's file with its faults marked, out of the archive.
  private func annotated(_ submission: Submissions.Entry) throws -> Result<AnnotatedCopy, AnnotatedCopy.Impossible>? {
    if submission.verdicts.contains(where: { $0.verdict == .unreadable }) { return .failure(.unreadable) }
    guard AnnotatedCopy.isDue(submission.verdicts) else { return nil }
    let bytes = try Archive(folder: folder.archive).bytes(of: submission.entry.sha256)
    return Result { () throws(AnnotatedCopy.Impossible) in
      try AnnotatedCopy(of: bytes, named: submission.outputName, verdicts: submission.verdicts, notice: notice)
    }
  }
}

extension Notice {
  /// `+08:00`.
  var offsetSuffix: String {
    let size = abs(utcOffset)
    return (utcOffset < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60)
  }

  func localTime(secondsSince1970 seconds: Int) -> String {
    let local = seconds + utcOffset * 60
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let second = local - day * 86_400
    return "\(CalendarDay(dayNumber: day))T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
      + offsetSuffix
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
