import Foundation
import Project
import Testing

@testable import Checking

@Suite struct `Narrative reading` {
  let columns: [String: NarrativeColumn]

  init() throws { columns = try NarrativeCells.columns() }

  private func read(
    _ column: String, _ text: String, links: [String] = [], pictures: Int = 0
  ) throws -> NarrativeReading {
    try #require(columns[column]).read(text, quarter: (2022, 2), links: links, pictures: pictures)
  }

  @Test func `every value shows the text it was read from`() throws {
    let text = "５月整治散乱污企业（场所）3家，罚款２００００元。"
    let reading = try read("rectification", text)
    let evidence = try #require(reading.evidence["fine_wan"]?.first)
    #expect(evidence.text == "罚款２００００元")
    let scalars = Array(text.unicodeScalars)[evidence.scalars]
    #expect(String(String.UnicodeScalarView(scalars)) == evidence.text)
  }

  @Test func `a number that was not taken still shows where it stands`() throws {
    let reading = try read("rectification", "罚金5000，查封1起")
    #expect(reading.values["fine_wan"] == nil)
    #expect(reading.evidence["fine_wan"]?.first?.text == "罚金5000")
  }

  @Test func `a part larger than its total is a fault with both numbers`() throws {
    let reading = try read("screening", "5月新增散乱污企业2家，其中源自电力大数据筛查3家，源自12345 4件。")
    let power = try #require(reading.faults.first { $0.relation == "from_power <= new_total" })
    #expect(power.severity == .error)
    #expect(power.left == Amount(digits: 3, scale: 0))
    #expect(power.right == Amount(digits: 2, scale: 0))
    let letters = try #require(reading.faults.first { $0.relation == "from_12345 <= new_total" })
    #expect(letters.severity == .warning)
    #expect(reading.flags.contains("sub_gt_total"))
  }

  @Test func `an unknown value breaks no relation`() throws {
    #expect(try read("screening", "源自电力大数据筛查3家。").faults.isEmpty)
  }

  @Test func `a fine without a case is a warning`() throws {
    let reading = try read("rectification", "立案处罚0起，罚金2万元。")
    #expect(reading.faults.map(\.relation) == ["penalty_cases = 0 => fine_wan = 0"])
  }

  @Test(arguments: [
    ([String](), 0, ["evidence_missing"]), (["https://a.example.cn/1"], 0, ["list_count_mismatch"]),
    (["https://a.example.cn/1"], 1, []), ([], 2, []),
  ])
  func `links and pictures together answer for the reports`(links: [String], pictures: Int, flags: [String]) throws {
    let reading = try read("publicity", "5月共报道2篇，其中省级以上1篇，市级1篇。", links: links, pictures: pictures)
    #expect(reading.flags == flags)
    #expect(reading.values["links"] == (links.isEmpty ? nil : .list(links)))
  }

  @Test func `a link in the text and in the cell counts once`() throws {
    let link = "https://a.example.cn/1"
    let reading = try read("publicity", "5月共报道1篇：\(link)", links: [link])
    #expect(reading.values["links"] == .list([link]))
  }

  @Test func `months are told apart and added up`() throws {
    let reading = try read("screening", "4月新增2家，5月新增1家，6月新增0家。")
    #expect(reading.months == [4, 5, 6])
    #expect(reading.byMonth[4] == ["new_total": .amount(Amount(digits: 2, scale: 0))])
    #expect(reading.values["new_total"] == .amount(Amount(digits: 3, scale: 0)))
  }

  @Test func `without a quarter every period is the report's own`() throws {
    let column = try #require(columns["screening"])
    let reading = column.read("二季度新增散乱污企业5家。")
    #expect(reading.months == [4, 5, 6])
    #expect(reading.values["new_total"] == .amount(Amount(digits: 5, scale: 0)))
  }

  @Test func `the JSON names every slot and puts null for what is not stated`() throws {
    let column = try #require(columns["consolidation"])
    let json = column.read("5月巡查散乱污企业58家，反弹1家（编号为GL2022-01）。", quarter: (2022, 2)).json(for: column)
    #expect(
      json.text
        == #"{"flags":["paraphrase"],"months":[5],"patrolled_total":58,"rebound_case_nos":["GL2022-01"],"rebound_total":1}"#
    )
    let empty = column.read("", quarter: (2022, 2)).json(for: column)
    #expect(
      empty.text
        == #"{"flags":["empty"],"months":[],"patrolled_total":null,"rebound_case_nos":null,"rebound_total":null}"#)
  }

  @Test func `decimals keep no binary dust`() throws {
    let reading = try read("rectification", "4月罚金0.1万元；5月罚金0.2万元；6月罚金0万元。")
    #expect(reading.values["fine_wan"]?.json == .number(0.3))
  }

  @Test func `the same cell gives the same reading`() throws {
    let text = "4月新增2家，其中源自123451件；截至6月累计36家；5月新增约3家，*月新增1家"
    #expect(try read("screening", text) == read("screening", text))
  }
}

@Suite struct `Narrative declaration` {
  private func decode(_ template: String, slots: String) throws -> NarrativeColumn {
    let text = """
      template: "\(template)"
      slots: \(slots)
      words: {fillers: [共], placeholders: [几]}
      """
    var words: [String: NarrativeWords] = [:]
    return try NarrativeColumn(YAMLEntry(file: "narratives.yaml", text: text), words: &words)
  }

  private func complaint(_ template: String, slots: String) -> String? {
    do {
      _ = try decode(template, slots: slots)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func `a template alone reads what is written by it`() throws {
    let column = try decode(
      "*月共清运垃圾*吨，处置*车。",
      slots: "[{key: months, type: months}, {key: waste, type: decimal, unit: 吨}, {key: cars, type: int, unit: 车}]")
    let reading = column.read("6月共清运垃圾12.5吨，处置3车。")
    #expect(
      reading.values == ["waste": .amount(Amount(digits: 125, scale: 1)), "cars": .amount(Amount(digits: 3, scale: 0))])
    #expect(reading.months == [6])
  }

  @Test(arguments: [
    ("*月清运*吨，*车", "[{key: months, type: months}, {key: waste, type: int, unit: 吨}]", "空比 slots 多"),
    (
      "*月清运*吨", "[{key: months, type: months}, {key: a, type: int, unit: 吨}, {key: b, type: int, unit: 车}]",
      "空比 slots 少"
    ),
    ("*月清运*吨", "[{key: months, type: months}, {key: waste, type: int, unit: 车}]", "不是 waste 的单位"),
    ("*月清运*吨", "[{key: months, type: months}, {key: waste, type: int}]", "缺少 unit"),
    ("清运*吨、*吨", "[{key: a, type: int, unit: 吨}, {key: a, type: int, unit: 吨}]", "用了两次"),
    ("清运*吨", "[{key: a, type: int, unit: 吨, le: {slot: b, severity: error, why: 多}}]", "没有的键"),
    ("清运*吨", "[{key: a, type: int, unit: 吨, unitFactors: {斤: 两}}]", "应是小数"),
  ])
  func `a declaration that contradicts itself is refused`(template: String, slots: String, words: String) throws {
    let message = try #require(complaint(template, slots: slots))
    #expect(message.contains(words), "\(message)")
  }

  @Test func `no word of the notice stands in the code`() throws {
    let folder = Project.root.appending(path: "Sources/Checking/Narrative")
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
        for word in ["散乱污", "12345", "有奖举报", "查封", "反弹", "罚", "巡查", "报道", "街道", "鼓楼"] {
          #expect(!code.contains(word), "\(file.lastPathComponent)：\(line)")
        }
      }
    }
  }
}

@Suite struct `Hostile narrative cells` {
  @Test(
    arguments: [
      "新增", "1", "1、", "4月、", "1-", "12345", "（", "）", "*", "_", "约", "无", "查封、", "其中", "5月新增1家，", "一", "十万",
      "=DISPIMG(",
      "http://",
      "案件编号", "A1-", "1,234,", "1.", "分别1家、", " ", "\n", "家", "新 ", "新增1家，4月", "🏭", "e\u{301}", "截至", "1万", "第",
      "2022年",
      "共1家，", "新增1家，1家，", "5月1家，", "合计新增1家，", "每1家", "无共", "分别新增1家、",
    ])
  func `a cell full of one thing is read to its end`(piece: String) throws {
    let column = try #require(try NarrativeCells.columns()["screening"])
    // The longest cell a workbook can hold: work that grew with its square would never end here.
    let length = 32_767
    let text = String(String(repeating: piece, count: length / piece.utf16.count + 1).prefix(length))
    let reading = column.read(text, quarter: (2022, 2))
    #expect(reading == column.read(text, quarter: (2022, 2)))
  }

  @Test func `numbers beyond any count are not taken`() throws {
    let column = try #require(try NarrativeCells.columns()["rectification"])
    for text in ["罚金99999999999999999999万元", "罚金999999999999999亿亿亿元", "拆除面积0.00000000000000000001公顷", "查封九千九百九十九亿亿起"] {
      #expect(column.read(text, quarter: (2022, 2)).values.isEmpty, "\(text)")
    }
  }
}
