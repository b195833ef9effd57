/// One statement about one slot: the value, the months it covers, and how sure we are.
struct NarrativeAssertion {
  enum Firmness: Comparable {
    /// Could be read otherwise; never becomes a value.
    case doubtful
    /// Unknown words stand before the name: 某社区新增2家 may be a part.
    case prefixed
    case clean
  }

  var slot: Int
  /// Nil for a doubtful one.
  var value: Amount?
  /// Months, bit n is month n; 0 for the whole period.
  var mask: UInt16
  var firmness: Firmness
  /// One of several numbers in a row, which a total may confirm.
  var item: Amount?
  var strength = NarrativeLexicon.Label.Strength.strong
  /// The word that named the slot.
  var entry: Int?
  var isTotal = false
  /// How deep in parts of a whole it stands: 1 after 其中, more in brackets that say 含.
  var subset = 0
  var range: Range<Int>
}
