/// Sheet names as Excel accepts them.
///
/// ```swift
/// let name = SheetName.legal("汇总[2022/Q2]", taken: ["汇总_2022_Q2_"])  // 汇总_2022_Q2_ (2)
/// ```
public enum SheetName {
  /// UTF-16 units.
  public static let longest = 31

  /// A legal name as near as can be: `[ ] : * ? / \` and control characters become `_`, outer apostrophes and spaces go,
  /// the rest is cut to 31 UTF-16 units; nothing left becomes `Sheet`, the reserved `History` becomes `History_`.
  /// Where a name of `taken` is equal but for case, ` (2)`, ` (3)` … is put behind.
  public static func legal(_ name: String, taken: some Sequence<String> = EmptyCollection<String>()) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let isIllegal =
        "[]:*?/\\".unicodeScalars.contains(scalar) || scalar.value < 0x20 || scalar.value == 0x7F
        || scalar.value == 0xFFFE || scalar.value == 0xFFFF
      scalars.append(isIllegal ? "_" : scalar)
    }
    var legal = trimmed(cut(trimmed(String(scalars)), to: longest))
    if legal.isEmpty { legal = "Sheet" }
    if legal.lowercased() == "history" { legal += "_" }

    let taken = Set(taken.map { $0.lowercased() })
    var unique = legal
    var number = 2
    while taken.contains(unique.lowercased()) {
      let suffix = " (\(number))"
      unique = cut(legal, to: longest - suffix.utf16.count) + suffix
      number += 1
    }
    return unique
  }

  /// The name as a formula writes it: in apostrophes, its own doubled.
  static func quoted(_ name: String) -> String {
    "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  private static func trimmed(_ name: String) -> String {
    var rest = name[...]
    while let first = rest.first, first == "'" || first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last == "'" || last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// Whole characters, at most so many UTF-16 units.
  private static func cut(_ name: String, to limit: Int) -> String {
    var rest = name
    while rest.utf16.count > limit { rest.removeLast() }
    return rest
  }
}
