/// What `explain`, RULES.md and the reports say of a rule: one text for all, with the notice's own words in it.
extension Rule {
  /// The whole page on a rule, in plain text.
  package func explanation(_ notice: Notice) -> String {
    let words = ExampleWords(notice)
    var lines = [
      "\(id)（\(severity.spoken)）", fault, "为什么：\(filling(why, words.common))", "怎么改：\(filling(fix, words.common))",
    ]
    if let bad = words.text(of: bad) { lines.append("不对：\(bad)") }
    if let good = words.text(of: good) { lines.append("对：\(good)") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How to mend what a finding found, with the words of its own column.
  package static func fix(for finding: Finding, form: String?, notice: Notice) -> String? {
    guard let rule = named(finding.rule) else { return nil }
    let column = notice.form(form)?.column(finding.field ?? "")
    let example = ExampleWords(notice)
    var words = example.common
    if let column { words.merge(example.words(of: column)) { _, own in own } }
    words["column"] = column?.header
    for (name, value) in [("given", finding.given), ("expected", finding.expected)] {
      if let value { words[name] = value }
    }
    let fix = filling(rule.fix, words)
    guard let expected = finding.expected, !(fix + finding.message).contains(expected) else { return fix }
    return fix + "应填：\(expected)。"
  }

  /// All rules as RULES.md prints them.
  package static func page(_ notice: Notice) -> String {
    var page = """
      # 规则

      \(notice.title)（\(notice.number)）的表按下面的规则核对。本页由程序生成：规则的文字写在 `Sources/Checking/Rules` 各自的文件里，
      改过后用 `YBZ_RECORD=1 swift test --filter RulesPage` 重写本页。

      “必须改”的，改好重报才汇总；“请核对”“提示”的不影响报送。

      | 规则 | | 说的是什么 |
      |---|---|---|

      """
    for rule in all { page += "| [\(rule.id)](#\(rule.id)) | \(rule.severity.spoken) | \(rule.fault) |\n" }
    for rule in all {
      let lines = rule.explanation(notice).split(separator: "\n").dropFirst()
      page += "\n## \(rule.id)\n\n**\(rule.severity.spoken)** \(lines.joined(separator: "  \n"))\n"
    }
    return page
  }
}

extension Severity {
  /// As a clerk calls it.
  package var spoken: String {
    switch self {
    case .error: "必须改"
    case .warning: "请核对"
    case .note: "提示"
    }
  }
}
