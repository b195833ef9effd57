extension Rule {
  /// Every rule, in the order in which RULES.md tells them. A rule not listed here does not exist.
  package static let all: [Rule] = [
    .fileUnreadable, .formUnrecognised, .textUndecodable, .headerColumnMissing, .headerColumnUnknown,
    .headerColumnRepeated, .headerUnderstood, .headerColumnsReordered, .hiddenRowsRead, .hiddenColumnsRead,
    .hiddenSheetIgnored, .hiddenSheetRead, .otherSheetIgnored, .noRows, .nilReturnWithRows, .strayCell,
    .prefilledRowSkipped, .requiredValueMissing, .usualValueMissing, .formulaWithoutValue, .errorValue,
    .valueTooWide, .writtenLoosely, .aliasUnderstood, .promptNotFilled, .dateUnreadable, .dateNotOne, .dateAmbiguous,
    .dateWithoutYear, .dateImplausible, .dateAsText, .dateAfterReceipt, .earlierWeekReported, .unitUnknown,
    .unitNotOne, .unitNotStated, .unitDisagrees, .rowOfAnotherUnit, .unitsDiffer, .unitReportedTwice,
    .caseNumberLostDigits, .caseNumberIsNumber, .caseNumberUnreadable, .caseNumberRepeated, .enterpriseRepeated,
    .licenceNameMissing, .valueNotInVocabulary, .severalValuesWhereOne, .termAmbiguous, .halfOfTerm,
    .measuresMissing, .quantityBareNumber, .quantityUnclear, .quantityMissing, .quantityWithoutUnit,
    .quantityWithoutLabel, .quantityUnitDoubtful, .quantityConverted, .quantityApproximate, .counterNotFilled,
    .partExceedsWhole, .numbersDisagree, .counterNotRead, .counterDoubtful, .counterNotStated, .narrativeUnderstood,
    .periodDisagrees, .countDiffersFromRows, .countBelowRows, .listedCaseUnknown, .textCopied, .caseNumberOfAnotherUnit,
    .enterpriseOfAnotherUnit, .enterpriseInsideTerritory, .caseRenumbered, .progressWentBack, .enterpriseReturned,
    .numberUnreadable, .numberOutOfRange, .conditionalValueMissing, .conditionalValueUnexpected, .datesOutOfOrder,
    .sumDiffers, .numberExceedsWhole,
  ]

  /// How the rules find what they look for, in their order.
  static let finders = all.compactMap(\.find)
  static let findersAcross = all.compactMap(\.findAcross)

  private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

  package static func named(_ id: String) -> Rule? { byID[id] }
}
