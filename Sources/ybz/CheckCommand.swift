import ArgumentParser
import Checking
import Foundation
import Office

struct Check: AsyncParsableCommand {
  static let name = "check"

  static let configuration = CommandConfiguration(
    commandName: name, abstract: "核对文件，只看不写。",
    discussion: "几个文件一起核对时，也互相比对。没有必须改的地方返回 0，有则返回 1。")

  @Argument(help: ArgumentHelp("要核对的文件", valueName: "file"))
  var runs: [FileRun]

  @OptionGroup var noticeOption: NoticeOption

  @Option(help: ArgumentHelp("收到时间，如 \(Sample.time)；不写则不判断是否按时", valueName: "time"))
  var received: String?

  @Option(help: ArgumentHelp("连同一个办公室文件夹的台账一起核对（各表之间、各单位之间、各期之间）", valueName: "dir"))
  var ledger: String?

  @Option(help: "输出形式：text、json 或 jsonl")
  var format: OutputFormat = .text

  @Option(help: ArgumentHelp("另存一份核对单（网页）；只能同时核对一个文件", valueName: "out.html"))
  var report: String?

  @Option(help: ArgumentHelp("另存一份标注过的表：有问题的格涂色、加批注；只能同时核对一个文件", valueName: "out.xlsx"))
  var annotate: String?

  @Option(help: ArgumentHelp("同时写各季度的汇总表，写到哪个文件夹；和 ybz merge 写的一样", valueName: "outdir"))
  var merge: String?

  @Flag(help: "不显示，只用返回值")
  var quiet = false

  var files: [String] { runs.flatMap(\.files) }

  func validate() throws {
    let files = files
    if files.isEmpty { throw ValidationError("请写出要核对的文件。") }
    if report != nil, files.count > 1 { throw ValidationError("--report 只能同时核对一个文件。") }
    if annotate != nil, files.count > 1 { throw ValidationError("--annotate 只能同时核对一个文件。") }
    if let annotate, Self.isSame(annotate, files[0]) {
      throw ValidationError("--annotate 请写到另一个文件，不能写在原表上。")
    }
  }

  func run() async throws {
    let files = files
    // Beside an office's records its own rules hold.
    let pass = try ledger.map {
      try Pass(office: $0, notice: noticeOption.notice, builtInNotice: BuiltInNotice.files, tool: Program.name)
    }
    let notice = try pass?.notice ?? noticeOption.load()
    let receipt = try received.map {
      Receipt(at: try Moment.parse($0, notice, option: "received"), source: .option)
    }
    var received = try pass?.recorded() ?? Consolidation()
    // Recorded by whoever checked it, while it is at hand.
    var checked: [[RecordedVerdict]] = []
    try await concurrentMap(files, worker: Checker(notice: notice, tool: Program.name)) { checker, path in
      let submission = Submission(name: WholeFile.name(at: path), bytes: try WholeFile.bytes(at: path))
      return checker.check(submission, receipt: receipt).map { RecordedVerdict($0, notice: notice) }
    } inTurn: {
      for recorded in $0 { received.insert(Consolidation.Version(recorded)) }
      checked.append($0)
    }
    KeptToTheEnd.keep((checked, received))
    var comparison: Comparison?
    if files.count > 1 || pass != nil || checked.contains(where: { $0.count > 1 }) {
      comparison = try await Comparison.made(received, isComplete: pass != nil, notice: notice)
      KeptToTheEnd.keep(comparison as Any)
    }
    let compared = { @Sendable [comparison] (checked: [RecordedVerdict]) in
      checked.map { comparison?.compared($0.verdict) ?? $0.verdict }
    }
    let only = URL(fileURLWithPath: files[0])
    if let report {
      try AnswerPage.write(
        compared(checked[0]), of: only.lastPathComponent, notice: notice, to: URL(fileURLWithPath: report))
    }
    if let annotate {
      let bytes = [UInt8](try Data(contentsOf: only))
      try write(bytes, named: only.lastPathComponent, compared(checked[0]), notice, to: annotate)
    }
    var mustBeFixed = false
    var toMerge = Consolidation()
    func take(_ verdicts: some Sequence<Verdict>) {
      mustBeFixed = mustBeFixed || verdicts.contains(where: \.mustBeFixed)
      if merge != nil { for verdict in verdicts { toMerge.insert(Consolidation.Version(verdict)) } }
    }
    if format == .jsonl, !quiet {
      let idle = Idle<JSONLines>()
      var rest = checked[...]
      try await concurrentMap(worker: ()) {
        Self.takePart(of: &rest)
      } transform: { _, part in
        let verdicts = part.flatMap(compared)
        let lines = idle.take() ?? JSONLines()
        lines.write(verdicts)
        return (lines, verdicts)
      } inTurn: { lines, verdicts in
        try StandardOutput.write(lines)
        idle.put(lines)
        take(verdicts)
      }
    } else {
      let verdicts = try await concurrentMap(checked, compared)
      take(verdicts.joined())
      if !quiet, format == .json {
        try StandardOutput.writeLine(Verdict.json(Array(verdicts.joined())))
      } else if !quiet {
        let pages = verdicts.map { $0.map { VerdictText(verdict: $0, notice: notice).text }.joined() }
        try StandardOutput.write(Array(pages.joined(separator: "\n").utf8))
      }
      KeptToTheEnd.keep(verdicts)
    }
    if let merge {
      let district = try await District.made(toMerge, notice: notice)
      let destination = URL(fileURLWithPath: merge, isDirectory: true)
      let written = try await district.writeWorkbooks(of: district.quarters) { destination.appending(path: "\($0)") }
      if !quiet { for workbook in written { StandardError.say("写出 \(workbook.place.path)") } }
      KeptToTheEnd.keep((toMerge, district))
    }
    Foundation.exit(mustBeFixed ? 1 : 0)
  }
}

extension Check {
  private static func isSame(_ one: String, _ other: String) -> Bool {
    let paths = [one, other].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().standardizedFileURL.path }
    return paths[0] == paths[1]
  }

  /// Submissions whose lines are written at once; nil behind the last. The system takes a large piece in two thirds of the
  /// time of many small ones.
  private static func takePart(of rest: inout ArraySlice<[RecordedVerdict]>) -> ArraySlice<[RecordedVerdict]>? {
    if rest.isEmpty { return nil }
    var rows = 0
    let end = rest.firstIndex { submission in
      rows += submission.reduce(0) { $0 + $1.verdict.rows.count }
      return rows >= rowsAtOnce
    }
    let part = end.map { rest[...$0] } ?? rest
    rest = rest[part.endIndex...]
    return part
  }

  /// A quarter of a megabyte as JSON.
  private static let rowsAtOnce = 170

  private func write(
    _ bytes: [UInt8], named name: String, _ verdicts: [Verdict], _ notice: Notice, to path: String
  ) throws {
    do {
      try AnnotatedCopy(of: bytes, named: name, verdicts: verdicts, notice: notice).write(
        to: URL(fileURLWithPath: path))
    } catch let error as AnnotatedCopy.Impossible {
      StandardError.say("没有写出“\(path)”：\(error.words)")
    }
  }
}

extension Verdict {
  fileprivate var mustBeFixed: Bool { counts.error > 0 || verdict == .unreadable || verdict == .unrecognised }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, jsonl
}
