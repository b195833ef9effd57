import Project
import Spreadsheets
import Testing

@testable import Checking

@Suite struct `Cells that are read again` {
  @Test func `say what they said when they were read alone`() throws {
    let notice = try Drawn().notice
    let form = try #require(notice.forms.first { $0.rows == .cases })
    var random = SplitMix64(state: 7)
    var words = [
      "", "无", " 无 ", "否", "是\n", "ＡＢ12", "####", "甲乙\u{FFFD}", "2022.6.15", "已整改：拆除", "停电，拆除面积４７平方米",
    ]
    for column in form.columns { words.append(column.example) }
    for vocabulary in notice.vocabularies.values {
      words += vocabulary.terms.flatMap { [$0.term, $0.term + "、" + $0.term, "已" + $0.term] }
    }
    // Some want the same places, and are forgotten and read anew.
    for number in 0..<400 { words.append("拆除违法建筑\(number)宗") }
    let texts = words.filter { !$0.isEmpty }.map { CellValue.text(Text($0)) }
    var values = texts + (0..<60).map { CellValue.number(Double($0) * 11_111.5) }
    values += [.boolean(true), .error("#N/A"), .number(0), .number(-0.0)]
    // One serial number is two days, by where a file begins to count.
    for day in [CalendarDay(year: 2022, month: 6, day: 15), CalendarDay(year: 2026, month: 6, day: 16)] {
      values.append(.date(DateTime(day: day, time: TimeOfDay(hour: 0, minute: 0)), serial: 44_727))
    }
    for column in form.columns {
      func reader() -> ColumnReader {
        ColumnReader(
          column, of: form, notice: notice, receivedOn: CalendarDay(year: 2022, month: 12, day: 30),
          isDisplayText: false)
      }
      var remembering = reader()
      for file in 0..<4 {
        remembering.beginFile()
        let count = file == 0 ? 200 : values.count
        for _ in 0..<500 {
          let cells = [Cell(CellReference(column: 1, row: 1), values[Int(random.next() % UInt64(count))])]
          var plain = reader()
          let (known, fresh) = (remembering.read(cells, at: 0), plain.read(cells, at: 0))
          guard known.given == fresh.given, known.reading.value == fresh.reading.value,
            known.reading.faults == fresh.reading.faults, known.reading.isDamaged == fresh.reading.isDamaged,
            known.reading.day == fresh.reading.day, known.reading.unit == fresh.reading.unit
          else {
            Issue.record("\(column.key): \(cells[0])")
            return
          }
        }
      }
    }
  }

  @Test(
    arguments: [
      ("福州市甲厂", "福州市甲厂", nil), ("甲厂（乙店）", "甲厂", "乙店"), ("甲厂（个体）(乙（丙）店)", "甲厂（个体）", "乙（丙）店"),
      ("甲厂（乙】", "甲厂", "乙"), ("甲厂乙）", "甲厂乙）", nil), ("甲（厂）））", "甲（厂）））", nil), ("甲厂（店招：乙）", "甲厂", "乙"),
      ("甲厂（个体工商户）", "甲厂（个体工商户）", nil), ("甲厂﹙乙﹚", "甲厂", "乙"), ("甲\n厂（乙）", "甲厂", "乙"), ("甲厂（ 乙 ）", "甲厂", "乙"),
    ] as [(String, String, String?)])
  func `an enterprise is parted at the brackets that end it`(text: String, licence: String, sign: String?) {
    let reader = EnterpriseValue(
      licenceBrackets: ["个体工商户"], signLabels: ["店招"], nothing: WordSet(["无"]))
    let value = reader.read(Entry(.text(Text(text)), isDisplayText: false)).value
    #expect(value == .object(["licenceName": .string(licence), "shopSign": JSONValue(sign)]))
  }
}
