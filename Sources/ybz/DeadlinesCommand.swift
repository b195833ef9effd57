import ArgumentParser
import Checking
import Office

struct Deadlines: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadlines", abstract: "列出一段时间内的全部截止时间，和对通知的理解。")

  @Option(help: ArgumentHelp("从哪个月起，如 \(Sample.month)", valueName: "month"))
  var from: String

  @Option(help: ArgumentHelp("到哪个月止，如 \(Sample.laterMonth)", valueName: "month"))
  var to: String

  @OptionGroup var rules: RulesOption

  @Option(help: "输出形式：text、json 或 jsonl")
  var format: OutputFormat = .text

  func run() throws {
    let notice = try rules.load()
    let deadlines = notice.deadlines(from: try month(from, "from"), through: try month(to, "to"))
    switch format {
    case .text: try StandardOutput.writeLine(table(of: deadlines, notice).lines.joined(separator: "\n"))
    case .json: try StandardOutput.writeLine(JSONValue.array(deadlines.map(\.json)).text)
    case .jsonl: for deadline in deadlines { try StandardOutput.writeLine(deadline.json.text) }
    }
  }

  private func month(_ text: String, _ option: String) throws -> CalendarMonth {
    guard let month = CalendarMonth(text) else {
      throw ValidationError("--\(option) 的月份“\(text)”看不明白，请写成 \(Sample.month) 的样子。")
    }
    return month
  }

  private func table(of deadlines: [Deadline], _ notice: Notice) -> TextTable {
    var table = TextTable(header: ["截止时间", "报表", "期间", "理解"], alignments: [.left, .left, .left, .left])
    for deadline in deadlines {
      table.rows.append([
        VerdictWording.time(deadline.deadline), notice.form(deadline.form)?.name ?? deadline.form,
        VerdictWording.period(deadline.period), deadline.reading,
      ])
    }
    return table
  }
}

extension Deadline {
  fileprivate var json: JSONValue {
    .object([
      "form": .string(form), "period": .string(period), "deadline": .string(deadline), "reading": .string(reading),
    ])
  }
}
