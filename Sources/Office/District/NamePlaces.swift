/// Where some names stand in a list of names. Lists come as alike as the rows of a table: one like that before is not searched.
struct NamePlaces {
  private let wanted: [String?]
  private var names: [String] = []
  private var places: [Int?]

  /// - Parameter wanted: nil where there is nothing to be found.
  init(of wanted: [String?]) {
    self.wanted = wanted
    places = wanted.map { _ in nil }
  }

  mutating func look(in names: [String]) {
    if names.isSameArray(as: self.names) { return }
    let isAlike = names == self.names
    // Those that come next are likely these very ones.
    self.names = names
    if isAlike { return }
    places = wanted.map { name in name.flatMap { names.firstIndex(of: $0) } }
  }

  /// Of one of the wanted names, by its own place among them; nil where it was not found.
  subscript(index: Int) -> Int? { places[index] }
}

extension [String] {
  /// Whether it is known at once to be equal.
  fileprivate func isSameArray(as other: Self) -> Bool {
    withUnsafeBufferPointer { own in
      other.withUnsafeBufferPointer { $0.count == own.count && $0.baseAddress == own.baseAddress }
    }
  }
}
