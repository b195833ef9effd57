/// What the rules about narrative columns have in common: flags and broken relations of the readings, by row and column.
extension FilledForm {
  /// A fault for each narrative cell whose reading has one of the flags; `how` and `missing` are filled in.
  func faults(
    ofNarratives flags: [NarrativeFlag], _ fault: (Column, NarrativeColumn, String) -> Fault
  ) -> [PlacedFault] {
    let unfilled = unfilledNarratives
    return narrativeCells.compactMap { row, column, declaration, reading in
      // A blank that was not filled in explains all else that cannot be read there.
      if unfilled.contains(where: { $0.0.anchor == row.anchor && $0.0.sheet == row.sheet && $0.1.key == column.key }) {
        return nil
      }
      let met = flags.filter { reading.flags.contains($0.rawValue) }
      // Names that the notice gives to digits stuck to a number are understood, not wrong.
      let literals = flags.contains(.zhNumeral) ? declaration.literals.filter { reading.flags.contains($0.flag) } : []
      if met.isEmpty && literals.isEmpty { return nil }
      var fault = fault(column, declaration, row.cells[column.key]?.given ?? "")
      let stuck = literals.map { "“\($0.text)”与后面的数连写，已分开" }
      fault.words["how"] = (met.compactMap(\.words) + stuck).joined(separator: "；")
      fault.words["missing"] = declaration.slots
        .filter { $0.required && $0.type != .months && reading.values[$0.key] == nil }
        .compactMap { $0.labels.first ?? $0.key }.joined(separator: "、")
      return PlacedFault(fault, in: row, column)
    }
  }

  /// The broken relations of a kind, with the words for both sides.
  func relationFaults(
    _ isMeant: (NarrativeReading.RelationFault) -> Bool
  ) -> [(FilledRow, Column, words: [String: String])] {
    narrativeCells.flatMap { row, column, declaration, reading in
      reading.faults.filter(isMeant).map { fault in
        // What the cell does not say has no words to quote.
        let names = fault.slots.compactMap { key in
          reading.evidence[key]?.first?.text ?? declaration.slots.first { $0.key == key }?.labels.first
        }
        let (part, whole) = (names.dropLast().joined(separator: "、"), names.last ?? "")
        let left = JSONValue.number(fault.left.double).text
        let right = JSONValue.number(fault.right.double).text
        let numbers = part.isEmpty ? "“\(whole)”" : "“\(part)”与“\(whole)”对不上（\(left) 与 \(right)）"
        let words = [
          "part": part, "whole": whole, "left": left, "right": right, "numbers": numbers, "why": fault.why,
        ]
        return (row, column, words)
      }
    }
  }

  /// The cells in which a blank of the prompt still stands, with the clauses that hold it.
  var unfilledNarratives: [(FilledRow, Column, clauses: String)] {
    narrativeCells.compactMap { row, column, declaration, reading in
      let given = row.cells[column.key]?.given ?? ""
      // Latin placeholders are found by the reader: here they would be found in every address.
      let written = declaration.words.placeholders.filter { !$0.contains { $0.isASCII } }
      let marks = ["*", "＊", "__", "＿＿"]
      guard reading.flags.contains(NarrativeFlag.unfilledSlot.rawValue) || marks.contains(where: { given.contains($0) })
      else {
        return nil
      }
      let clauses = given.split { "，。；,;\n".contains($0) }.filter { clause in
        (marks + written).contains { clause.contains($0) }
      }
      return (row, column, clauses.isEmpty ? given : clauses.joined(separator: "，"))
    }
  }

  private var narrativeCells: [(FilledRow, Column, NarrativeColumn, NarrativeReading)] {
    if form.narrativeColumns.isEmpty { return [] }
    return rows.flatMap { row in
      form.narrativeColumns.compactMap { column in
        guard let declaration = notice.narratives[column.key], let reading = row.narratives[column.key] else {
          return nil
        }
        return (row, column, declaration, reading)
      }
    }
  }
}

extension NarrativeFlag {
  /// What the flag tells a clerk; nil where a rule of its own tells it.
  fileprivate var words: String? {
    switch self {
    case .zhNumeral: "汉字数字已按数字理解"
    case .unitConverted: "单位已换算"
    case .summedMonths: "各月的数已相加"
    case .cumulativeIgnored: "累计数不是本期的，没有取"
    case .otherPeriod: "别的时期的数没有取"
    case .distractorNumber: "计划、比例、文号等里的数没有取"
    case .restZero: "“其余为零”已按 0 理解"
    case .approx: "有约数"
    case .unitMismatch: "单位与提示不同"
    case .totalMismatch: "写的合计与各月之和不同，按合计取"
    case .ambiguous: "有两种读法"
    case .unitMissing: "数后没有单位"
    case .notWhole: "该是整数的带了小数"
    case .partialMonths: "有的月份写了、有的没写"
    case .imageOnly: "只有图片，没有文字"
    default: nil
    }
  }
}
