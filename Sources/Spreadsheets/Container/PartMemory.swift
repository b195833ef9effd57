import Glibc

/// What parts of packages were found to say, by their bytes as they are stored. The files of one office hold the same styles,
/// relationships and empty sheets byte for byte: what was parsed once need not be parsed again.
package struct PartMemory: Sendable {
  /// What a part was read as, and all that this depends on.
  struct Key: Equatable, Sendable {
    let reading: String
    let method: UInt16
    let size: Int
    let crc: UInt32
    let stored: [UInt8]
  }

  /// What a part counts for in the limits of its archive.
  struct Cost: Sendable {
    var inflatedBytes = 0
    var parsedBytes = 0
    var parsedElements = 0
  }

  struct Part: Sendable {
    let key: Key
    let value: any Sendable
    let cost: Cost
  }

  /// A part that stays within these limits once does so always.
  let limits: Limits
  private var parts: [Part?] = Array(repeating: nil, count: most)

  /// How many parts are remembered; of two that want the same place the later stays.
  private static let most = 128
  /// In bytes as they are stored and after that. What is longer holds a file's own data.
  static let (longest, largest) = (16 << 10, 64 << 10)

  package init(limits: Limits = .standard) { self.limits = limits }

  subscript(key: Key) -> Part? {
    guard let part = parts[Self.place(of: key)], part.key == key else { return nil }
    return part
  }

  mutating func remember(_ part: Part) { parts[Self.place(of: part.key)] = part }

  private static func place(of key: Key) -> Int {
    // The parts of one name and content are few: the reading tells them apart.
    Int(truncatingIfNeeded: UInt(key.crc) &+ UInt(key.reading.utf8.count) &* 31) & (most - 1)
  }
}

extension ZipArchive {
  /// What a part says: as it is remembered, else as it is parsed.
  ///
  /// - Parameter reading: names what it is read as, with whatever else the value depends on.
  func remembered<Value: Sendable>(
    _ entry: Entry, as reading: String, _ parse: () throws(SpreadsheetError) -> Value
  ) throws(SpreadsheetError) -> Value {
    guard let key = try key(of: entry, as: reading) else { return try parse() }
    if let known: Value = try remembered(key, entry) { return known }
    let before = cost
    let value = try parse()
    remember(value, key, since: before)
    return value
  }

  /// What is remembered of a part, which then counts as if it had been parsed.
  func remembered<Value: Sendable>(_ key: PartMemory.Key, _ entry: Entry) throws(SpreadsheetError) -> Value? {
    guard let part = memory?[key], let value = part.value as? Value else { return nil }
    inflatedBytes += part.cost.inflatedBytes
    try limits.check(inflatedBytes, \.packageBytes, "package bytes", part: entry.name)
    try accountForParsing(part.cost.parsedBytes, elements: part.cost.parsedElements, of: entry)
    return value
  }

  /// - Parameter before: what the archive had cost before the part was read.
  func remember(_ value: some Sendable, _ key: PartMemory.Key, since before: PartMemory.Cost) {
    let cost = PartMemory.Cost(
      inflatedBytes: inflatedBytes - before.inflatedBytes, parsedBytes: parsedBytes - before.parsedBytes,
      parsedElements: parsedElements - before.parsedElements)
    memory?.remember(PartMemory.Part(key: key, value: value, cost: cost))
  }

  var cost: PartMemory.Cost {
    PartMemory.Cost(inflatedBytes: inflatedBytes, parsedBytes: parsedBytes, parsedElements: parsedElements)
  }

  /// What a part is remembered by; nil where it is not to be.
  func key(of entry: Entry, as reading: String) throws(SpreadsheetError) -> PartMemory.Key? {
    guard memory != nil, !entry.isEncrypted, entry.method == 0 || entry.method == 8,
      entry.compressedSize <= PartMemory.longest, entry.size <= PartMemory.largest
    else { return nil }
    return PartMemory.Key(
      reading: reading, method: entry.method, size: entry.size, crc: entry.crc, stored: try stored(entry))
  }
}
