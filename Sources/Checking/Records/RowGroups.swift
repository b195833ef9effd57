/// Rows put together by what they say, each group in the order of the rows.
struct RowGroups: Sendable {
  /// By row what it says, mixed to a number; nil for one that says nothing.
  private let mixed: [UInt64?]
  /// By row the number of its group; -1 for one in none.
  private var groups: [Int32] = []
  /// Where each group begins among the members, and their count at the end.
  private var starts: [Int32] = [0]
  private var members: [Int32] = []
  /// The groups at their places; -1 where none is.
  private var places: [Int32]
  private let bits: Int

  /// - Parameters:
  ///   - mixed: by row what it says, mixed to a number: the same for rows that say the same.
  ///   - areSame: whether two rows whose numbers are the same say the same.
  init(_ mixed: [UInt64?], areSame: (Int, Int) -> Bool) {
    self.mixed = mixed
    bits = Int.bitWidth - (mixed.count * 2).leadingZeroBitCount
    places = Array(repeating: -1, count: 1 << bits)
    groups.reserveCapacity(mixed.count)
    // By group its first row, and how many it has.
    var firsts: [Int32] = []
    var counts: [Int32] = []
    firsts.reserveCapacity(mixed.count)
    counts.reserveCapacity(mixed.count)
    for (row, number) in mixed.enumerated() {
      guard let number else {
        groups.append(-1)
        continue
      }
      var place = TextMix.place(number, bits: bits)
      while places[place] >= 0 {
        let first = Int(firsts[Int(places[place])])
        if mixed[first] == number, areSame(first, row) { break }
        place = (place + 1) & (places.count - 1)
      }
      if places[place] < 0 {
        places[place] = Int32(firsts.count)
        firsts.append(Int32(row))
        counts.append(0)
      }
      groups.append(places[place])
      counts[Int(places[place])] += 1
    }
    starts.reserveCapacity(counts.count + 1)
    for count in counts { starts.append(starts[starts.count - 1] + count) }
    members = Array(repeating: 0, count: Int(starts[counts.count]))
    var next = starts
    for (row, group) in groups.enumerated() where group >= 0 {
      members[Int(next[Int(group)])] = Int32(row)
      next[Int(group)] += 1
    }
  }

  /// The rows that say what comes to a number.
  ///
  /// - Parameter isSame: whether a row with this number says it.
  func rows(_ number: UInt64, where isSame: (Int) -> Bool) -> LazyRows {
    var place = TextMix.place(number, bits: bits)
    while places[place] >= 0 {
      let first = Int(members[Int(starts[Int(places[place])])])
      if mixed[first] == number, isSame(first) { break }
      place = (place + 1) & (places.count - 1)
    }
    return rows(inGroup: places[place])
  }

  /// The rows that say what a row says.
  func rows(like row: Int) -> LazyRows { rows(inGroup: groups[row]) }

  /// Whether another row says what a row says.
  func isShared(_ row: Int) -> Bool {
    let group = Int(groups[row])
    return group >= 0 && starts[group + 1] - starts[group] > 1
  }

  typealias LazyRows = LazyMapSequence<ArraySlice<Int32>, Int>

  private func rows(inGroup group: Int32) -> LazyRows {
    let range = group < 0 ? 0..<0 : Int(starts[Int(group)])..<Int(starts[Int(group) + 1])
    return members[range].lazy.map { Int($0) }
  }
}
