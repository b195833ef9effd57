import CZip

/// Reads one entry from beginning to end, in pieces, within the limits of its archive.
///
/// libzip compares the CRC only when an entry is read to its end, so a caller reads until nothing is left.
struct ZipEntryReader: ~Copyable {
  let entry: ZipArchive.Entry
  private let archive: ZipArchive
  private let file: OpaquePointer
  private let raw: Bool
  private var count = 0

  init(archive: ZipArchive, entry: ZipArchive.Entry, file takingOwnership: OpaquePointer, raw: Bool) {
    self.archive = archive
    self.entry = entry
    self.file = takingOwnership
    self.raw = raw
  }

  deinit { zip_fclose(file) }

  /// Fills `window` as far as there are bytes; 0 at the end.
  mutating func read(into window: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
    var filled = 0
    while filled < window.count {
      let read = zip_fread(file, window.baseAddress.map { $0 + filled }, UInt64(window.count - filled))
      guard read >= 0 else {
        let message = String(cString: zip_error_strerror(zip_file_get_error(file)))
        throw SpreadsheetError(.damaged, part: entry.name, detail: "zip entry: \(message)")
      }
      if read == 0 { break }
      filled += Int(read)
    }
    count += filled
    if raw { return filled }
    if filled < window.count, count != entry.size {
      throw SpreadsheetError(
        .damaged, part: entry.name, detail: "zip entry has \(count) bytes and \(entry.size) are announced")
    }
    try archive.account(for: filled, of: count, in: entry)
    return filled
  }
}

extension ZipArchive {
  /// Adds inflated bytes to the account of the archive; `count` is what the entry has given in all.
  func account(for bytes: Int, of count: Int, in entry: Entry) throws(SpreadsheetError) {
    inflatedBytes += bytes
    try limits.check(inflatedBytes, \.packageBytes, "package bytes", part: entry.name)
    try limits.check(count, \.streamedPartBytes, "part bytes", part: entry.name)
    let free = 1 << 20
    if count > free, (count - free) / max(1, entry.compressedSize) >= limits.inflationRatio {
      throw SpreadsheetError(
        .limitExceeded(name: "inflation ratio", limit: limits.inflationRatio), part: entry.name,
        detail: "inflates more than \(limits.inflationRatio)-fold, the limit for the ratio")
    }
  }
}
