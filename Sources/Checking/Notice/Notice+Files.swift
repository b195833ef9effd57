import Spreadsheets

extension Notice {
  /// Reads a notice from its files, by name: `notice.yaml` and the tables it names.
  ///
  /// - Parameters:
  ///   - workdays: a table of holidays to use instead of the notice's own.
  ///   - isProven: whether the same files have been read before and nothing was wrong. Then the narratives, half of all the
  ///     work, wait until a form has some.
  /// - Throws: what is wrong, with file, line and key; nothing is passed over in silence.
  package convenience init(
    files: [String: [UInt8]], workdays: (file: String, bytes: [UInt8])? = nil, isProven: Bool = false
  ) throws(NoticeError) {
    let main = "notice.yaml"
    let root = try YAMLEntry(file: main, text: Self.text(of: main, in: files))
    try root.allow(
      "id", "number", "title", "issued", "utcOffset", "units", "workdays", "officeHours", "settings", "words", "forms",
      "vocabularies", "narratives", "crossChecks")
    let narrativeFile = try root["narratives"].map { entry throws(NoticeError) in try entry.text() }
    let narrativesBeside =
      isProven
      ? nil : narrativeFile.map { file in Beside { () throws(NoticeError) in try Self.narratives(file, files) } }
    let id = try root.need("id").text()
    let number = try root.need("number").text()
    let title = try root.need("title").text()
    let issued = try root.need("issued").day()
    let utcOffset = try Self.offset(root.need("utcOffset"))
    let units = try Self.units(root.need("units"), files)
    let workCalendar: WorkCalendar
    if let (file, bytes) = workdays {
      workCalendar = try WorkCalendar(file: file, [file: bytes])
    } else {
      workCalendar = try WorkCalendar(file: root.need("workdays").text(), files)
    }
    let officeHours = try OfficeHours(root.need("officeHours"))
    let settings = try Settings(root.need("settings"))
    let words = try Surroundings(root.need("words"))
    var vocabularies: [String: Vocabulary] = [:]
    for (name, entry) in try root.need("vocabularies").pairs() { vocabularies[name] = try Vocabulary(entry) }
    var forms: [Form] = []
    for entry in try root.need("forms").list() { forms.append(try Form(entry, vocabularies: vocabularies)) }
    for form in forms {
      for name in form.deadline.settings where settings.all[name] == nil {
        throw try root.need("settings").error("缺少「\(name.rawValue)」：\(form.name)的截止时间要用")
      }
    }
    if Set(forms.map(\.id)).count < forms.count { throw try root.need("forms").error("有两种表的 id 相同") }
    if forms.isEmpty { throw try root.need("forms").error("至少要有一种表") }
    let narratives = try isProven ? nil : narrativesBeside?.get() ?? [:]
    if let narratives {
      for column in forms.flatMap(\.columns) where column.type.kind == .narrative && narratives[column.key] == nil {
        throw try root.need("forms").error("narratives 里没有「\(column.key)」")
      }
    }
    let crossChecks: CrossChecks =
      try root["crossChecks"].map { entry throws(NoticeError) in
        try CrossChecks(
          entry, forms: forms, units: units, vocabularies: vocabularies, narratives: narratives)
      } ?? .none
    self.init(
      id: id, number: number, title: title, issued: issued, utcOffset: utcOffset, forms: forms, units: units,
      vocabularies: vocabularies,
      narratives: WhenNeeded { narratives ?? Self.provenNarratives(narrativeFile, files) },
      crossChecks: crossChecks, workCalendar: workCalendar,
      officeHours: officeHours, settings: settings, words: words,
      lookup: Lookup(forms: forms, units: units, vocabularies: vocabularies, words: words, crossChecks: crossChecks))
  }

  private static func narratives(
    _ file: String, _ files: [String: [UInt8]]
  ) throws(NoticeError) -> [String: NarrativeColumn] {
    var columns: [String: NarrativeColumn] = [:]
    var words: [String: NarrativeWords] = [:]
    for (name, column) in try YAMLEntry(file: file, text: text(of: file, in: files)).pairs() {
      columns[name] = try NarrativeColumn(column, words: &words)
    }
    return columns
  }

  private static func provenNarratives(
    _ file: String?, _ files: [String: [UInt8]]
  ) -> [String: NarrativeColumn] {
    do {
      return try file.map { file throws(NoticeError) in try narratives(file, files) } ?? [:]
    } catch {
      fatalError("a notice that was proven: \(error)")
    }
  }

  static func text(of name: String, in files: [String: [UInt8]]) throws(NoticeError) -> String {
    guard let bytes = files[name] else { throw NoticeError(file: name, message: "没有这个文件") }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw NoticeError(file: name, message: "不是 UTF-8 文字")
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    return text
  }

  private static func offset(_ entry: YAMLEntry) throws(NoticeError) -> Int {
    let text = try entry.text()
    let parts = text.dropFirst().split(separator: ":")
    guard let sign = text.first, sign == "+" || sign == "-", parts.count == 2, let hours = Int(parts[0]),
      let minutes = Int(parts[1]), (0...14).contains(hours), (0...59).contains(minutes)
    else { throw entry.error("这里应是时差，如 \"+08:00\"") }
    return (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
  }

  private static func units(_ entry: YAMLEntry, _ files: [String: [UInt8]]) throws(NoticeError) -> [Unit] {
    let file = try entry.text()
    var units: [Unit] = []
    var owners: [String: String] = [:]
    for record in try FactTable(file: file, columns: ["id", "name", "code", "kind", "aliases"], files).records {
      let aliases = record["aliases"].split(separator: "|").map(String.init)
      let unit = Unit(
        id: record["id"], name: record["name"], code: record["code"].isEmpty ? nil : record["code"],
        kind: record["kind"], aliases: aliases)
      if unit.id.isEmpty || unit.name.isEmpty {
        throw NoticeError(file: file, line: record.line, message: "id 和 name 不能空")
      }
      if units.contains(where: { $0.id == unit.id || $0.name == unit.name }) {
        throw NoticeError(file: file, line: record.line, key: unit.id, message: "这个单位出现了两次")
      }
      // Aliases decide who reports: one that two units share would decide by chance.
      for wording in [unit.name] + unit.aliases {
        let folded = Folding.fold(wording)
        if let other = owners.updateValue(unit.id, forKey: folded), other != unit.id {
          throw NoticeError(file: file, line: record.line, key: unit.id, message: "「\(wording)」也是另一个单位的名称")
        }
      }
      units.append(unit)
    }
    return units
  }
}

extension WorkCalendar {
  fileprivate init(file: String, _ files: [String: [UInt8]]) throws(NoticeError) {
    var entries: [CalendarDay: Entry] = [:]
    for record in try FactTable(file: file, columns: ["date", "kind", "name", "status"], files).records {
      guard let day = CalendarDay(iso: record["date"]), let kind = Kind(rawValue: record["kind"]) else {
        throw NoticeError(
          file: file, line: record.line,
          message: "应是“年-月-日,holiday 或 workday_makeup,名称,confirmed 或 statutory_only”")
      }
      entries[day] = Entry(kind: kind, name: record["name"], isConfirmed: record["status"] == "confirmed")
    }
    self.init(entries: entries)
  }
}

extension OfficeHours {
  fileprivate init(_ entry: YAMLEntry) throws(NoticeError) {
    try entry.allow("morningEnds", "afternoonEnds", "seasons")
    morningEnds = try entry.need("morningEnds").minutes()
    afternoonEnds = try entry.need("afternoonEnds").minutes()
    seasons = []
    for season in try entry["seasons"]?.list() ?? [] {
      try season.allow("months", "afternoonEnds")
      var months: [Int] = []
      for month in try season.need("months").list() { months.append(try month.integer(in: 1...12)) }
      seasons.append(Season(months: months, afternoonEnds: try season.need("afternoonEnds").minutes()))
    }
  }
}

extension Settings {
  fileprivate init(_ entry: YAMLEntry) throws(NoticeError) {
    var all: [Name: Setting] = [:]
    for (name, entry) in try entry.pairs() {
      guard let known = Name(rawValue: name) else {
        throw entry.error("不认识的设置；可用：\(Name.allCases.map(\.rawValue).joined(separator: "、"))")
      }
      try entry.allow("default", "readings")
      var readings: [String: String] = [:]
      for (choice, reading) in try entry.need("readings").pairs() {
        guard known.choices.contains(choice) else {
          throw reading.error("这个设置只有：\(known.choices.joined(separator: "、"))")
        }
        readings[choice] = try reading.text()
      }
      let chosen = try entry.need("default").text()
      guard readings[chosen] != nil else { throw try entry.need("default").error("readings 里没有「\(chosen)」") }
      all[known] = Setting(chosen: chosen, readings: readings)
    }
    self.init(all)
  }
}

extension Surroundings {
  fileprivate init(_ entry: YAMLEntry) throws(NoticeError) {
    try entry.allow("unitLines", "dateLines", "totals", "signatures", "notes", "nothing", "nilReturns")
    unitLines = try entry.need("unitLines").texts()
    dateLines = try entry.need("dateLines").texts()
    totals = try entry.need("totals").texts()
    signatures = try entry.need("signatures").texts()
    notes = try entry.need("notes").texts()
    nothing = try entry.need("nothing").texts()
    nilReturns = try entry.need("nilReturns").texts()
  }
}
