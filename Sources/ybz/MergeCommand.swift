import ArgumentParser
import Checking
import Foundation
import Office

struct Merge: AsyncParsableCommand {
  static let name = "merge"

  static let configuration = CommandConfiguration(
    commandName: name, abstract: "写一个季度的汇总表。",
    discussion: "从办公室文件夹的台账写，或从若干 ybz check --format jsonl 的输出写：各处核对的结果合在一起，次序不限。")

  @Argument(help: ArgumentHelp("办公室文件夹，或 .jsonl 文件", valueName: "dir|verdicts.jsonl"))
  var runs: [FileRun]

  @Option(help: ArgumentHelp("季度，如 \(Sample.quarter)；不写则有什么写什么", valueName: "quarter"))
  var quarter: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("写到哪个文件夹", valueName: "outdir"))
  var outdir: String?

  @OptionGroup var noticeOption: NoticeOption

  @Flag(help: "不列出写了什么")
  var quiet = false

  func run() async throws {
    let inputs = runs.flatMap(\.files)
    let isOffice = inputs.count == 1 && Self.isFolder(inputs[0]) == true
    let notice: Notice
    let state: Consolidation
    let destination: URL
    if isOffice {
      let pass = try Pass(
        office: inputs[0], notice: noticeOption.notice, builtInNotice: BuiltInNotice.files, tool: Program.name)
      notice = pass.notice
      state = try pass.recorded()
      destination = outdir.map { URL(fileURLWithPath: $0, isDirectory: true) } ?? pass.folder.merged
    } else {
      guard let outdir else { throw ValidationError("从 .jsonl 文件汇总时要用 -o 写出文件夹。") }
      if let folder = inputs.first(where: { Self.isFolder($0) == true }) {
        throw ValidationError("“\(folder)”是文件夹。汇总一个办公室文件夹时只写它一个；否则逐个写出 .jsonl 文件。")
      }
      if let missing = inputs.first(where: { Self.isFolder($0) == nil }) {
        throw CocoaError(.fileReadNoSuchFile, userInfo: [NSFilePathErrorKey: missing])
      }
      // What only the others show leaves no row out, so the verdicts need not be compared again.
      async let consolidated = Self.consolidate(inputs)
      notice = try noticeOption.load()
      state = try await consolidated
      destination = URL(fileURLWithPath: outdir, isDirectory: true)
    }
    let district = try await District.made(state, notice: notice)
    var quarters = district.quarters
    if let quarter {
      guard let period = Period(quarter), period.kind == .quarter else {
        throw ValidationError("--quarter “\(quarter)”看不明白，请写成 \(Sample.quarter) 的样子。")
      }
      quarters = [period]
    }
    let isOneFolder = outdir != nil && quarter != nil
    let written = try await district.writeWorkbooks(of: quarters) { quarter in
      isOneFolder ? destination : destination.appending(path: "\(quarter)")
    }
    if !quiet { for workbook in written { try StandardOutput.writeLine(workbook.place.path) } }
    KeptToTheEnd.keep(district)
    Foundation.exit(0)
  }

  /// nil where there is nothing of that name.
  private static func isFolder(_ path: String) -> Bool? {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) ? isFolder.boolValue : nil
  }

  private static func consolidate(_ paths: [String]) async throws -> Consolidation {
    var state = Consolidation()
    for path in paths {
      try await VerdictLines.read(path) { state.insert($0) }
    }
    return state
  }
}
