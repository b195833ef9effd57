import CZip

/// Somebody's workbook as a zip: its entries in their order, each as stored or as it was before compression.
struct SourcePackage: ~Copyable {
  struct Entry {
    /// As the zip writes it.
    var rawName: [UInt8]
    /// With slashes, without one at the beginning: as parts are named.
    var part: String
    var method: UInt16
    var crc: UInt32
    var size: Int
    var compressedSize: Int
    fileprivate var index: UInt64
  }

  /// A part that is changed is held whole; none that a person made comes near this.
  private static let largestPart = 256 << 20

  let entries: [Entry]
  private let archive: OpaquePointer
  private let memory: UnsafeMutableRawBufferPointer
  private let positions: Positions

  /// Where each part is. Names are equal whatever their case (ISO 29500-2 6.2.2.3), but some packages hold two that differ
  /// in nothing else: then each is found by its own, and the first by any other.
  private struct Positions {
    var exact: [String: Int] = [:]
    var folded: [String: Int] = [:]

    /// - Returns: false for a part that is there already.
    mutating func add(_ part: String, at position: Int) -> Bool {
      if folded[part.lowercased()] == nil { folded[part.lowercased()] = position }
      return exact.updateValue(position, forKey: part) == nil
    }
  }

  init(_ bytes: [UInt8]) throws(SpreadsheetError) {
    let opened = try Self.open(bytes)
    archive = opened.archive
    memory = opened.memory
    entries = opened.entries
    positions = opened.positions
  }

  private static func open(
    _ bytes: [UInt8]
  ) throws(SpreadsheetError) -> (
    archive: OpaquePointer, memory: UnsafeMutableRawBufferPointer, entries: [Entry], positions: Positions
  ) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
    memory.copyBytes(from: bytes)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(memory.baseAddress, UInt64(bytes.count), 0, &error) else {
      memory.deallocate()
      throw SpreadsheetError(.damaged, detail: String(cString: zip_error_strerror(&error)))
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      let detail = String(cString: zip_error_strerror(&error))
      zip_source_free(source)
      memory.deallocate()
      throw SpreadsheetError(.damaged, detail: detail)
    }
    let (entries, positions, failure) = entries(of: archive)
    if let failure {
      zip_discard(archive)
      memory.deallocate()
      throw failure
    }
    return (archive, memory, entries, positions)
  }

  deinit {
    zip_discard(archive)
    memory.deallocate()
  }

  private static func entries(
    of archive: OpaquePointer
  ) -> (entries: [Entry], positions: Positions, failure: SpreadsheetError?) {
    var entries: [Entry] = []
    var positions = Positions()
    for index in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
      var stat = zip_stat_t()
      zip_stat_init(&stat)
      guard zip_stat_index(archive, index, UInt32(ZIP_FL_ENC_RAW), &stat) == 0, let name = stat.name,
        let size = Int(exactly: stat.size), let compressedSize = Int(exactly: stat.comp_size)
      else { return ([], Positions(), SpreadsheetError(.damaged, detail: "zip entry \(index) has no name or no size")) }
      let text = String(cString: name)
      guard stat.encryption_method == UInt16(ZIP_EM_NONE) else {
        return (
          [], Positions(), SpreadsheetError(.unsupported(.encryptedWorkbook), part: text, detail: "encrypted zip entry")
        )
      }
      var part = String(text.map { $0 == "\\" ? "/" : $0 })
      while part.hasPrefix("/") { part.removeFirst() }
      // Folders are no parts.
      if !part.hasSuffix("/"), !positions.add(part, at: entries.count) {
        return ([], Positions(), SpreadsheetError(.forbidden, part: part, detail: "two entries of one name"))
      }
      var rawName: [UInt8] = []
      while name[rawName.count] != 0 { rawName.append(UInt8(bitPattern: name[rawName.count])) }
      entries.append(
        Entry(
          rawName: rawName, part: part, method: stat.comp_method, crc: stat.crc, size: size,
          compressedSize: compressedSize, index: index))
    }
    return (entries, positions, nil)
  }

  func entry(_ part: String) -> Entry? {
    (positions.exact[part] ?? positions.folded[part.lowercased()]).map { entries[$0] }
  }

  func holds(_ part: String) -> Bool { entry(part) != nil }

  /// A part's bytes, in UTF-8 whichever encoding it has, its checksum compared.
  func text(of entry: Entry) throws(SpreadsheetError) -> [UInt8] {
    UTF8Markup.decoded(try read(entry, size: entry.size, flags: 0))
  }

  /// An entry as it is stored.
  func stored(_ entry: Entry) throws(SpreadsheetError) -> [UInt8] {
    try read(entry, size: entry.compressedSize, flags: UInt32(ZIP_FL_COMPRESSED))
  }

  private func read(_ entry: Entry, size: Int, flags: UInt32) throws(SpreadsheetError) -> [UInt8] {
    let isRaw = flags != 0
    guard isRaw || size <= Self.largestPart else {
      throw SpreadsheetError(
        .limitExceeded(name: "partBytes", limit: Self.largestPart), part: entry.part, detail: "\(size) bytes")
    }
    guard let file = zip_fopen_index(archive, entry.index, flags) else {
      throw SpreadsheetError(
        .damaged, part: entry.part, detail: String(cString: zip_error_strerror(zip_get_error(archive))))
    }
    defer { zip_fclose(file) }
    var failure: SpreadsheetError?
    let bytes = [UInt8](unsafeUninitializedCapacity: max(1, size)) { buffer, count in
      while count < size {
        let read = zip_fread(file, buffer.baseAddress.map { $0 + count }, UInt64(size - count))
        if read < 0 {
          failure = SpreadsheetError(
            .damaged, part: entry.part, detail: String(cString: zip_error_strerror(zip_file_get_error(file))))
          return
        }
        if read == 0 { break }
        count += Int(read)
      }
      if failure == nil, count < size {
        failure = SpreadsheetError(.damaged, part: entry.part, detail: "\(count) bytes of \(size)")
      }
    }
    if let failure { throw failure }
    // libzip compares the checksum when it comes to the end.
    if !isRaw {
      var byte: UInt8 = 0
      let read = zip_fread(file, &byte, 1)
      guard read == 0 else {
        throw SpreadsheetError(
          .damaged, part: entry.part,
          detail: read > 0 ? "more bytes than announced" : String(cString: zip_error_strerror(zip_file_get_error(file)))
        )
      }
    }
    return bytes
  }
}

/// A part's markup in UTF-8.
enum UTF8Markup {
  /// UTF-16 turned into UTF-8, its declaration with it; anything else as it is.
  static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    let isBig: Bool
    switch (bytes.first, bytes.dropFirst().first) {
    case (0xFE, 0xFF), (0x00, 0x3C): isBig = true
    case (0xFF, 0xFE), (0x3C, 0x00): isBig = false
    default: return bytes
    }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBig ? first << 8 | second : second << 8 | first)
    }
    if units.first == 0xFEFF { units.removeFirst() }
    var text = String(decoding: units, as: UTF16.self)
    if let end = text.firstRange(of: "?>"), text.hasPrefix("<?xml") {
      text.replaceSubrange(..<end.upperBound, with: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>")
    }
    return Array(text.utf8)
  }
}
