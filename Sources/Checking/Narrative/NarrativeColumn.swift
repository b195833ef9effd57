/// How one narrative column of a form is written: the template the notice prints, and the words clerks use instead.
///
/// Read from the notice file. Every word that is looked for comes from here; the code knows only numerals, months and
/// punctuation. A declaration that contradicts itself is refused when it is read, with the key that is wrong.
package struct NarrativeColumn: Sendable {
  package enum SlotType: String, CaseIterable, Sendable {
    case months, int, decimal
    /// Identifiers that follow one of the slot's labels.
    case list
    /// Addresses of pages, wherever they stand in the cell.
    case url
  }

  /// A slot that may not exceed another.
  package struct UpperBound: Hashable, Sendable {
    package var slot: String
    package var severity: Severity
    package var why: String
  }

  package struct Slot: Sendable {
    package var key: String
    package var type: SlotType
    /// As the template prints it: `家`, `万元`.
    package var unit: String?
    /// Other ways to write the same unit.
    package var unitAliases: [String]
    /// Units that convert: how many of the slot's base unit (`元` where the unit is `万元`) one of them is.
    package var unitFactors: [String: Amount]
    /// Units that are not quite the same: the number is taken and flagged `unit_mismatch`.
    package var unitMismatches: [String]
    /// What may stand for the slot's name, besides the template's own words.
    package var labels: [String]
    /// Names that count only when no other name of this slot occurs in the cell.
    package var weakLabels: [String]
    /// Names that count only after another name of this slot in the same sentence: 拆除违法建筑1宗，面积80平方米.
    package var continuingLabels: [String]
    /// Names of parts that add up to this slot.
    package var partLabels: [String]
    package var le: UpperBound?
    package var required: Bool
  }

  /// A name that is itself made of digits, which run into the number after it: `12345` + `2件` is written `123452件`.
  package struct Literal: Hashable, Sendable {
    package var text: String
    package var flag: String
  }

  package var template: String
  package var slots: [Slot]
  package var relations: [NarrativeRelation]
  package var literals: [Literal]
  /// May stand between a name and its number in this column, besides the words of all columns.
  package var fillers: [String]
  /// What is counted: may stand on either side of the number.
  package var nouns: [String]
  /// Names of quantities the form does not ask for; a number that follows one is not ours.
  package var others: [String]
  /// Names that could be either of several slots, which then stay unread.
  package var unsure: [String: [String]]
  /// The whole cell, but for punctuation and a period, when there is nothing to report.
  package var nilReports: [String]
  package var words: NarrativeWords

  /// The declaration made ready to read with.
  var grammar = NarrativeGrammar()
}

/// Words that mean the same in every column.
package struct NarrativeWords: Sendable {
  /// May stand between a name and its number.
  package var fillers: [String]
  /// May follow a number's unit.
  package var suffixes: [String]
  /// 合计 and its like.
  package var totals: [String]
  /// 其中.
  package var subsets: [String]
  /// 另外: what follows is not part of what went before.
  package var additions: [String]
  /// 和, 及.
  package var joiners: [String]
  /// 分别.
  package var respectively: [String]
  /// 均, 各.
  package var each: [String]
  /// 其余.
  package var rest: [String]
  package var negations: [String]
  /// 约, 近: before the number.
  package var approximateBefore: [String]
  /// 余, 多: between number and unit.
  package var approximateInside: [String]
  /// 左右: after the unit.
  package var approximateAfter: [String]
  /// 超过, 不足: the number is only a bound.
  package var bounds: [String]
  /// 以上, 尚未发放: after the unit; the number is not the one that is asked for.
  package var boundsAfter: [String]
  /// 若干, 未报: says that there are some, or may be, not how many.
  package var vague: [String]
  /// 几, XX: what a form leaves to be filled in, besides `*` and `_`.
  package var placeholders: [String]
  /// 累计, 今年以来: up to now, not this period.
  package var cumulative: [String]
  /// 上季度, 去年: another period.
  package var otherPeriods: [String]
  /// 截至: makes the period or day after it an end, not a period.
  package var until: [String]
  /// 较, 同比, 不含: a difference to something, or what is left out; not a count.
  package var comparisons: [String]
  /// 计划: not done.
  package var plans: [String]
  /// 要求, 责令: what others are to do; only the clause with the word is passed over.
  package var orders: [String]
  /// 已, 实际: at the head of a clause, what follows was done, whatever was planned before it.
  package var actuals: [String]
  /// 每月: a rate, not a sum.
  package var rates: [String]
  /// Words that look like a number with a unit (一起) when they do not directly follow a name.
  package var numberlike: [String]
  /// Words that hold a numeral and are none (进一步).
  package var idioms: [String]
  /// Units of other things; known so that a number with one is not taken for a number without a unit.
  package var otherUnits: [String]

  /// All but the units in one trie, the units in another, to which each column adds its own.
  var lexicon = NarrativeLexicon()
  var units = NarrativeLexicon()
}
