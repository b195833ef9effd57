import Spreadsheets

/// What an office asks for, as data: forms, units, vocabularies, deadlines and the readings chosen where its text is silent.
/// A class: all that looks at a submission holds it, on every thread.
package final class Notice: Sendable {
  /// `gulou-2022-1`: the folder's name and what a verdict quotes.
  package let id: String
  /// The document number as it is cited.
  package let number: String
  package let title: String
  package let issued: CalendarDay
  /// Minutes east of UTC; the notice's zone has no daylight saving.
  package let utcOffset: Int
  /// In the notice's order of appearance.
  package let forms: [Form]
  /// In the order in which tables list them.
  package let units: [Unit]
  package let vocabularies: [String: Vocabulary]
  private let narrativesWhenNeeded: WhenNeeded<[String: NarrativeColumn]>
  package let crossChecks: CrossChecks
  package let workCalendar: WorkCalendar
  package let officeHours: OfficeHours
  package let settings: Settings
  package let words: Surroundings
  let lookup: Lookup

  init(
    id: String, number: String, title: String, issued: CalendarDay, utcOffset: Int, forms: [Form], units: [Unit],
    vocabularies: [String: Vocabulary], narratives: WhenNeeded<[String: NarrativeColumn]>, crossChecks: CrossChecks,
    workCalendar: WorkCalendar, officeHours: OfficeHours, settings: Settings, words: Surroundings, lookup: Lookup
  ) {
    (self.id, self.number, self.title, self.issued, self.utcOffset) = (id, number, title, issued, utcOffset)
    (self.forms, self.units, self.vocabularies, narrativesWhenNeeded) = (forms, units, vocabularies, narratives)
    (self.crossChecks, self.workCalendar, self.officeHours) = (crossChecks, workCalendar, officeHours)
    (self.settings, self.words, self.lookup) = (settings, words, lookup)
  }

  /// By field: how the counters of a narrative column are read.
  package var narratives: [String: NarrativeColumn] { narrativesWhenNeeded.value }

  /// The notice under other readings.
  package func with(_ settings: Settings) -> Notice {
    Notice(
      id: id, number: number, title: title, issued: issued, utcOffset: utcOffset, forms: forms, units: units,
      vocabularies: vocabularies, narratives: narrativesWhenNeeded, crossChecks: crossChecks,
      workCalendar: workCalendar, officeHours: officeHours, settings: settings, words: words, lookup: lookup)
  }

  package func form(_ id: String?) -> Form? { forms.first { $0.id == id } }
  package func unit(_ id: String?) -> Unit? { units.first { $0.id == id } }
}

/// One of those who must report. A class: every cell that names one holds it.
package final class Unit: Sendable {
  package let id: String
  package let name: String
  /// The statistical code; nil for a unit that has none.
  package let code: String?
  package let kind: String
  package let aliases: [String]

  init(id: String, name: String, code: String?, kind: String, aliases: [String]) {
    (self.id, self.name, self.code, self.kind, self.aliases) = (id, name, code, kind, aliases)
  }

  package var verdictName: Verdict.UnitName { Verdict.UnitName(id: id, name: name, code: code) }
}

extension Unit: Hashable {
  package static func == (left: Unit, right: Unit) -> Bool { left === right || left.id == right.id }
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// What stands around a table and is no data, by what it is.
package struct Surroundings: Sendable {
  package var unitLines: [String]
  package var dateLines: [String]
  package var totals: [String]
  package var signatures: [String]
  package var notes: [String]
  /// A whole cell that says there is nothing.
  package var nothing: [String]
  /// A phrase that says there is nothing to report for the whole period.
  package var nilReturns: [String]
}

/// When the office's mornings and afternoons end, in minutes after midnight.
package struct OfficeHours: Sendable {
  package struct Season: Sendable {
    package var months: [Int]
    package var afternoonEnds: Int
  }

  package var morningEnds: Int
  package var afternoonEnds: Int
  package var seasons: [Season]

  package func afternoonEnds(inMonth month: Int) -> Int {
    seasons.first { $0.months.contains(month) }?.afternoonEnds ?? afternoonEnds
  }
}
