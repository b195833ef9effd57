import CZip

/// A zip file whose entries are read by name. It never writes and never uses a name of the file as a path.
///
/// Entries keep the archive alive, which is why this is a class around its noncopyable handle.
final class ZipArchive {
  struct Entry {
    let name: String
    let index: UInt64
    let method: UInt16
    let crc: UInt32
    let size: Int
    let compressedSize: Int
    let isEncrypted: Bool
    /// Where its bytes are in a zip whose directory is plain.
    var offset = 0
  }

  /// Where entries are read from.
  private enum Source: ~Copyable {
    /// Bytes with a plain directory, read in place.
    case plain([UInt8])
    case library(ZipHandle)

    var bytes: [UInt8]? {
      switch self {
      case .plain(let bytes): bytes
      case .library: nil
      }
    }

    func file(of entry: Entry) throws(SpreadsheetError) -> ZipFile {
      switch self {
      case .plain(let bytes): ZipFile(bytes, entry.storedRange)
      case .library(let handle): try handle.open(entry)
      }
    }
  }

  let limits: Limits
  let entries: [Entry]
  private let source: Source
  private let names: EntryNames
  /// For parts that are unpacked in one go.
  let wholeInflater = WholeInflater()
  /// Bytes that all entries have given so far.
  var inflatedBytes = 0
  /// Bytes that have gone to libxml2 so far, the short ends beside what a scanner reads left out.
  var parsedBytes = 0
  /// The elements in them.
  var parsedElements = 0
  /// What is known of other files' parts; nil where one file is read alone.
  var memory: PartMemory?

  /// `readingPlainly` allows the faster of the two ways to read a directory, which finds the same entries.
  convenience init(bytes: [UInt8], limits: Limits, readingPlainly: Bool = true) throws(SpreadsheetError) {
    if readingPlainly, let entries = bytes.withUnsafeBytes(PlainZipDirectory.entries) {
      try limits.check(entries.count, \.entries, "entries", part: nil)
      try self.init(.plain(bytes), entries.filter { !$0.isFolder }, fileSize: bytes.count, limits: limits)
    } else {
      try self.init(ZipHandle(bytes: bytes), fileSize: bytes.count, limits: limits)
    }
  }

  /// Reads from the disk as entries are read.
  convenience init(path: String, size: Int, limits: Limits) throws(SpreadsheetError) {
    try self.init(ZipHandle(path: path), fileSize: size, limits: limits)
  }

  private convenience init(_ handle: consuming ZipHandle, fileSize: Int, limits: Limits) throws(SpreadsheetError) {
    let count = handle.entryCount
    try limits.check(count, \.entries, "entries", part: nil)
    var entries: [Entry] = []
    for index in 0..<count {
      guard let entry = handle.entry(at: index) else {
        if let repeated = EntryNames(entries).repeated { throw Self.repetition(of: repeated) }
        throw SpreadsheetError(.damaged, detail: "zip entry \(index) has no name or no size")
      }
      if !entry.isFolder { entries.append(entry) }
    }
    try self.init(.library(handle), entries, fileSize: fileSize, limits: limits)
  }

  private init(
    _ source: consuming Source, _ entries: [Entry], fileSize: Int, limits: Limits
  ) throws(SpreadsheetError) {
    names = EntryNames(entries)
    if let repeated = names.repeated { throw Self.repetition(of: repeated) }
    var compressed = 0
    for entry in entries { compressed = compressed.addingReportingOverflow(entry.compressedSize).partialValue }
    guard compressed >= 0, compressed <= fileSize else {
      throw SpreadsheetError(.forbidden, detail: "zip entries overlap or reach past the end of the file")
    }
    self.source = source
    self.entries = entries
    self.limits = limits
  }

  private static func repetition(of name: String) -> SpreadsheetError {
    SpreadsheetError(.forbidden, part: name, detail: "duplicate zip entries of one name")
  }

  func entry(named name: String) -> Entry? { names.position(of: name, in: entries).map { entries[$0] } }

  /// Shows an entry's bytes as they are stored.
  func withStored<Result>(
    _ entry: Entry, _ body: (UnsafeRawBufferPointer) throws(SpreadsheetError) -> Result
  ) throws(SpreadsheetError) -> Result {
    if let bytes = source.bytes { return try bytes.showing(entry.storedRange, body) }
    var file = try source.file(of: entry)
    let window = Window(byteCount: entry.compressedSize)
    var count = 0
    while count < entry.compressedSize {
      let rest = UnsafeMutableRawBufferPointer(rebasing: window.bytes[count...])
      let read = try file.read(into: rest, part: entry.name)
      if read == 0 { break }
      count += read
    }
    return try body(UnsafeRawBufferPointer(rebasing: window.bytes[..<count]))
  }

  /// Opens an entry for reading.
  func open(_ entry: Entry) throws(SpreadsheetError) -> ZipEntryReader {
    guard !entry.isEncrypted else {
      throw SpreadsheetError(
        .unsupported(.encryptedWorkbook), part: entry.name, detail: "encrypted zip entry, needs a password")
    }
    guard entry.method == 0 || entry.method == 8 else {
      throw SpreadsheetError(.forbidden, part: entry.name, detail: "compression method \(entry.method)")
    }
    return try ZipEntryReader(archive: self, entry: entry, file: source.file(of: entry))
  }
}

extension ZipArchive.Entry {
  fileprivate var isFolder: Bool { name.isEmpty || name.utf8.last == UInt8(ascii: "/") }
  fileprivate var storedRange: Range<Int> { offset..<(offset + compressedSize) }
}

extension [UInt8] {
  /// Shows some of its bytes in place.
  func showing<Result>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(SpreadsheetError) -> Result
  ) throws(SpreadsheetError) -> Result {
    let shown = withUnsafeBytes { bytes -> Swift.Result<Result, SpreadsheetError> in
      do throws(SpreadsheetError) {
        return .success(try body(UnsafeRawBufferPointer(rebasing: bytes[range])))
      } catch { return .failure(error) }
    }
    return try shown.get()
  }
}

/// Owns libzip's handle and, where the file is in memory, the copy of the bytes that it reads.
private struct ZipHandle: ~Copyable {
  private let archive: OpaquePointer
  private let bytes: UnsafeMutableRawBufferPointer

  init(bytes source: [UInt8]) throws(SpreadsheetError) {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 16)
    bytes.copyBytes(from: source)
    do throws(SpreadsheetError) {
      archive = try Self.open { zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &$0) }
      self.bytes = bytes
    } catch {
      bytes.deallocate()
      throw error
    }
  }

  init(path: String) throws(SpreadsheetError) {
    archive = try Self.open { zip_source_file_create(path, 0, -1, &$0) }
    bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  private static func open(
    _ source: (inout zip_error_t) -> OpaquePointer?
  ) throws(SpreadsheetError) -> OpaquePointer {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = source(&error) else {
      throw SpreadsheetError(.unreadable, detail: "zip: \(String(cString: zip_error_strerror(&error)))")
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      let message = String(cString: zip_error_strerror(&error))
      zip_source_free(source)
      throw SpreadsheetError(.damaged, detail: "zip cut off or damaged: \(message)")
    }
    return archive
  }

  deinit {
    zip_discard(archive)
    bytes.deallocate()
  }

  var entryCount: Int { Int(zip_get_num_entries(archive, 0)) }

  func entry(at index: Int) -> ZipArchive.Entry? {
    var stat = zip_stat_t()
    zip_stat_init(&stat)
    guard zip_stat_index(archive, UInt64(index), UInt32(ZIP_FL_ENC_RAW), &stat) == 0, let name = stat.name,
      let size = Int(exactly: stat.size), let compressedSize = Int(exactly: stat.comp_size)
    else { return nil }
    return ZipArchive.Entry(
      name: PartName.normalized(entryName: String(cString: name)), index: UInt64(index), method: stat.comp_method,
      crc: stat.crc, size: size, compressedSize: compressedSize,
      isEncrypted: stat.encryption_method != ZIP_EM_NONE)
  }

  func open(_ entry: ZipArchive.Entry) throws(SpreadsheetError) -> ZipFile {
    guard let file = zip_fopen_index(archive, entry.index, UInt32(ZIP_FL_COMPRESSED)) else {
      throw SpreadsheetError(
        .damaged, part: entry.name, detail: "zip: \(String(cString: zip_error_strerror(zip_get_error(archive))))")
    }
    return ZipFile(takingOwnershipOf: file)
  }
}
