/// The terms a column admits.
package struct Vocabulary: Sendable {
  package struct Term: Sendable {
    package var id: String
    /// The key of the value in a verdict; nil where the id is the value.
    package var key: String?
    /// The notice's own wording.
    package var term: String
    /// Other ways to write the same, taken with a note.
    package var aliases: [String]
    /// Parts of a term that holds a separator, taken for the whole with a warning.
    package var halves: [String]
    /// For a term that is counted or measured.
    package var quantity: Quantity?
    /// Whether a state must be followed by what was done.
    package var measuresRequired: Bool
  }

  package struct Quantity: Sendable {
    package enum Kind: String, CaseIterable, Sendable { case integer, decimal }
    package var unit: String
    package var kind: Kind
    package var aliases: [String]
    /// Units that may count something else: taken, with a warning.
    package var doubtful: [String]
    /// Factors from other units into this one.
    package var conversions: [String: Double]
  }

  package var terms: [Term]
  /// Wordings that could be more than one term, with the ids of these.
  package var ambiguous: [String: [String]]
  /// Wordings that people use and the notice does not admit, with the id of what is likely meant.
  package var rejected: [String: String]

  package func term(_ id: String) -> Term? { terms.first { $0.id == id } }
}
