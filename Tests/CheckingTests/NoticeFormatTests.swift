import Foundation
import Project
import Testing

@testable import Checking

/// `docs/notice-format.md` against the decoder: neither knows a key that the other does not.
@Suite struct `The document of the notice format` {
  let document: String
  /// Every key the decoder admits, as its sources write them.
  let keys: Set<String>

  init() throws {
    document = try String(
      contentsOf: Project.root.appending(path: "docs/notice-format.md"), encoding: .utf8)
    var keys: Set<String> = []
    let folder = Project.root.appending(path: "Sources/Checking/Notice")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift") {
      let source = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for call in source.matches(of: /\.allow\(([^)]*)\)/) {
        keys.formUnion(call.1.matches(of: /"(\w+)"/).map { String($0.1) })
      }
    }
    self.keys = keys
  }

  @Test func `tells of every key the decoder admits`() {
    #expect(keys.count > 100)
    for key in keys.sorted() {
      let isTold = document.firstMatch(of: try! Regex("[`{, ]\(key)[`:, }]")) != nil
      #expect(isTold, "\(key)")
    }
  }

  @Test func `tells of no key in its tables that the decoder does not admit`() {
    let values = Set(
      Settings.Name.allCases.map(\.rawValue) + Period.Kind.allCases.map(\.rawValue)
        + ColumnType.Kind.allCases.map(\.rawValue))
    for row in document.matches(of: /\n\| `([\w-]+)` \|/) {
      let key = String(row.1)
      #expect(keys.contains(key) || values.contains(key), "\(key)")
    }
  }

  @Test func `tells of every type, period, setting and choice`() {
    let words =
      ColumnType.Kind.allCases.map(\.rawValue) + Period.Kind.allCases.map(\.rawValue)
      + Settings.Name.allCases.map(\.rawValue) + Settings.Name.allCases.flatMap(\.choices)
    for word in words { #expect(document.contains("`\(word)`"), "\(word)") }
  }
}

/// Mistakes people make in a notice file: each is told with file, line and key.
@Suite struct `A mistake in a notice file` {
  @Test(arguments: [
    ("period: month", "peroid: month", "「forms[0].peroid」：不认识的键"),
    ("    period: month\n", "", "「forms[0]」：缺少「period」"),
    ("period: month", "period: monthly", "「forms[0].period」：这里应是：week、month、quarter"),
    ("issued: 2023-02-20", "issued: 2023-02-30", "「issued」：这里应是日期"),
    ("utcOffset: \"+08:00\"", "utcOffset: 8", "「utcOffset」：这里应是时差"),
    ("afternoonEnds: \"17:30\"", "afternoonEnds: 17点半", "「officeHours.afternoonEnds」：这里应是钟点"),
    ("day: 25", "day: 31", "「forms[0].deadline.day」：这里应是 1 到 28 的整数"),
    ("holidayMoves: true", "holidayMoves: maybe", "「forms[0].deadline.holidayMoves」：这里应是 true 或 false"),
    ("vocabulary: kinds", "vocabulary: kind", "vocabularies 里没有「kind」"),
    ("id: gas, term: 燃气", "id: fire, term: 燃气", "id「fire」出现了两次"),
    ("aliases: [用电安全, 电气]", "aliases: [用电安全, 消防]", "「消防」也是「fire」的说法"),
    ("安全: [fire, electricity]", "安全: [fire, water]", "没有 id 为「water」的词"),
    ("安全: [fire, electricity]", "消防: [fire, electricity]", "「消防」也是「fire」的说法"),
    ("aliases: [督办文号, 挂牌文号]", "aliases: [督办文号, 隐患编号]", "「隐患编号」也是「hazardNo」的表头"),
    ("key: superviseNo", "key: level", "这个 key 出现了两次"),
    (
      "when: { state: done }", "when: { state: finished }",
      "「forms[0].relations[0].when.state」：词表「state」里没有 id 为「finished」的词"
    ),
    ("when: { state: done }", "when: { stat: done }", "「forms[0].relations[0].when.stat」：本表没有「stat」这一栏"),
    ("when: { state: done }", "when: { place: done }", "「place」不是词表栏"),
    ("order: [foundOn, dueOn]", "order: [foundOn, place]", "「forms[0].relations[4].order[1]」：「place」的 type 应是 date"),
    ("order: [foundOn, dueOn]", "ordr: [foundOn, dueOn]", "「forms[0].relations[4].ordr」：不认识的键"),
    ("order: [foundOn, dueOn]", "order: []", "至少写一栏"),
    ("severity: warning, why", "severity: mild, why", "severity」：这里应是：error、warning、note"),
    ("separators: [\"、\", \"；\", \",\"]", "separators: [顿号]", "「forms[0].columns[6].separators[0]」：分隔符应是一个字符"),
    ("least: 0, most: 100000", "least: none, most: 100000", "least」：这里应是数"),
    ("default: previous_workday", "default: yesterday", "「settings.holiday.default」：readings 里没有「yesterday」"),
    ("previous_workday: 截止日", "same_day: 截止日", "「settings.holiday.readings.same_day」：这个设置只有"),
    ("  holiday:\n", "  holidays:\n", "「settings.holidays」：不认识的设置"),
    ("units: units.csv", "units: unit.csv", "unit.csv：没有这个文件"),
    ("nothing: [无, /", "nothing: [无, [/]", "这里应是文字"),
    ("aliases: [编号, 隐患序号]", "aliases: 编号", "「forms[0].columns[1].aliases」：这里应是列表"),
    ("forms:\n", "forms: {}\nform:\n", "「form」：不认识的键"),
    ("title: 关于", "title: \"关于", "不是合规的 YAML"),
    ("  - id: hazards", " - id: hazards\n  - x", "不是合规的 YAML"),
  ])
  func `is told in words`(right: String, wrong: String, said: String) throws {
    var files = try Project.noticeFiles("hazard-ledger-2023")
    let text = String(decoding: try #require(files["notice.yaml"]), as: UTF8.self)
    try #require(text.contains(right), "\(right)")
    files["notice.yaml"] = Array(text.replacing(right, with: wrong, maxReplacements: 1).utf8)
    let error = #expect(throws: NoticeError.self) { try Notice(files: files) }
    let told = "\(try #require(error))"
    #expect(told.contains(said), "\(told)")
    #expect(error?.line != nil || told.contains("没有这个文件"), "\(told)")
  }

  @Test(arguments: [
    ("labels: [新增,", "label: [新增,", "不认识的键"),
    ("type: int", "type: integer", "「screening.slots[1].type」：这里应是：months、int"),
    ("require: demolished_area_m2 = 0", "require: demolished_area_m2", ".relations[0].require」：读不懂的关系"),
    ("required: false", "required: nie", ".required」：这里应是 true 或 false"),
    ("severity: warning, why: 件≠家，", "severity: hint, why: 件≠家，", ".le.severity」：这里应是：error"),
    ("template: \"*月新增", "template: \"*月*家新增", "空后面不是"),
    ("fillers: [共,", "filler: [共,", "不认识的键"),
    (
      "le: {slot: new_total, severity: warning, why: 件≠家，", "le: {slot: total, severity: warning, why: 件≠家，",
      "没有的键「total」"
    ),
  ])
  func `in the narratives is told too`(right: String, wrong: String, said: String) throws {
    var files = try Project.noticeFiles()
    let text = String(decoding: try #require(files["narratives.yaml"]), as: UTF8.self)
    try #require(text.contains(right))
    files["narratives.yaml"] = Array(text.replacing(right, with: wrong, maxReplacements: 1).utf8)
    let error = #expect(throws: NoticeError.self) { try Notice(files: files) }
    let told = "\(try #require(error))"
    #expect(told.contains(said) && told.contains("narratives.yaml") && error?.line != nil, "\(told)")
  }

  @Test func `is none where a key of the narratives is left empty`() throws {
    var files = try Project.noticeFiles()
    let text = String(decoding: try #require(files["narratives.yaml"]), as: UTF8.self)
    try #require(text.contains("required: false\n"))
    files["narratives.yaml"] = Array(
      text.replacing("required: false\n", with: "required:\n").replacing("nilReports: *nil", with: "nilReports:").utf8)
    let narratives = try Notice(files: files).narratives
    #expect(narratives["rectification"]?.nilReports == [])
    #expect(narratives["consolidation"]?.slots.last?.required == true)
  }

  @Test(arguments: [
    ("value: S2", "value: S9", "「crossChecks.closed.value」：词表「progress」里没有 id 为「S9」的词"),
    (
      "field: progress.status", "field: progress.state",
      "「crossChecks.closed.field」：「progress」里没有「state」；可用：status、measures"
    ),
    ("field: progress.status", "field: progress", "「progress」要写明哪一项：progress.status、progress.measures"),
    (
      "where: { clueSource: power }", "where: { clueSource: 电力 }",
      "「crossChecks.counts[1].where.clueSource」：词表「clueSource」里没有 id 为「电力」的词"
    ),
    ("where: { clueSource: power }", "where: { clueSource.id: power }", "「clueSource」的值不分项，没有「id」"),
    (
      "where: { clueSource: power }", "where: { clueSource: power, remedy: M1 }",
      "「crossChecks.counts[1].where」：这里写一个条件"
    ),
    ("where: { clueSource: power }", "where: { unit: 鼓东街道 }", "没有 id 为「鼓东街道」的单位"),
    ("where: { clueSource: power }", "where: { seq: 1 }", "「seq」是数，不能作条件"),
    (
      "supportingMeasures.sealed: \"true\"", "supportingMeasures.sealed: 是",
      "「crossChecks.counts[5].where.supportingMeasures.sealed」：这里应是 true 或 false"
    ),
    (
      "sum: supportingMeasures.demolishedArea", "sum: supportingMeasures.area",
      "「crossChecks.counts[4].sum」：「supportingMeasures」里没有「area」"
    ),
    ("sum: supportingMeasures.demolishedArea", "sum: supportingMeasures.sealed", "「supportingMeasures.sealed」不是数，不能相加"),
    ("explainedIn: remarks", "explainedIn: remark", "「crossChecks.explainedIn」：没有一张表有「remark」这一栏"),
    ("    rjy: 软件园", "    ruanjian: 软件园", "「crossChecks.insideOthers.ruanjian」：没有 id 为「ruanjian」的单位"),
    (
      "[consolidation.rebound_case_nos]", "[consolidation.rebound_nos]",
      "「crossChecks.listedCases[0]」：narratives 里没有「consolidation.rebound_nos」"
    ),
    (
      "closed: { form: attachment1,", "closed: { form: attachment3,", "「crossChecks.closed.form」：没有 id 为「attachment3」的表"
    ),
  ])
  func `in the checks across forms is told with its line`(right: String, wrong: String, said: String) throws {
    var files = try Project.noticeFiles()
    let text = String(decoding: try #require(files["notice.yaml"]), as: UTF8.self)
    try #require(text.contains(right), "\(right)")
    files["notice.yaml"] = Array(text.replacing(right, with: wrong, maxReplacements: 1).utf8)
    let error = #expect(throws: NoticeError.self) { try Notice(files: files) }
    let told = "\(try #require(error))"
    #expect(told.contains(said) && error?.file == "notice.yaml" && error?.line != nil, "\(told)")
  }

  @Test func `in a table beside it is told with its line`() throws {
    for (file, line, said) in [
      ("units.csv", "x,样例街道,,街道", "应有 5 项"), ("units.csv", "990101009000,青枫街道,街道,,other", "出现了两次"),
      ("units.csv", ",,街道,,x", "不能空"),
      ("workdays.csv", "2028-02-30,workday,样例,confirmed", "holiday 或 workday_makeup"),
    ] {
      var files = try Project.noticeFiles("hazard-ledger-2023")
      files[file]? += Array("\(line)\n".utf8)
      let error = #expect(throws: NoticeError.self) { try Notice(files: files) }
      #expect(error?.file == file && error?.line != nil && "\(error!)".contains(said), "\(error!)")
    }
  }
}
