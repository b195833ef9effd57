import Foundation
import Project
import Testing

@testable import Checking

/// Nothing that belongs to one notice stands in the code: a third notice needs no Swift.
@Suite struct `The code knows no notice` {
  struct Line: CustomTestStringConvertible {
    var file: String
    var number: Int
    var code: String
    /// What stands between quotes.
    var literals: [String]
    var testDescription: String { "\(file):\(number)" }
  }

  /// Ordinary Chinese that a notice also uses, and names of the verdict's own (docs/verdict.schema.json).
  static let ordinary: Set<String> = [
    "不是", "没有", "新增", "发现", "已完成", "序号", "单位", "单位名称", "编号", "名称", "日期", "说明", "地址", "人数", "状态", "类别", "来源", "措施", "工作",
    "企业", "问题", "链接",
    "发现问题", "报送时间", "报送单位", "共计", "合计", "已办结", "无新增", "没有新增", "零报告", "填表说明", "注意事项", "联系人", "电话", "N/A", "--",
    "unit", "seq", "caseNo", "enterprise", "months",
  ]

  /// Titles, names of forms and columns, terms, units and labels: every word of a notice, of two characters or more.
  private func words(_ notice: Notice) -> Set<String> {
    var words: Set<String> = [notice.id, notice.number, notice.title]
    for form in notice.forms {
      words.formUnion([form.name, form.title, form.id])
      for column in form.columns { words.formUnion([column.header] + column.aliases) }
    }
    for vocabulary in notice.vocabularies.values {
      for term in vocabulary.terms {
        words.formUnion([term.term] + term.aliases + term.halves + [term.key].compactMap(\.self))
        words.formUnion(term.quantity.map { [$0.unit] + $0.aliases + $0.doubtful } ?? [])
      }
    }
    for unit in notice.units { words.formUnion([unit.name, unit.id] + unit.aliases) }
    for narrative in notice.narratives.values {
      words.formUnion([narrative.template] + narrative.nouns + narrative.others)
      for slot in narrative.slots { words.formUnion([slot.key] + slot.labels + slot.weakLabels + slot.partLabels) }
    }
    let around = notice.words
    words.formUnion(around.unitLines + around.dateLines + around.totals + around.signatures + around.nilReturns)
    return words.filter { $0.count > 1 && !Self.ordinary.contains($0) }
  }

  static let lines: [Line] = {
    let folder = Project.root.appending(path: "Sources").resolvingSymlinksInPath()
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return files.filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }.flatMap { file -> [Line] in
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
        // Comments may tell of real cells. A slash pair inside quotes is an address.
        let code = line.firstMatch(of: /(^|[^:])\/\//).map { line[..<$0.range.lowerBound] } ?? line[...]
        return Line(
          file: file.path.dropFirst(folder.path.count + 1).description, number: index + 1, code: String(code),
          literals: code.matches(of: /"((?:[^"\\]|\\.)*)"/).map { String($0.1) })
      }
    }
  }()

  @Test(arguments: ["gulou-2022-1", "hazard-ledger-2023"])
  func `neither its words nor its places`(id: String) throws {
    let words = try words(Project.notice(id))
    #expect(words.count > 60)
    #expect(Self.lines.count > 20_000)
    for line in Self.lines {
      for literal in line.literals {
        // An identifier is a whole literal, a word may stand anywhere in one.
        let isIdentifier = literal.utf8.allSatisfy { $0 < 0x80 }
        let found = isIdentifier ? words.intersection([literal]) : words.filter(literal.contains)
        for word in found { Issue.record("\(line.file):\(line.number): “\(word)” belongs into the notice") }
      }
    }
  }

  @Test func `no year`() {
    for line in Self.lines where line.code.contains(/(^|[^0-9xu{A-F_\/-])20[12][0-9]([^0-9]|$)/) {
      // Years in names of file formats: schemas.microsoft.com/office/…/2016/….
      if line.literals.contains(where: { $0.contains("schemas.") || $0.contains("purl.oclc.org") }) { continue }
      Issue.record("\(line.file):\(line.number): a year belongs into the notice")
    }
  }
}
