/// Words by id: of units, of a vocabulary's terms. They are few, and the same ones come again and again.
struct Wordings {
  private let ids: [String]
  private let words: [String]
  /// Where the id asked for last stands.
  private var last = 0

  /// Of equal ids the first counts.
  init(_ pairs: [(id: String, words: String)]) {
    let known = Dictionary(pairs.map { ($0.id, $0.words) }, uniquingKeysWith: { first, _ in first })
    ids = known.keys.sorted()
    words = ids.map { known[$0] ?? "" }
  }

  mutating func words(for id: String) -> String? {
    if last < ids.count, ids[last] == id { return words[last] }
    // Searched by halves, which for so few takes less than hashing.
    var (low, high) = (0, ids.count)
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    guard low < ids.count, ids[low] == id else { return nil }
    last = low
    return words[low]
  }
}
