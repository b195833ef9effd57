/// What a narrative cell says.
package struct NarrativeReading: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case amount(Amount)
    case list([String])

    package var json: JSONValue {
      switch self {
      case .amount(let amount): .number(amount.double)
      case .list(let items): .array(items.map(JSONValue.string))
      }
    }
  }

  /// A piece of the cell's text, as it stands there.
  package struct Evidence: Hashable, Sendable {
    package var text: String
    /// Offsets in the cell's Unicode scalars.
    package var scalars: Range<Int>
  }

  /// The calendar months the cell speaks of, ascending; empty when it names none.
  package var months: [Int] = []
  /// By slot key. A slot that is not stated, or not for certain, is absent: null in JSON.
  package var values: [String: Value] = [:]
  /// By month, then by slot key: what the cell states for single months, when it tells at least two apart.
  package var byMonth: [Int: [String: Value]] = [:]
  /// In order of first appearance in `NarrativeFlag`, then flags that the notice names; each once.
  package var flags: [String] = []
  /// By slot key: where the value, or the number that could not be taken, was read.
  package var evidence: [String: [Evidence]] = [:]
  package var faults: [RelationFault] = []

  /// A relation between slots that does not hold.
  package struct RelationFault: Hashable, Sendable {
    /// As the notice writes it: `from_power <= new_total`.
    package var relation: String
    package var severity: Severity
    package var why: String
    /// Keys of the slots on both sides.
    package var slots: [String]
    package var left: Amount
    package var right: Amount
  }
}

/// What a reading may remark. The raw values are the `flags` of the verdict's `counters`.
package enum NarrativeFlag: String, CaseIterable, Sendable {
  /// The cell holds nothing at all.
  case empty
  /// The whole cell says 无: every slot is zero.
  case nilReport = "nil_report"
  /// The total is zero and the rest is not mentioned.
  case impliedZero = "implied_zero"
  /// 其余均为零.
  case restZero = "rest_zero"
  /// Only a picture.
  case imageOnly = "image_only"
  /// `*`, `__`, 几 still stand where a number belongs.
  case unfilledSlot = "unfilled_slot"
  /// A required slot is not mentioned.
  case omittedClause = "omitted_clause"
  /// The slots do not stand in the template's order.
  case reordered
  /// Other words than the template's.
  case paraphrase
  case zhNumeral = "zh_numeral"
  case approx
  case unitConverted = "unit_converted"
  /// A unit that is not quite the slot's.
  case unitMismatch = "unit_mismatch"
  /// A number without its unit: not taken.
  case unitMissing = "unit_missing"
  /// A fraction where a count belongs: not taken.
  case notWhole = "not_whole"
  /// Two readings are possible: not taken.
  case ambiguous
  /// Added up from months.
  case summedMonths = "summed_months"
  /// The stated total is not the sum of the months; the stated total is the value.
  case totalMismatch = "total_mismatch"
  /// Some months state the slot and others do not: not taken.
  case partialMonths = "partial_months"
  /// A figure up to now, passed over.
  case cumulativeIgnored = "cumulative_ignored"
  /// A figure of another period, passed over.
  case otherPeriod = "other_period"
  /// A plan, a rate, a difference, a document number: passed over.
  case distractorNumber = "distractor_number"
  case subGreaterThanTotal = "sub_gt_total"
  case listCountMismatch = "list_count_mismatch"
  /// A relation of the notice that has no name of its own does not hold.
  case relationBroken = "relation_broken"
  /// An identifier that a spreadsheet turned into 3.5E+17.
  case sciNotation = "sci_notation"
}

extension NarrativeReading {
  /// As under `counters` in `ybz check --format jsonl`: every declared slot, null when not stated.
  package func json(for column: NarrativeColumn) -> JSONValue {
    var object: [String: JSONValue] = [
      "months": .array(months.map { .number(Double($0)) }),
      "flags": .array(flags.map(JSONValue.string)),
    ]
    for slot in column.slots where slot.type != .months { object[slot.key] = values[slot.key]?.json ?? .null }
    if !byMonth.isEmpty {
      object["byMonth"] = .object(
        NamedValues(
          Dictionary(
            uniqueKeysWithValues: byMonth.map { ("\($0.key)", .object(NamedValues($0.value.mapValues(\.json)))) })))
    }
    return .object(NamedValues(object))
  }
}
