import ArgumentParser
import Glibc
import Spreadsheets

/// `ybz cells FILE`: every cell that holds something, as it was read.
struct Cells: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cells", abstract: "逐格列出一个文件中的内容，供核对程序读到的是什么。",
    discussion: "文件无法读取时退出码为 1，并在标准错误中用一行说明原因和位置。")

  enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case jsonl, text }

  @Argument(help: "要读取的文件（xlsx、xlsm、ods、csv）。")
  var file: String

  @Option(help: "输出格式：jsonl 每格一行 JSON；text 每格一行文字。")
  var format = OutputFormat.text

  func run() throws {
    var failure: OutputFailure?
    do throws(SpreadsheetError) {
      failure = try list()
    } catch {
      _ = Array((error.sentence(forFile: file) + "\n").utf8).withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
      throw ExitCode(1)
    }
    // Whoever has seen enough may close the output.
    if case .failed? = failure, let failure { throw failure }
  }

  /// - Returns: why not all was written; nil where it was.
  private func list() throws(SpreadsheetError) -> OutputFailure? {
    let reader = try SpreadsheetReader(path: file)
    var printer = CellPrinter(format == .jsonl ? .jsonLines : .text)
    var failure: OutputFailure?
    func unlessFailed(_ body: () throws(OutputFailure) -> Void) {
      do throws(OutputFailure) { try body() } catch { failure = error }
    }
    for index in reader.sheets.indices where failure == nil {
      printer.begin(sheet: reader.sheets[index].name)
      var rows = try reader.rows(ofSheet: index)
      while failure == nil, let row = try rows.next() {
        unlessFailed { () throws(OutputFailure) in for cell in row.cells { try printer.print(cell) } }
      }
    }
    if failure == nil { unlessFailed { () throws(OutputFailure) in try printer.flush() } }
    return failure
  }
}
