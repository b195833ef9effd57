/// Our readings where a notice is silent: each has a default in the notice file, can be chosen otherwise, and has its words.
package struct Settings: Sendable {
  package enum Name: String, CaseIterable, Sendable {
    /// Whether “before the 20th” includes the day: `included`, `excluded`.
    case deadlineDay = "deadline-day"
    /// Whether a weekend day that is worked counts as weekend: `weekend`, `workday`.
    case makeupWeekend = "makeup-weekend"
    /// Where a weekday deadline goes that falls on a holiday: `next_workday`, `previous_workday`, `friday`.
    case holiday
    /// The days of a quarter: `calendar`, `from-21st`.
    case quarterSpan = "quarter-span"

    /// The choices this program knows how to carry out.
    package var choices: [String] {
      switch self {
      case .deadlineDay: ["included", "excluded"]
      case .makeupWeekend: ["weekend", "workday"]
      case .holiday: ["next_workday", "previous_workday", "friday"]
      case .quarterSpan: ["calendar", "from-21st"]
      }
    }
  }

  package struct Setting: Sendable {
    package var chosen: String
    /// By choice, the sentence a report prints.
    package var readings: [String: String]
  }

  package private(set) var all: [Name: Setting]

  init(_ all: [Name: Setting]) { self.all = all }

  package subscript(_ name: Name) -> String { all[name]?.chosen ?? name.choices[0] }

  /// The sentence that says how the chosen reading understands the notice.
  package func reading(_ name: Name) -> String { all[name]?.readings[self[name]] ?? "" }

  /// Chooses another reading; false for a choice that the notice does not list.
  package mutating func choose(_ choice: String, for name: Name) -> Bool {
    guard all[name]?.readings[choice] != nil else { return false }
    all[name]?.chosen = choice
    return true
  }

  /// Chooses other readings by name, as `file` gives them.
  ///
  /// - Throws: a name or choice that the notice does not list, with those that it does.
  package mutating func choose(_ readings: [String: String], in file: String) throws(NoticeError) {
    for (name, choice) in readings.sorted(by: { $0.key < $1.key }) {
      let listed = Name.allCases.filter { all[$0] != nil }
      guard let known = listed.first(where: { $0.rawValue == name }) else {
        let names = listed.map(\.rawValue).joined(separator: "、")
        throw NoticeError(file: file, key: "readings.\(name)", message: "这份通知没有这个设置；可用：\(names)")
      }
      guard choose(choice, for: known) else {
        let choices = known.choices.filter { all[known]?.readings[$0] != nil }.joined(separator: "、")
        throw NoticeError(file: file, key: "readings.\(name)", message: "没有「\(choice)」这种理解；可用：\(choices)")
      }
    }
  }
}
