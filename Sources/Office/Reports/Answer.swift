import Checking
import Mail
import Mustache

/// What one file's sender is told: a page, the verdicts as JSON, the file itself with its faults marked, and a mail that
/// carries all but the JSON.
struct Answer {
  let name: String
  let verdicts: [Verdict]
  /// The sender's file with marks, or why there is none; nil where there is nothing to mark.
  var annotated: Result<AnnotatedCopy, AnnotatedCopy.Impossible>?
  let notice: Notice
  let officeName: String

  /// The unit the answer goes to: the first that any form in the file names.
  var unit: Verdict.UnitName? { verdicts.lazy.compactMap(\.unit).first }

  /// The verdicts as `ybz check --format json` prints them.
  var json: [UInt8] { Array((Verdict.json(verdicts) + "\n").utf8) }

  func page(_ templates: AnswerTemplates) -> [UInt8] { Array(templates.page.render(pageModel).utf8) }

  /// Two lines that say it all, then the faults, then where to read more.
  func mail(_ templates: AnswerTemplates, page: [UInt8], from: String, to addresses: [String]) -> Message {
    let unitName = unit?.name ?? ""
    return Message(
      from: from.isEmpty ? nil : .init(name: officeName, address: from),
      to: addresses.map { .init(name: unitName, address: $0) },
      subject: subject, text: templates.mail.render(mailModel).trimmed + "\n",
      attachments: copies + [.init(name: pageName, mediaType: "text/html", bytes: page)],
      identity: String((verdicts.first?.file.sha256 ?? "").prefix(32)))
  }

  var copy: AnnotatedCopy? {
    guard case .success(let copy)? = annotated else { return nil }
    return copy
  }

  private var copies: [Message.Attachment] {
    guard let copy else { return [] }
    return [.init(name: copy.fileName, mediaType: copy.mediaType, bytes: copy.bytes)]
  }

  var pageName: String { "核对单 \(name).html" }

  private var errors: Int { verdicts.reduce(0) { $0 + $1.counts.error } }
  private var passes: Bool { verdicts.allSatisfy { $0.verdict == .accepted || $0.verdict == .nil } }

  private var subject: String {
    let what = verdicts.compactMap { notice.form($0.form)?.name }.joined(separator: "、")
    let unitName = unit?.name ?? "未认出单位"
    return "【\(passes ? "已通过" : "需修改")】\(unitName) \(what.isEmpty ? name : what)"
  }

  private func title(of verdict: Verdict) -> String {
    guard let form = notice.form(verdict.form) else { return name }
    return "\(form.name) \(form.title(for: verdict.period.flatMap { Period($0) }))"
  }
}

// MARK: What the templates show

extension Answer {
  private struct PageModel {
    var title: String
    var fileName: String
    var forms: [FormModel]
    var noticeTitle: String
    var officeName: String
    var tool: String
    var sha256: String
  }

  private struct FormModel {
    var formTitle: String
    var resultClass: String
    var headline: String
    var nextStep: String
    var facts: [Fact]
    var hasFindings: Bool
    var findings: [FindingModel]
    var moreFindings: Int?
    var hasHeader: Bool
    var header: [HeaderModel]
  }

  private struct Fact {
    var label: String
    var text: String
  }

  private struct FindingModel {
    var number: Int
    var severity: String
    var severityLabel: String
    var isRemark: Bool
    var cells: String
    var place: String
    var manyCells: Bool
    var key: String
    var given: String
    var message: String
    /// How to mend it; only where it must be mended.
    var fix: String?
    var clause: String
  }

  private struct HeaderModel {
    var column: String
    var text: String
    var field: String
    var match: String
  }

  private var pageModel: PageModel {
    let verdict = verdicts.first
    let receiver = officeName.isEmpty ? "收表单位" : officeName
    return PageModel(
      title: "核对单：" + (unit.map { $0.name + " " } ?? "")
        + (verdicts.compactMap { notice.form($0.form)?.name }.joined(separator: "、")),
      fileName: name, forms: verdicts.map { model(of: $0, findingLimit: nil) },
      noticeTitle: "\(notice.title)（\(notice.number)）", officeName: receiver, tool: verdict?.tool ?? "",
      sha256: verdict?.file.sha256 ?? "")
  }

  private func model(of verdict: Verdict, findingLimit: Int?) -> FormModel {
    let findings = verdict.findings.enumerated().map { model(of: $1, number: $0 + 1, in: verdict) }
    let shown = findingLimit.map { Array(findings.prefix($0)) } ?? findings
    let passes = verdict.verdict == .accepted || verdict.verdict == .nil
    return FormModel(
      formTitle: title(of: verdict), resultClass: passes ? "passed" : "failed",
      headline: VerdictWording.headline(verdict), nextStep: VerdictWording.nextStep(verdict), facts: facts(of: verdict),
      hasFindings: !findings.isEmpty, findings: shown,
      moreFindings: shown.count < findings.count ? findings.count - shown.count : nil,
      hasHeader: !verdict.header.isEmpty, header: verdict.header.map { model(of: $0, form: verdict.form) })
  }

  private func facts(of verdict: Verdict) -> [Fact] {
    let counts = verdict.counts
    var facts: [Fact] = []
    func add(_ label: String, _ text: String?) {
      if let text, !text.isEmpty { facts.append(Fact(label: label, text: text)) }
    }
    add("单位", verdict.unit?.name)
    add("期间", verdict.period.map(VerdictWording.period))
    if let receivedAt = verdict.receivedAt {
      let source = verdict.receivedFrom.map { "（依据：\(VerdictWording.name(of: $0))）" } ?? ""
      add("收到时间", VerdictWording.time(receivedAt) + source)
    }
    add("截止时间", verdict.deadline.map(VerdictWording.time))
    add("截止时间的理解", verdict.reading)
    if verdict.deadline != nil { add("是否按时", VerdictWording.timeliness(of: verdict)) }
    if counts.rowsIn > 0 {
      add("行数", "读到 \(counts.rowsIn) 行，合格 \(counts.rowsAccepted) 行，未采用 \(counts.rowsExcluded) 行")
    }
    return facts
  }

  private func model(of finding: Finding, number: Int, in verdict: Verdict) -> FindingModel {
    let place = VerdictWording.place(of: finding)
    return FindingModel(
      number: number, severity: finding.severity.rawValue, severityLabel: finding.severity.spoken,
      isRemark: finding.severity != .error,
      cells: place, place: place.isEmpty ? "整份文件" : place, manyCells: finding.cells.count > 2,
      key: VerdictWording.key(of: finding), given: finding.given ?? "", message: finding.message,
      fix: VerdictWording.fix(for: finding, in: verdict, notice), clause: finding.clause ?? "")
  }

  private func model(of match: Verdict.HeaderMatch, form: String?) -> HeaderModel {
    HeaderModel(
      column: match.column, text: match.text, field: notice.form(form)?.column(match.field)?.header ?? match.field,
      match: VerdictWording.name(of: match.match))
  }

  private struct MailModel {
    var firstLine: String
    var secondLine: String
    var unitName: String
    var fileName: String
    var receivedAt: String
    var forms: [FormModel]
    var attachmentName: String
    var copyName: String?
    /// Why no marked copy is attached.
    var whyNoCopy: String?
    var officeName: String
  }

  /// The faults a mail spells out; the page has them all.
  private static let findingsInMail = 12

  private var mailModel: MailModel {
    let worst = verdicts.first { $0.verdict != .accepted && $0.verdict != .nil } ?? verdicts.first
    let first: String
    if passes {
      first = "已通过，不需要修改。"
    } else if errors > 0, let worst, worst.verdict == .returned {
      first = "未通过，必须改 \(errors) 处。"
    } else {
      first = worst.map { VerdictWording.headline($0) + "。" } ?? ""
    }
    return MailModel(
      firstLine: first, secondLine: worst.map(VerdictWording.nextStep) ?? "", unitName: unit?.name ?? "报送单位",
      fileName: name, receivedAt: verdicts.first?.receivedAt.map(VerdictWording.time) ?? "",
      forms: verdicts.map { model(of: $0, findingLimit: Self.findingsInMail) }, attachmentName: pageName,
      copyName: copies.first?.name, whyNoCopy: whyNoCopy, officeName: officeName)
  }
}

extension Answer {
  private var whyNoCopy: String? {
    guard case .failure(let reason)? = annotated else { return nil }
    return reason.words
  }
}

/// The wording of pages and mails, which an office may change.
struct AnswerTemplates {
  let page: MustacheTemplate
  let mail: MustacheTemplate

  init() throws {
    page = try MustacheTemplate(string: String(decoding: PackageResources.report_page_mustache, as: UTF8.self))
    mail = try MustacheTemplate(
      string: "{{% CONTENT_TYPE:TEXT}}" + String(decoding: PackageResources.answer_mail_mustache, as: UTF8.self))
  }
}

extension String {
  /// A path as one file name: folders become part of the name, and what a file name cannot hold becomes `_`.
  var flattened: String {
    let forbidden: Set<Character> = ["/", "\\", ":", "*", "?", "\"", "<", ">", "|"]
    return String(map { forbidden.contains($0) || $0.isNewline ? "_" : $0 })
  }
}
