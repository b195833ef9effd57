/// What a notice says of its forms beside each other: across forms, units and periods.
package struct CrossChecks: Sendable {
  /// A field, or a member of a field's value: `clueSource`, `supportingMeasures.demolishedArea`.
  package struct ValuePath: Hashable, Sendable {
    package var field: String
    package var member: String?

    /// Reads `supportingMeasures.demolishedArea`.
    init(_ text: String) {
      let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
      field = parts.first ?? ""
      member = parts.count > 1 ? parts[1] : nil
    }
  }

  /// Counters that a unit reports, against the rows that it has reported in another form for the same period.
  package struct CountRelation: Sendable {
    package enum Sign: String, CaseIterable, Sendable { case equal, atLeast }

    package var form: String
    /// Slots of narrative columns; their values are added up.
    package var counters: [ValuePath]
    package var sign: Sign
    /// The form whose rows are counted.
    package var rows: String
    /// Only rows with this value: a term's id, or `true`.
    package var condition: (path: ValuePath, value: String)?
    /// What is added up over the rows; nil to count them.
    package var sum: ValuePath?
    package var why: String
  }

  /// The state that ends a case.
  package var closed: (path: ValuePath, form: String, value: String)?
  /// Where a row's sender explains what is unusual.
  package var explainedIn: String?
  /// What a case is called that comes again after its end.
  package var relapse: String
  /// Units whose territory lies inside that of others, with what to do about it.
  package var insideOthers: [String: String]
  /// What an address may begin with or leave out.
  package var addressPrefixes: [String]
  /// Slots that list numbers of cases reported before.
  package var listedCases: [ValuePath]
  package var counts: [CountRelation]

  static let none = CrossChecks(
    closed: nil, explainedIn: nil, relapse: "", insideOthers: [:], addressPrefixes: [], listedCases: [], counts: [])
}
