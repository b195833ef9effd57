/// Changes to a part's bytes, gathered in any order and made all at once.
struct Splices {
  private var splices: [(range: Range<Int>, order: Int, bytes: [UInt8])] = []

  var isEmpty: Bool { splices.isEmpty }

  mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) {
    splices.append((range, splices.count, bytes))
  }

  mutating func replace(_ range: Range<Int>, with text: String) { replace(range, with: Array(text.utf8)) }

  /// Insertions at one place stand in the order in which they were given.
  mutating func insert(_ bytes: [UInt8], at offset: Int) { replace(offset..<offset, with: bytes) }

  mutating func insert(_ text: String, at offset: Int) { insert(Array(text.utf8), at: offset) }

  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(splices.reduce(bytes.count) { $0 + $1.bytes.count })
    var position = 0
    let ordered = splices.sorted {
      ($0.range.lowerBound, $0.range.upperBound, $0.order) < ($1.range.lowerBound, $1.range.upperBound, $1.order)
    }
    for splice in ordered where splice.range.lowerBound >= position {
      result += bytes[position..<splice.range.lowerBound]
      result += splice.bytes
      position = splice.range.upperBound
    }
    result += bytes[position...]
    return result
  }
}
