import Checking

/// The words for a verdict's fixed terms; one place for the page, the mail and the terminal.
package enum VerdictWording {
  package static func name(of outcome: Verdict.Outcome) -> String {
    switch outcome {
    case .accepted: "合格"
    case .returned: "退回"
    case .nil: "零报告"
    case .unreadable: "无法读取"
    case .unrecognised: "未认出"
    }
  }

  static func name(of match: Verdict.HeaderMatch.Match) -> String {
    switch match {
    case .exact: "一字不差"
    case .normalised: "去掉空格、换行和全半角差别后相同"
    case .alias: "按常用写法理解"
    }
  }

  static func name(of source: Verdict.Source) -> String {
    switch source {
    case .option: "收件登记"
    case .mail: "邮件时间"
    case .arrival: "文件放入收件箱的时间"
    }
  }

  /// Whether a submission came in time.
  static func timeliness(of verdict: Verdict) -> String {
    switch verdict.timeliness {
    case .onTime: "按时"
    case .late: "迟报"
    case .unknown where verdict.receivedAt == nil: "不能断定（没有写收到时间）"
    case .unknown: "不能断定（只知道文件放入收件箱的时间）"
    }
  }

  /// `2022-06-17T10:05:00+08:00` as people write it: `2022年6月17日 10:05`.
  package static func time(_ iso: String) -> String {
    let numbers = iso.prefix(16).split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
    guard numbers.count == 5 else { return iso }
    let minute = numbers[4] < 10 ? "0\(numbers[4])" : "\(numbers[4])"
    return "\(numbers[0])年\(numbers[1])月\(numbers[2])日 \(numbers[3]):\(minute)"
  }

  /// `2022Q2` as 2022年第二季度, `2022-W25` as 2022年第25周.
  package static func period(_ period: String) -> String { Period(period)?.spoken ?? period }

  /// The cells of a finding as people write them: `Sheet1!G5、G7:G12`.
  package static func place(of finding: Finding) -> String {
    let cells = runs(of: finding.cells).joined(separator: "、")
    guard let sheet = finding.sheet else { return cells }
    return cells.isEmpty ? sheet : "\(sheet)!\(cells)"
  }

  /// What a clerk knows the row by: `序号 3，编号 0123，某店`.
  static func key(of finding: Finding) -> String {
    let key = finding.key
    let parts = [key?.seq.map { "序号 \($0)" }, key?.caseNo.map { "编号 \($0)" }, key?.enterprise]
    return parts.compactMap { $0 }.joined(separator: "，")
  }

  /// How to mend it; nil where nothing must be mended. What is said of a whole file says what to do already.
  static func fix(for finding: Finding, in verdict: Verdict, _ notice: Notice) -> String? {
    guard finding.severity == .error, finding.field != nil else { return nil }
    return Rule.fix(for: finding, form: verdict.form, notice: notice)
  }

  /// Three cells or more that stand below each other become one range.
  private static func runs(of cells: [String]) -> [String] {
    var runs: [(column: Substring, first: Int, last: Int)?] = []
    var texts: [String] = []
    for cell in cells {
      let column = cell.prefix { $0.isLetter }
      guard let row = Int(cell.dropFirst(column.count)) else {
        runs.append(nil)
        texts.append(cell)
        continue
      }
      if let run = runs.last ?? nil, run.column == column, run.last + 1 == row {
        runs[runs.count - 1] = (column, run.first, row)
      } else {
        runs.append((column, row, row))
        texts.append(cell)
      }
    }
    return zip(runs, texts).flatMap { run, text -> [String] in
      guard let run, run.first < run.last else { return [text] }
      let (first, last) = ("\(run.column)\(run.first)", "\(run.column)\(run.last)")
      return run.last - run.first == 1 ? [first, last] : ["\(first):\(last)"]
    }
  }

  /// What the sender does now, by when.
  static func nextStep(_ verdict: Verdict) -> String {
    switch verdict.verdict {
    case .accepted:
      return verdict.counts.warning == 0 ? "不需要再做什么。" : "有 \(verdict.counts.warning) 处请核对；无误则不必重报。"
    case .nil: return "已记为零报告，不需要再做什么。"
    case .returned: return "请改好后重报\(byWhen(verdict))。没有列出的地方不用动。"
    case .unreadable, .unrecognised: return "请按下面的说明另存或更换文件后重报\(byWhen(verdict))。"
    }
  }

  private static func byWhen(_ verdict: Verdict) -> String {
    guard let deadline = verdict.deadline else { return "，越快越好" }
    let ahead = (verdict.receivedAt ?? "") <= deadline
    return ahead ? "，\(time(deadline)) 前送达" : "；报送时间（\(time(deadline))）已过，请尽快"
  }

  /// Passed or not, and how much there is to do.
  package static func headline(_ verdict: Verdict) -> String {
    switch verdict.verdict {
    case .accepted: "已通过"
    case .nil: "已通过（零报告）"
    case .returned: "未通过，必须改 \(verdict.counts.error) 处"
    case .unreadable: "未通过，文件无法读取"
    case .unrecognised: "未通过，没有认出是哪张表"
    }
  }
}
