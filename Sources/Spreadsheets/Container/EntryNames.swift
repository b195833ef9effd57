/// Finds the entries of a zip by their names.
struct EntryNames {
  /// A name that two entries have.
  private(set) var repeated: String?
  /// Few names in ASCII, as nearly every file has them, are looked through; others stand in tables.
  private let isShortList: Bool
  private var positions: [String: Int] = [:]
  /// By lower-cased name: of those that differ in case alone the first.
  private var folded: [String: Int] = [:]

  private static let shortList = 64

  init(_ entries: [ZipArchive.Entry]) {
    isShortList = entries.count <= Self.shortList && entries.allSatisfy { $0.name.utf8.allSatisfy { $0 < 0x80 } }
    for (index, entry) in entries.enumerated() where repeated == nil {
      if isShortList {
        let isRepeated = entries[..<index].contains { Self.isSame($0.name, entry.name) }
        if isRepeated { repeated = entry.name }
      } else if positions.updateValue(index, forKey: entry.name) != nil {
        repeated = entry.name
      } else if case let name = entry.name.lowercased(), folded[name] == nil {
        folded[name] = index
      }
    }
  }

  func position(of name: String, in entries: [ZipArchive.Entry]) -> Int? {
    guard isShortList else { return positions[name] ?? folded[name.lowercased()] }
    if let position = entries.firstIndex(where: { Self.isSame($0.name, name) }) { return position }
    // Part names are equal without regard to case (ISO 29500-2, 6.2.2.3).
    guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
      let lowered = name.lowercased()
      return entries.firstIndex { $0.name.lowercased() == lowered }
    }
    return entries.firstIndex { entry in
      entry.name.utf8.count == name.utf8.count
        && zip(entry.name.utf8, name.utf8).allSatisfy { Self.lowered($0) == Self.lowered($1) }
    }
  }

  /// Most names are told apart by their lengths.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    one.utf8.count == other.utf8.count && one == other
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}
