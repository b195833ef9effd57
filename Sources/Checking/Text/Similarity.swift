/// How far two short texts are apart.
enum Similarity {
  /// The number of single scalars to insert, delete, replace or swap with their neighbour (optimal string alignment).
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in 1...left.count {
      var row = [i]
      row.reserveCapacity(right.count + 1)
      for j in 1...right.count {
        let cost = left[i - 1] == right[j - 1] ? 0 : 1
        var best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          best = min(best, beforeLast[j - 2] + 1)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }

  /// The only candidate that a mistyped text can well mean; nil where none or more than one is near.
  ///
  /// Near is: at most a third of its characters differ (one character for words of two or three), or one holds the other.
  /// Nearest is what the text begins and does not finish.
  static func nearest<ID: Hashable>(to given: [Unicode.Scalar], among wordings: [(ID, [Unicode.Scalar])]) -> ID? {
    // A sentence is not a mistyped word.
    guard given.count >= 2, given.count <= 40 else { return nil }
    var best: Int?
    var ids: Set<ID> = []
    for (id, wording) in wordings where wording.count >= 2 {
      let limit = max(1, wording.count / 3)
      var far = wording.starts(with: given) ? 0 : distance(given, wording)
      if far > limit {
        let contained =
          given.count > wording.count ? contains(given, wording) : given.count >= 3 && contains(wording, given)
        guard contained else { continue }
        far = limit + 1
      }
      if far < (best ?? Int.max) { (best, ids) = (far, []) }
      if far == best { ids.insert(id) }
    }
    return ids.count == 1 ? ids.first : nil
  }

  private static func contains(_ whole: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
    guard part.count <= whole.count else { return false }
    return (0...(whole.count - part.count)).contains { whole[$0..<($0 + part.count)].elementsEqual(part) }
  }
}
