import ArgumentParser
import Checking
import Foundation
import Office

struct Template: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "写空白表：带下拉选项、填写提示和注意事项，发给各单位填。",
    discussion: "写明单位、季度或月份的，表里先填好。")

  @Option(name: .shortAndLong, help: ArgumentHelp("写到哪个文件夹", valueName: "dir"))
  var outdir: String

  @Option(help: ArgumentHelp("给哪个单位用：代号或名称", valueName: "id"))
  var unit: String?

  @Option(help: ArgumentHelp("报哪个季度，如 \(Sample.quarter)", valueName: "quarter"))
  var quarter: String?

  @Option(help: ArgumentHelp("报哪个月，如 \(Sample.month)", valueName: "month"))
  var month: String?

  @OptionGroup var rules: RulesOption

  @Flag(help: "不列出写了什么")
  var quiet = false

  func run() throws {
    let notice = try rules.load()
    let unit = try unit.map { try Self.unit($0, notice) }
    let period = try period(notice)
    for form in try BlankForm.all(of: notice, unit: unit, period: period) {
      let url = try form.write(in: URL(fileURLWithPath: outdir, isDirectory: true))
      if !quiet { try StandardOutput.writeLine(url.path) }
    }
  }

  /// The quarter or month asked for.
  private func period(_ notice: Notice) throws -> Period? {
    func read(_ text: String?, _ option: String, _ kind: Period.Kind, _ sample: String) throws -> Period? {
      guard let text else { return nil }
      guard let period = Period(text), period.kind == kind else {
        throw ValidationError("--\(option) “\(text)”看不明白，请写成 \(sample) 的样子。")
      }
      guard notice.forms.contains(where: { $0.period == kind }) else {
        throw ValidationError("这份通知里没有按\(kind == .month ? "月" : "季度")报的表，不用写 --\(option)。")
      }
      return period
    }
    let periods = [
      try read(quarter, "quarter", .quarter, Sample.quarter), try read(month, "month", .month, Sample.month),
    ].compactMap(\.self)
    if periods.count > 1 { throw ValidationError("--quarter 和 --month 只能写一个。") }
    return periods.first
  }

  private static func unit(_ text: String, _ notice: Notice) throws -> Checking.Unit {
    if let unit = notice.units.first(where: { $0.id == text || $0.name == text || $0.aliases.contains(text) }) {
      return unit
    }
    let known = notice.units.map { "\($0.id)（\($0.name)）" }.joined(separator: "、")
    throw ValidationError("通知里没有“\(text)”这个单位。可写：\(known)。")
  }
}
