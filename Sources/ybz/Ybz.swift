import ArgumentParser
// For what it brings: with it in the program, all memory is mimalloc's, by which a check and a merge of a thousand files take a
// tenth less time than by glibc's malloc.
import CMimalloc
import Foundation

@main
struct Ybz: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ybz",
    abstract: "一本账：收表、核对、回复、汇总、记账。",
    discussion: "第一次用：ybz init 办公室，把各单位发来的表放进 办公室/收件箱，再 ybz run 办公室。",
    version: Program.version,
    subcommands: [
      Init.self, Run.self, Check.self, Merge.self, Template.self, Deadlines.self, Explain.self, Cells.self,
    ])

  /// Exit codes by contract: 0 nothing must be fixed, 1 something must, 2 usage, 3 ybz itself could not run.
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // To read the notice takes longer than to understand the arguments.
    let notice = NoticeOption.isLeftOut(of: arguments) ? BuiltInNotice.reading : nil
    do {
      var command = try parseAsRoot(FileRun.joined(arguments))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      // The process does not end under work that goes on.
      _ = try? notice?.get()
      let message = HelpWording.inChinese(fullMessage(for: error))
      switch exitCode(for: error) {
      case .success:
        print(message)
        Foundation.exit(0)
      case .validationFailure:
        StandardError.say(message)
        Foundation.exit(2)
      case let code where error is ExitCode:
        Foundation.exit(code.rawValue)
      default:
        StandardError.say("ybz 没能完成：\(FailureWording.describe(error))")
        Foundation.exit(3)
      }
    }
  }
}

/// Diagnostics and progress; results go to standard output.
enum StandardError {
  static func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
