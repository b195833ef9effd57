/// One fault a submission can have, with the words for whoever must mend it.
///
/// A rule's file holds all its words; `explain`, RULES.md and the reports print the same text. Words in braces are filled
/// in: in `message` from the fault (`{column}`, `{given}`, `{expected}`, `{count}` and what the finder adds), in the examples from
/// the notice (`{term}`, `{unit}`, `{year}` …), so that no rule knows a notice's words.
package struct Rule: Sendable {
  /// Names the fault; never changes once published.
  package var id: String
  package var severity: Severity
  /// The fault in one sentence.
  package var fault: String
  /// What a finding says.
  package var message: String
  package var why: String
  package var fix: String
  package var bad: Example
  package var good: Example
  /// Whether the fault counts as the same whatever text has it.
  var gathersAnyText: Bool
  /// Finds the fault in a whole form; nil for what a value reader meets on its way.
  var find: (@Sendable (FilledForm) -> [PlacedFault])?
  /// Finds the fault where it takes other submissions to see it.
  var findAcross: (@Sendable (ComparedVerdict) -> [PlacedFault])?

  init(
    id: String, severity: Severity, fault: String, message: String, why: String, fix: String, bad: Example,
    good: Example, gathersAnyText: Bool = false,
    find: (@Sendable (FilledForm) -> [PlacedFault])? = nil,
    findAcross: (@Sendable (ComparedVerdict) -> [PlacedFault])? = nil
  ) {
    self.id = id
    self.severity = severity
    self.fault = fault
    self.message = message
    self.why = why
    self.fix = fix
    self.bad = bad
    self.good = good
    self.gathersAnyText = gathersAnyText
    self.find = find
    self.findAcross = findAcross
  }
}

/// What has a fault or has it not.
package enum Example: Sendable {
  /// The text of one cell in a column of this kind, with the notice's words in braces.
  case cell(ColumnType.Kind, String)
  /// A number in a cell of such a column.
  case number(ColumnType.Kind, Double)
  /// Something larger than a cell, described.
  case situation(String)
}

/// One rule met at one place.
struct Fault: Hashable {
  var rule: String
  var severity: Severity
  var given: String?
  var expected: String?
  var suggestion: String?
  /// What the rule's message needs beyond column, given and expected.
  var words: [String: String]

  init(
    _ rule: Rule, given: String? = nil, expected: String? = nil, suggestion: String? = nil,
    words: [String: String] = [:],
    severity: Severity? = nil
  ) {
    self.rule = rule.id
    self.severity = severity ?? rule.severity
    self.given = given
    self.expected = expected
    self.suggestion = suggestion
    self.words = words
  }
}

/// Fills `{name}` in a text; names without a value are left out.
func filling(_ text: String, _ words: [String: String]) -> String {
  var filled = ""
  var rest = text.utf8[...]
  while let open = rest.firstIndex(of: UInt8(ascii: "{")),
    let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
  {
    filled += Substring(rest[..<open])
    filled += words[String(Substring(rest[rest.index(after: open)..<close]))] ?? ""
    rest = rest[rest.index(after: close)...]
  }
  return filled + Substring(rest)
}
