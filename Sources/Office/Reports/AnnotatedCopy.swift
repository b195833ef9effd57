import Checking
import Foundation
import Spreadsheets

/// The sender's own workbook with its faults marked: cells coloured and spoken of in notes, and a first sheet that lists
/// everything and leads to it. What is no workbook that could be changed (CSV, ods) comes back as a fresh one, and says so.
package struct AnnotatedCopy: Sendable {
  package let bytes: [UInt8]
  /// `附件1（标注）.xlsx`.
  package let fileName: String
  package let mediaType: String

  /// Why there is none.
  package enum Impossible: Error {
    /// The file cannot be read, as its verdict says.
    case unreadable
    case unwritable(AnnotationError)

    /// For the sender.
    package var words: String {
      switch self {
      case .unreadable: "文件无法读取，没有标注过的原表。"
      case .unwritable: "原表的内容超出了工作簿能容纳的范围，没有标注过的原表。"
      }
    }
  }

  /// Whether there is anything in the cells to be mended or looked at.
  static func isDue(_ verdicts: [Verdict]) -> Bool {
    verdicts.contains { $0.verdict != .unreadable && $0.counts.error + $0.counts.warning > 0 }
  }

  /// - Parameters:
  ///   - bytes: the file that the verdicts are about.
  ///   - name: what the sender called it.
  package init(
    of bytes: [UInt8], named name: String, verdicts: [Verdict], notice: Notice
  ) throws(Impossible) {
    guard let first = verdicts.first, first.verdict != .unreadable else { throw .unreadable }
    let words = AnnotationOfVerdicts(verdicts, notice)
    // Compact: the fast deflate picks its code by processor, and any machine is to write the same bytes.
    if ["xlsx", "xlsm"].contains(first.file.format),
      let marked = try? words.annotation(isFresh: false).applied(to: bytes, compression: .compact)
    {
      self.bytes = marked.bytes
      let isMacroEnabled = first.file.format == "xlsm"
      fileName = Self.fileName(name, ending: isMacroEnabled ? ".xlsm" : ".xlsx")
      mediaType =
        isMacroEnabled
        ? "application/vnd.ms-excel.sheet.macroEnabled.12"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      return
    }
    guard let workbook = try? Workbook(reading: bytes, named: first.file.name) else { throw .unreadable }
    do throws(AnnotationError) {
      self.bytes = try words.annotation(isFresh: true).applied(to: workbook, compression: .compact).bytes
    } catch { throw .unwritable(error) }
    fileName = Self.fileName(name, ending: ".xlsx")
    mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  }

  package func write(to url: URL) throws { try url.write(bytes) }

  /// What a copy of a file of that name may be called.
  static func fileNames(for name: String) -> [String] { [".xlsx", ".xlsm"].map { fileName(name, ending: $0) } }

  private static func fileName(_ name: String, ending: String) -> String {
    let stem = name.lowercased().hasSuffix(ending) ? name.dropLast(ending.count) : name[...]
    return "\(stem)（标注）\(ending)"
  }
}

/// The findings on a file as marks in its cells and as a summary of them.
private struct AnnotationOfVerdicts {
  let verdicts: [Verdict]
  let notice: Notice

  init(_ verdicts: [Verdict], _ notice: Notice) {
    self.verdicts = verdicts
    self.notice = notice
  }

  /// `isFresh`: for a workbook made of the cells alone.
  func annotation(isFresh: Bool) -> Annotation {
    Annotation(marks: marks, summary: summary(isFresh: isFresh), rowLabel: "需修改", author: "核对")
  }

  /// What must be mended, and what should be looked at.
  private static let (errorFill, warningFill): (Color, Color) = (0xFFC7CE, 0xFFEB9C)

  /// Errors first: of two faults in a cell the first gives the colour. Notes change nothing and are left to the summary.
  private var marks: [Annotation.Mark] {
    [Severity.error, .warning].flatMap { severity in
      verdicts.flatMap { verdict in
        verdict.findings.filter { $0.severity == severity }.flatMap { marks(of: $0, in: verdict) }
      }
    }
  }

  private func marks(of finding: Finding, in verdict: Verdict) -> [Annotation.Mark] {
    guard let sheet = finding.sheet else { return [] }
    let isError = finding.severity == .error
    let words = [finding.message, VerdictWording.fix(for: finding, in: verdict, notice)].compactMap(\.self)
    let note = cut(words.joined(separator: "\n"), to: Self.longestNote)
    return finding.cells.compactMap { CellReference($0) }.map {
      Annotation.Mark(
        sheet: sheet, cell: $0, fill: isError ? Self.errorFill : Self.warningFill, note: note, labelsRow: isError)
    }
  }

  // MARK: Summary

  private func summary(isFresh: Bool) -> Annotation.Summary {
    Annotation.Summary(
      name: "核对结果", title: title, remarks: remarks(isFresh: isFresh),
      columns: [
        .init("位置", width: 20), .init("类别", width: 9), .init("所在行", width: 24), .init("现填", width: 22),
        .init("说明与改法", width: 58), .init("依据", width: 18),
      ],
      rows: verdicts.flatMap { verdict in verdict.findings.map { row(of: $0, in: verdict) } })
  }

  private var title: String {
    if verdicts.count == 1 { return VerdictWording.headline(verdicts[0]) }
    return verdicts.map { "\(notice.form($0.form)?.name ?? "")：\(VerdictWording.headline($0))" }.joined(separator: "；")
  }

  private func remarks(isFresh: Bool) -> [String] {
    let next = verdicts.first { $0.verdict != .accepted && $0.verdict != .nil } ?? verdicts.first
    var remarks = next.map { [VerdictWording.nextStep($0)] } ?? []
    let isMarked = !marks.isEmpty
    if isMarked {
      remarks.append("红色的格必须改，黄色的格请核对，说明在批注里和下表中；点“位置”一栏可跳到原表。")
      if verdicts.contains(where: { $0.counts.error > 0 }) {
        remarks.append("要改的行，左边有空列的标着“需修改”，没有空列的写在批注开头。")
      }
      remarks.append(
        "可以直接在这份表里改好重报；本页、颜色和批注不必删除。"
          + (isFresh ? "" : "除此以外，原表没有动过。"))
    }
    if isFresh {
      let isWorkbook = verdicts.contains { ["xlsx", "xlsm"].contains($0.file.format) }
      remarks.append(
        (isWorkbook ? "原表的格式无法原样保留" : "来件不是 xlsx 工作簿") + "，这份表是按来件各格的内容重新做的，来件本身没有动过。")
    }
    if verdicts.allSatisfy(\.findings.isEmpty) { remarks.append("没有发现需要修改或留意的地方。") }
    return remarks
  }

  private func row(of finding: Finding, in verdict: Verdict) -> Annotation.Summary.Row {
    let place = VerdictWording.place(of: finding)
    let words = [finding.message, VerdictWording.fix(for: finding, in: verdict, notice)].compactMap(\.self)
    let target = finding.sheet.map { sheet in
      Annotation.Place(
        sheet: sheet, finding.cells.first.flatMap { CellReference($0) } ?? CellReference(column: 1, row: 1))
    }
    let texts = [
      place.isEmpty ? "整份文件" : place, finding.severity.spoken, VerdictWording.key(of: finding), finding.given ?? "",
      words.joined(separator: "\n"), finding.clause ?? "",
    ]
    return .init(texts.map { cut($0, to: Self.longestText) }, target: target)
  }

  /// Characters. More would fill a page: the page of the answer has it all.
  private static let longestText = 300
  private static let longestNote = 1_000

  private func cut(_ text: String, to limit: Int) -> String { text.count > limit ? text.prefix(limit) + "…" : text }
}
