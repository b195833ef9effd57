import ArgumentParser
import Checking
import Foundation
import Office

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "核对文件，只看不写。",
    discussion: "没有必须改的地方返回 0，有则返回 1。")

  @Argument(help: ArgumentHelp("要核对的文件", valueName: "file"))
  var files: [String]

  @OptionGroup var noticeOption: NoticeOption

  @Option(help: ArgumentHelp("收到时间，如 2022-06-17T10:00；不写则不判断是否按时", valueName: "time"))
  var received: String?

  @Option(help: "输出形式：text、json 或 jsonl")
  var format: OutputFormat = .text

  @Option(help: ArgumentHelp("另存一份核对单（网页）；只能同时核对一个文件", valueName: "out.html"))
  var report: String?

  @Flag(help: "不显示，只用返回值")
  var quiet = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("请写出要核对的文件。") }
    if report != nil, files.count > 1 { throw ValidationError("--report 只能同时核对一个文件。") }
  }

  func run() throws {
    let notice = try noticeOption.load()
    let receipt = try received.map {
      Receipt(at: try Moment.parse($0, notice, option: "received"), source: .option)
    }
    var all: [Verdict] = []
    for path in files {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      let name = URL(fileURLWithPath: path).lastPathComponent
      let verdicts = check(
        Submission(name: name, bytes: bytes), receipt: receipt, notice: notice, tool: Program.name)
      if let report { try AnswerPage.write(verdicts, of: name, notice: notice, to: URL(fileURLWithPath: report)) }
      if !quiet, format == .jsonl { for verdict in verdicts { print(verdict.jsonLine) } }
      if !quiet, format == .text {
        if !all.isEmpty { print() }
        print(verdicts.map { VerdictText(verdict: $0, notice: notice).text }.joined(), terminator: "")
      }
      all += verdicts
    }
    if !quiet, format == .json { print(JSONValue.array(all.map(\.json)).text) }
    if all.contains(where: { $0.counts.error > 0 || $0.verdict == .unreadable || $0.verdict == .unrecognised }) {
      throw ExitCode(1)
    }
  }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, jsonl
}
