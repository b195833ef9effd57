import ArgumentParser
import Checking
import Foundation
import Office

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "收一遍：收取、核对、记账、汇总、写回复，最后列一张表。",
    discussion: "重复运行不会改变任何结果；新放进收件箱的文件会接着处理。")

  @Argument(help: "办公室文件夹（ybz init 建的）")
  var dir: String

  @OptionGroup var noticeOption: NoticeOption

  @Option(help: ArgumentHelp("新收文件的收到时间，如 \(Sample.time)；不写则用收件登记或文件时间", valueName: "time"))
  var received: String?

  @Flag(help: "只在有问题时说话")
  var quiet = false

  @Flag(help: "说出这一遍新收了哪些文件")
  var verbose = false

  func run() async throws {
    let pass = try Pass(
      office: dir, notice: noticeOption.notice, builtInNotice: BuiltInNotice.files, tool: Program.name)
    let received = try received.map { try Moment.parse($0, pass.notice, option: "received") }
    let now = Int(Date().timeIntervalSince1970)
    let line = ProgressLine(quiet: quiet)
    let report = try await pass.run(
      now: now, received: received, settle: { Thread.sleep(forTimeInterval: Inbox.settlingTime) },
      progress: { step in
        switch step {
        case .checking(let done, let count): line.show("核对 \(done)/\(count)")
        case .writing: line.show("写汇总、报告和回复……")
        }
      })
    line.clear()
    if verbose {
      for file in report.files where file.isNew { StandardError.say("新收：\(file.name)") }
    }
    for remark in report.remarks { StandardError.say("注意：\(remark)") }
    if !quiet { try StandardOutput.writeLine(PassTable(report: report, office: dir).text) }
  }
}
