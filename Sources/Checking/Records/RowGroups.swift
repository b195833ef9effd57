/// Rows put together by a key, each group in the order of the rows.
struct RowGroups<Key: Hashable & Sendable>: Sendable {
  private var numbers: [Key: Int] = [:]
  /// By row the number of its group; nil for one without a key.
  private var groups: [Int?] = []
  /// Where each group begins among the members, and their count at the end.
  private var starts: [Int]
  private var members: [Int]

  /// - Parameter keys: one a row.
  init(_ keys: [Key?]) {
    numbers.reserveCapacity(keys.count)
    groups.reserveCapacity(keys.count)
    var counts: [Int] = []
    for key in keys {
      guard let key else {
        groups.append(nil)
        continue
      }
      let number = Self.entered(key, else: counts.count, &numbers)
      if number == counts.count { counts.append(0) }
      counts[number] += 1
      groups.append(number)
    }
    starts = [0]
    for count in counts { starts.append(starts[starts.count - 1] + count) }
    members = Array(repeating: 0, count: starts[counts.count])
    var next = starts
    for (row, group) in groups.enumerated() {
      guard let group else { continue }
      members[next[group]] = row
      next[group] += 1
    }
  }

  /// The number entered for a key; where there is none, the next is. Looked up only once: most keys are new.
  private static func entered(_ key: Key, else next: Int, _ numbers: inout [Key: Int]) -> Int {
    func value(_ number: inout Int) -> Int { number }
    return value(&numbers[key, default: next])
  }

  /// The rows with a key.
  func rows(of key: Key) -> ArraySlice<Int> { rows(inGroup: numbers[key]) }

  /// The rows with the key of a row.
  func rows(like row: Int) -> ArraySlice<Int> { rows(inGroup: groups[row]) }

  private func rows(inGroup group: Int?) -> ArraySlice<Int> {
    group.map { members[starts[$0]..<starts[$0 + 1]] } ?? []
  }
}
