/// What parts of packages were found to say, by their bytes as they are stored. The files of one office hold the same styles,
/// relationships and empty sheets byte for byte: what was parsed once need not be parsed again.
package struct PartMemory: Sendable {
  /// What a part is read as, with whatever else but its bytes the value depends on.
  enum Reading: Hashable, Sendable {
    case contentTypes, workbook, styles
    case relationships(of: String)
    case sheetWithoutCells
  }

  /// What a part counts for in the limits of its archive.
  struct Cost: Sendable {
    var inflatedBytes = 0
    var parsedBytes = 0
    var parsedElements = 0
  }

  struct Part: Sendable {
    let reading: Reading
    let method: UInt16
    let size: Int
    let crc: UInt32
    let stored: [UInt8]
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

  /// What is remembered of an entry; `stored` are its bytes.
  func part(of entry: ZipArchive.Entry, as reading: Reading, _ stored: UnsafeRawBufferPointer) -> Part? {
    guard let part = parts[Self.place(of: entry.crc, reading)], part.crc == entry.crc, part.size == entry.size,
      part.method == entry.method, part.reading == reading,
      part.stored.withUnsafeBytes({ $0.isSame(as: stored) })
    else { return nil }
    return part
  }

  mutating func remember(_ part: Part) { parts[Self.place(of: part.crc, part.reading)] = part }

  private static func place(of crc: UInt32, _ reading: Reading) -> Int {
    // The parts of one content are few: what they are read as tells them apart.
    let order =
      switch reading {
      case .contentTypes: 0
      case .workbook: 1
      case .styles: 2
      case .sheetWithoutCells: 3
      case .relationships(let part): 4 + part.utf8.count
      }
    return Int(truncatingIfNeeded: UInt(crc) &+ UInt(order) &* 31) & (most - 1)
  }
}

extension ZipArchive {
  /// What a part says: as it is remembered, else as it is parsed.
  func remembered<Value: Sendable>(
    _ entry: Entry, as reading: PartMemory.Reading, _ parse: () throws(SpreadsheetError) -> Value
  ) throws(SpreadsheetError) -> Value {
    if let known: Value = try remembered(entry, as: reading) { return known }
    let before = cost
    let value = try parse()
    try remember(value, of: entry, as: reading, since: before)
    return value
  }

  /// What is remembered of a part, which then counts as if it had been parsed.
  func remembered<Value: Sendable>(
    _ entry: Entry, as reading: PartMemory.Reading
  ) throws(SpreadsheetError) -> Value? {
    guard isMemorable(entry) else { return nil }
    let known = try withStored(entry) { stored throws(SpreadsheetError) in
      memory?.part(of: entry, as: reading, stored)
    }
    guard let known, let value = known.value as? Value else { return nil }
    inflatedBytes += known.cost.inflatedBytes
    try limits.check(inflatedBytes, \.packageBytes, "package bytes", part: entry.name)
    try accountForParsing(known.cost.parsedBytes, elements: known.cost.parsedElements, of: entry)
    return value
  }

  /// - Parameter before: what the archive had cost before the part was read.
  func remember(
    _ value: some Sendable, of entry: Entry, as reading: PartMemory.Reading, since before: PartMemory.Cost
  ) throws(SpreadsheetError) {
    guard isMemorable(entry) else { return }
    let cost = PartMemory.Cost(
      inflatedBytes: inflatedBytes - before.inflatedBytes, parsedBytes: parsedBytes - before.parsedBytes,
      parsedElements: parsedElements - before.parsedElements)
    let stored = try withStored(entry) { stored throws(SpreadsheetError) in [UInt8](stored) }
    memory?.remember(
      PartMemory.Part(
        reading: reading, method: entry.method, size: entry.size, crc: entry.crc, stored: stored, value: value,
        cost: cost
      ))
  }

  var cost: PartMemory.Cost {
    PartMemory.Cost(inflatedBytes: inflatedBytes, parsedBytes: parsedBytes, parsedElements: parsedElements)
  }

  private func isMemorable(_ entry: Entry) -> Bool {
    memory != nil && !entry.isEncrypted && (entry.method == 0 || entry.method == 8)
      && entry.compressedSize <= PartMemory.longest && entry.size <= PartMemory.largest
  }
}
