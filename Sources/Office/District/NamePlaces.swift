/// Where some names stand in a list of names. Lists come as alike as the rows of a table: one like that before is not searched.
struct NamePlaces {
  private let wanted: [String?]
  /// Held on to: no other list comes to its place in memory.
  private var names: [String] = []
  private var places: [Int?]

  /// - Parameter wanted: nil where there is nothing to be found.
  init(of wanted: [String?]) {
    self.wanted = wanted
    places = wanted.map { _ in nil }
  }

  /// Whether a list is known at once to be the one looked at last. It is asked for by its identity: all processors share the
  /// same few lists, and to hold on to one would have them wait for each other.
  @inline(__always)
  func isLast(_ identity: UInt) -> Bool { names.identity == identity }

  mutating func look(in names: [String]) {
    if isLast(names.identity) { return }
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
  /// Where it is in memory: as long as anybody has it, what has the same identity is equal.
  var identity: UInt {
    @inline(__always) get { withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }
  }
}
