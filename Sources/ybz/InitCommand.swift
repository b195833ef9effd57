import ArgumentParser
import Checking
import Foundation
import Office

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "建一个办公室文件夹：收件箱、报告、汇总、归档、发件箱、名册和配置。",
    discussion: "已有的东西一律不动，可以放心重复运行。")

  @Argument(help: "办公室文件夹")
  var dir: String

  @OptionGroup var noticeOption: NoticeOption

  func run() throws {
    let made = try OfficeFolder(dir).create(notice: try noticeOption.load(), in: noticeOption.folder)
    try StandardOutput.writeLine(
      made.isEmpty ? "“\(dir)”已经建好，没有改动。" : "已在“\(dir)”建好：\(made.joined(separator: " "))")
    try StandardOutput.writeLine("把各单位发来的表放进 \(dir)/收件箱，然后运行 ybz run \(dir)")
  }
}

/// `--office DIR` beside `--notice PATH`: the rules as an office has them.
struct RulesOption: ParsableArguments {
  @OptionGroup var noticeOption: NoticeOption

  @Option(help: ArgumentHelp("用这个办公室的通知，和它配置里选定的理解、放假表", valueName: "dir"))
  var office: String?

  func load() throws -> Notice {
    guard let office else { return try noticeOption.load() }
    return try OfficeNotice(of: OfficeFolder(office), chosen: noticeOption.notice, builtIn: BuiltInNotice.files).notice
  }
}

/// `--notice PATH`, shared by every command that reads one.
struct NoticeOption: ParsableArguments {
  @Option(help: ArgumentHelp("通知（规则文件）所在的文件夹；不写则用程序自带的", valueName: "path"))
  var notice: String?

  /// Where it lies, from anywhere; nil for the built-in one.
  var folder: String? { notice.map { URL(fileURLWithPath: $0).standardizedFileURL.path } }

  func load() throws -> Notice {
    guard let notice else { return try BuiltInNotice.reading.get() }
    return try Notice(files: NoticeFolder.files(atPath: notice))
  }

  /// Whether there are arguments of a command that will ask for the built-in notice.
  static func isLeftOut(of arguments: [String]) -> Bool {
    arguments.count > 1 && FileRun.commands.contains(arguments[0])
      && !arguments.contains { $0.hasPrefix("--notice") }
  }
}
