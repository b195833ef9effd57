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

  /// All rules as RULES.md prints them.
  package static func page(_ notice: Notice) -> String {
    var page = """
      # 规则

      \(notice.title)（\(notice.number)）的表按下面的规则核对。本页由程序生成：规则的文字写在 `Sources/Checking/Rules` 各自的文件里，
      改过后用 `RECORD=1 swift test --filter RulesPage` 重写本页。

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
