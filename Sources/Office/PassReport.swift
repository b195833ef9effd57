import Checking

/// What a pass did, for the table at its end.
package struct PassReport: Sendable {
  package struct UnitLine: Sendable {
    package var name: String
    package var received = 0
    package var accepted = 0
    package var returned = 0
    package var nilReturns = 0
    /// The reports that every unit owes for the quarters at hand and that this one has not sent.
    package var missing: [String] = []

    package init(name: String) { self.name = name }
  }

  package struct FileLine: Sendable {
    package var name: String
    package var outcomes: [Verdict.Outcome]
    package var reason: String
    package var isNew: Bool
  }

  package let units: [UnitLine]
  package let files: [FileLine]
  package let skipped: [(name: String, reason: String)]
  package let remarks: [String]
  package let merged: [String]

  init(
    notice: Notice, submissions: Submissions, quarters: [Period], skipped: [(String, String)], remarks: [String],
    merged: [String], new: Set<String>
  ) {
    var lines: [String: UnitLine] = [:]
    for unit in notice.units { lines[unit.id] = UnitLine(name: unit.name) }
    var unknown = UnitLine(name: "未认出单位")
    for submission in submissions.answered {
      let unit = submission.verdicts.lazy.compactMap(\.unit?.id).first
      var line = unit.flatMap { lines[$0] } ?? unknown
      line.count(submission.verdicts)
      if let unit, lines[unit] != nil { lines[unit] = line } else { unknown = line }
    }
    let state = submissions.consolidation
    for form in notice.forms {
      for period in form.due(quarters, state) {
        for unit in notice.units {
          let slot = Consolidation.Slot(unit: unit.id, form: form.id, period: "\(period)")
          if state.versions[slot] == nil { lines[unit.id]?.missing.append("\(period) \(form.name)") }
        }
      }
    }
    units = notice.units.compactMap { lines[$0.id] } + (unknown.received > 0 ? [unknown] : [])
    files = submissions.all.map { submission in
      let reasons = submission.verdicts.map { verdict in
        verdict.reason + (state.replacement(of: verdict).map { "（以“\($0)”为准）" } ?? "")
      }
      return FileLine(
        name: submission.entry.name, outcomes: submission.verdicts.map(\.verdict),
        reason: submission.sameAs.map { "与“\($0)”内容相同，不另行答复" } ?? reasons.joined(separator: "；"),
        isNew: new.contains(submission.entry.name))
    }
    self.skipped = skipped.map { (name: $0.0, reason: $0.1) }
    self.remarks = remarks
    self.merged = merged
  }
}

extension Form {
  /// The periods at hand for which every unit owes the form: the quarters, or the months that somebody has sent. A weekly
  /// form is owed only by those who have news.
  fileprivate func due(_ quarters: [Period], _ state: Consolidation) -> [Period] {
    switch period {
    case .week: return []
    case .quarter: return quarters
    case .month:
      return state.periods(of: id).compactMap { Period($0) }.filter { $0.kind == .month }
    }
  }
}

extension PassReport.UnitLine {
  fileprivate mutating func count(_ verdicts: [Verdict]) {
    received += 1
    if verdicts.contains(where: { ![.accepted, .nil].contains($0.verdict) }) {
      returned += 1
    } else if verdicts.allSatisfy({ $0.verdict == .nil }) {
      nilReturns += 1
    } else {
      accepted += 1
    }
  }
}

extension Verdict {
  /// The one line that says why the verdict is what it is.
  package var reason: String {
    switch verdict {
    case .accepted:
      let remarks = [
        counts.warning > 0 ? "\(counts.warning) 处请核对" : nil, counts.note > 0 ? "\(counts.note) 条提示" : nil,
      ].compactMap { $0 }
      return remarks.isEmpty ? "没有发现问题" : remarks.joined(separator: "，")
    case .nil: return "无新增"
    case .returned: return "必须改 \(counts.error) 处：" + firstError
    case .unreadable, .unrecognised: return firstError
    }
  }

  private var firstError: String {
    findings.first { $0.severity == .error }?.message ?? findings.first?.message ?? ""
  }
}

extension Inbox.Skipped.Reason {
  var words: String {
    switch self {
    case .lockFile: "编辑软件留下的锁文件，不是报送文件"
    case .systemFile: "系统文件，不是报送文件"
    case .unfinishedDownload: "尚未下载完的文件，下完后会自动收取"
    case .stillBeingWritten: "正在写入，下次运行再收"
    case .register: "本办公室的收件登记，已用于确定收到时间"
    case .symbolicLink: "是快捷链接，请放入文件本身"
    case .tooLarge(let limit): "超过 \(limit >> 20) MB，没有读取；请核对是否放错文件"
    case .cannotBeOpened(let detail): "打不开：\(detail)"
    }
  }
}
