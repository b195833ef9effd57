/// Reads the name of a unit: exactly, or by a listed alias, and never by likeness, for some names differ by one character. A
/// class: every form asks it, on every thread.
final class UnitValue: Sendable {
  private struct Wording {
    let scalars: [Unicode.Scalar]
    let unit: Unit
  }

  private let byName: [String: Unit]
  /// Names and aliases by what they begin with, the longest first.
  private let byFirst: [Unicode.Scalar: [Wording]]
  private let firsts: ScalarSet
  private let names: String

  init(_ units: [Unit]) {
    names = units.map(\.name).joined(separator: "、")
    var byName: [String: Unit] = [:]
    var wordings: [Wording] = []
    for unit in units {
      for wording in [unit.name] + unit.aliases {
        let folded = Folding.fold(wording)
        if !folded.isEmpty, byName.updateValue(unit, forKey: folded) == nil {
          wordings.append(Wording(scalars: Array(folded.unicodeScalars), unit: unit))
        }
      }
    }
    wordings.sort { ($1.scalars.count, $0.unit.id) < ($0.scalars.count, $1.unit.id) }
    self.byName = byName
    byFirst = Dictionary(grouping: wordings) { $0.scalars[0] }
    firsts = ScalarSet(byFirst.keys)
  }

  func read(_ entry: Entry) -> Reading {
    let folded = entry.folded
    guard let unit = byName[folded] ?? withRemark(folded) else {
      let mentioned = mentioned(in: entry.text)
      // A whole official name inside a longer text is a good guess; a guess is still no value.
      let guess = mentioned.count == 1 ? mentioned.first?.name : nil
      let rule: Rule = mentioned.count > 1 ? .unitNotOne : .unitUnknown
      return Reading(faults: [Fault(rule, given: entry.text, expected: names, suggestion: guess)])
    }
    var faults: [Fault] = []
    if Self.withoutRemark(folded) != Self.withoutRemark(Folding.fold(unit.name)) {
      faults = [Fault(.aliasUnderstood, given: entry.text, expected: unit.name)]
    } else if entry.text != unit.name {
      faults = [Fault(.writtenLoosely, given: entry.text, expected: unit.name)]
    }
    return Reading(value: .string(unit.id), unit: unit, faults: faults)
  }

  /// The unit whose name stands before a remark that names no other.
  private func withRemark(_ folded: String) -> Unit? {
    guard let unit = byName[Self.withoutRemark(folded)], mentioned(in: folded) == [unit] else { return nil }
    return unit
  }

  /// Without a full stop, or a remark in brackets, behind the name.
  private static func withoutRemark(_ folded: String) -> String {
    var name = Substring(folded)
    if name.last == ")", let open = name.lastIndex(of: "(") { name = name[..<open] }
    while let last = name.last, "。.,、;:".contains(last) { name = name.dropLast() }
    return String(name)
  }

  /// The units a text names, in order, each once. At every place the longest name counts: a name that is part of a longer
  /// one is not found inside it.
  func mentioned(in text: String) -> [Unit] {
    let scalars = Folding(text).scalars
    var found: [Unit] = []
    var index = 0
    while index < scalars.count {
      let rest = scalars[index...]
      if firsts.contains(scalars[index]),
        let wording = byFirst[scalars[index]]?.first(where: { rest.starts(with: $0.scalars) })
      {
        if !found.contains(wording.unit) { found.append(wording.unit) }
        index += wording.scalars.count
      } else {
        index += 1
      }
    }
    return found
  }
}
