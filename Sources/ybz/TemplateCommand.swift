import ArgumentParser
import Checking
import Foundation
import Office

struct Template: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "写空白表：带下拉选项、填写提示和注意事项，发给各单位填。",
    discussion: "写明单位或季度的，表里先填好。")

  @Option(name: .shortAndLong, help: ArgumentHelp("写到哪个文件夹", valueName: "dir"))
  var outdir: String

  @Option(help: ArgumentHelp("给哪个单位用：代号或名称", valueName: "id"))
  var unit: String?

  @Option(help: ArgumentHelp("报哪个季度，如 \(Sample.quarter)", valueName: "quarter"))
  var quarter: String?

  @OptionGroup var noticeOption: NoticeOption

  @Flag(help: "不列出写了什么")
  var quiet = false

  func run() throws {
    let notice = try noticeOption.load()
    let unit = try unit.map { try Self.unit($0, notice) }
    let quarter = try quarter.map { text in
      guard let period = Period(text), period.kind == .quarter else {
        throw ValidationError("--quarter “\(text)”看不明白，请写成 \(Sample.quarter) 的样子。")
      }
      return period
    }
    for form in try BlankForm.all(of: notice, unit: unit, period: quarter) {
      let url = try form.write(in: URL(fileURLWithPath: outdir, isDirectory: true))
      if !quiet { print(url.path) }
    }
  }

  private static func unit(_ text: String, _ notice: Notice) throws -> Checking.Unit {
    if let unit = notice.units.first(where: { $0.id == text || $0.name == text || $0.aliases.contains(text) }) {
      return unit
    }
    let known = notice.units.map { "\($0.id)（\($0.name)）" }.joined(separator: "、")
    throw ValidationError("通知里没有“\(text)”这个单位。可写：\(known)。")
  }
}
