import Project
import Spreadsheets
import Testing

@testable import Checking

/// Made-up sheets of pieces that real ones hold, put together in any order.
@Suite struct `Whatever is sent` {
  let drawn: Drawn

  init() throws { drawn = try Drawn() }

  private static let pieces: [String] = [
    "", "1", "=1", "=-1", "=4.1", "=1e300", "=-1e300", "=0.1", "=350102202204150001", "@2022-06-15", "@1900-01-01",
    "#N/A", "ƒ", "鼓东街道",
    "鼓东", "鼓东街道、鼓西街道", "A1", "3.5E+17", "E", "1E", "E+", "....", "-", "——", "无", "/", "（", "）", "（）", "样例店（", "样例店（小样）",
    "属地摸排", "违法用地", "存在环境安全隐患、违法排污", "、、、", "；", "整改中", "已整改", "已整改：", "未整改", "停电", "拆除违法建筑",
    "拆除违法建筑99999999999999999999宗",
    "拆除面积1,2,3,4平方米", "1,200", ",", "120", "0.0.0", "是", "√", "合计", "备注", "注意事项：", "填表人：", "1、", "1、报送日期：填写日期；",
    "本周无新增", "*月新增*家",
    "4-6月新增散乱污企业（场所）3家", "２０２２年６月", "二〇二二年", "十十十", "廿", "2022.13.45", "99999999", "4月31日", "年月日", "\u{FEFF}",
    "\u{200B}", "é́́", "👨‍👩‍👧", "⻄", "㎡", "①",
    "报送日期", "序号", "整治情况", "第四季度", "第九季度", "9999年第二季度", "填报日期：", "填报单位：",
  ]

  @Test(arguments: 0..<300)
  func `gets a verdict that hangs together`(seed: UInt64) {
    var random = SplitMix64(state: seed)
    func piece() -> String { Self.pieces[Int(random.next() % UInt64(Self.pieces.count))] }
    var lines = (0..<Int(random.next() % 4)).map { _ in piece() }
    var header = (random.next() % 2 == 0 ? Drawn.header1 : Drawn.header2).split(separator: "|").map(String.init)
    if random.next() % 3 == 0 {
      header.swapAt(Int(random.next() % UInt64(header.count)), Int(random.next() % UInt64(header.count)))
    }
    if random.next() % 3 == 0 { header[Int(random.next() % UInt64(header.count))] = piece() }
    lines.append(header.joined(separator: "|"))
    for _ in 0..<Int(random.next() % 12) {
      lines.append((0..<Int(1 + random.next() % 16)).map { _ in piece() }.joined(separator: "|"))
    }
    var sheet = Sheet(drawn: lines.joined(separator: "\n"))
    let corner = CellReference(column: Int(1 + random.next() % 5), row: Int(1 + random.next() % 8))
    let far = CellReference(column: corner.column + Int(random.next() % 3), row: corner.row + Int(random.next() % 5))
    sheet.mergedRanges = [CellRange(corner, far), CellRange(far, corner)]
    var drawn = drawn
    if seed % 7 == 0 { drawn.receipt = nil }
    if seed % 5 == 0 { drawn.format = .csv }
    if seed % 11 == 0 { drawn.receipt = Receipt(at: "yesterday", source: .mail) }
    let verdicts = drawn.verdicts(sheet)
    #expect(!verdicts.isEmpty)
    for verdict in verdicts {
      #expect(verdict.counts.rowsIn == verdict.counts.rowsAccepted + verdict.counts.rowsExcluded)
      #expect((verdict.counts.error > 0) == (verdict.verdict == .returned || verdict.verdict == .unrecognised))
      #expect(verdict.counts.rowsExcluded == 0 || verdict.counts.error > 0)
      for finding in verdict.findings {
        #expect(!finding.message.contains("{") || finding.given?.contains("{") == true)
      }
    }
  }

  @Test func `a sheet with merged ranges all over and a million-row gap is read in no time`() {
    var sheet = Drawn.form1(Drawn.row1(1))
    sheet.mergedRanges = (1...2000).map {
      CellRange(.init(column: 20, row: $0 * 3), .init(column: 21, row: $0 * 3 + 1))
    }
    sheet.rows.append(Row(number: 1_048_576, cells: [Cell(CellReference(column: 16_384, row: 1_048_576), .text("x"))]))
    #expect(drawn.verdicts(sheet).first?.rows.count == 1)
  }
}
