import ArgumentParser
import Checking

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "说明一条规则：什么毛病，为什么，怎么改。不写规则则全部列出。")

  @Argument(help: ArgumentHelp("规则代号，如 value-not-in-vocabulary；核对结果每条末尾括号里就是", valueName: "rule"))
  var rule: String?

  @OptionGroup var rules: RulesOption

  func run() throws {
    let notice = try rules.load()
    guard let rule else {
      var table = TextTable(header: ["规则", "轻重", "毛病"], alignments: [.left, .left, .left])
      for rule in Rule.all { table.rows.append([rule.id, rule.severity.spoken, rule.fault]) }
      try StandardOutput.writeLine(table.lines.joined(separator: "\n"))
      return
    }
    guard let rule = Rule.all.first(where: { $0.id == rule }) else {
      throw ValidationError("没有“\(rule)”这条规则；ybz explain 列出全部规则。")
    }
    try StandardOutput.writeLine(rule.explanation(notice))
  }
}
